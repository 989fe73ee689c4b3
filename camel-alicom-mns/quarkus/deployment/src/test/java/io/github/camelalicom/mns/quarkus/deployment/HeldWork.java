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
package io.github.camelalicom.mns.quarkus.deployment;

import java.time.Duration;
import java.util.Map;

import io.github.camelalicom.mns.emulator.AlicomEmulator;
import io.github.camelalicom.mns.emulator.QueueView;

import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What {@link HeldRoutes} is given to do, and what has to become of it. */
final class HeldWork {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration LONGEST_LEASE = Duration.ofSeconds(30);
    private static final int DONE = 3;
    private static final int WAITING = 4;

    private final AlicomEmulator emulator;

    HeldWork(AlicomEmulator emulator) {
        this.emulator = emulator;
    }

    /** An account, as far as the application can tell. */
    Map<String, String> account() {
        return Map.of(
                "camel.component.alicom-mns.queue-name", emulator.queueName("SmsReport"),
                "camel.component.alicom-mns.access-key", emulator.accessKey(),
                "camel.component.alicom-mns.secret-key", emulator.secretKey(),
                "camel.component.alicom-mns.token-endpoint", emulator.endpoint(),
                "camel.component.alicom-mns.mns-endpoint", emulator.endpoint());
    }

    void begin() {
        for (int i = 0; i < DONE; i++) {
            emulator.deliver(smsReport());
        }
        emulator.deliver(smsReport().bizId(HeldRoutes.HOLD));
        for (int i = 0; i < WAITING; i++) {
            emulator.deliver(smsReport());
        }
        await().atMost(PATIENCE).until(() -> emulator.queue(HeldRoutes.SIGNAL).sent() == 1);
        await().atMost(PATIENCE)
                .until(() -> emulator.queue("SmsReport").received() == DONE + 1 + WAITING);
    }

    /** The one at work comes again when its lease ends; the others at once. */
    void assertNothingIsStranded() {
        QueueView queue = emulator.queue("SmsReport");
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> {
                            assertThat(queue.deleted()).as("deleted").isEqualTo(DONE);
                            assertThat(queue.visible()).as("given back").isEqualTo(WAITING);
                        });

        emulator.clock().advance(LONGEST_LEASE);
        assertThat(queue.visible()).as("come again").isEqualTo(WAITING + 1);
    }
}
