/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.camelalicom.mns.benchmark.stage;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.github.camelalicom.mns.gateway.ReceivedMessage;

import static org.assertj.core.api.Assertions.assertThat;

class MemoryQueueTest {

    private static final int MESSAGES = 64;

    /** The engine keeps what it holds by id and by handle. */
    @Test
    void messagesThatAreHeldTogetherDiffer() {
        MemoryQueue queue = new MemoryQueue(MESSAGES);
        queue.fill();

        List<ReceivedMessage> received = new ArrayList<>();
        for (int i = 0; i < MESSAGES / 16; i++) {
            received.addAll(queue.receive(16, Duration.ofSeconds(30), () -> true).join());
        }

        assertThat(received).hasSize(MESSAGES);
        assertThat(received).extracting(ReceivedMessage::messageId).doesNotHaveDuplicates();
        assertThat(received).extracting(ReceivedMessage::receiptHandle).doesNotHaveDuplicates();
    }
}
