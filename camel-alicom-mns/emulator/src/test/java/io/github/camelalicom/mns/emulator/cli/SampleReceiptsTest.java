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
package io.github.camelalicom.mns.emulator.cli;

import org.junit.jupiter.api.Test;

import io.github.camelalicom.mns.emulator.AlicomEmulator;
import io.github.camelalicom.mns.emulator.AliyunClients;

import static org.assertj.core.api.Assertions.assertThat;

/** The receipts that the command adds by itself. */
class SampleReceiptsTest {

    /** The memory would be full after some hours, also beside a consumer that deletes nothing. */
    @Test
    void addsNoReceiptToAFullQueue() throws Exception {
        try (AlicomEmulator emulator = AlicomEmulator.start();
                AliyunClients client = AliyunClients.ofAccount(emulator)) {
            SampleReceipts samples = new SampleReceipts(emulator, 2 * 1_000);
            samples.addIfRoom();
            assertThat(client.queue(emulator.queueName("SmsReport")).popMessage()).isNotNull();
            for (int i = 0; i < 3; i++) {
                samples.addIfRoom();
            }
            assertThat(emulator.queue("SmsReport").sent()).isEqualTo(2);
        }
    }
}
