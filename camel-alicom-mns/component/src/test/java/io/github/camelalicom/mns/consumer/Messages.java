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
package io.github.camelalicom.mns.consumer;

import java.time.Duration;
import java.util.Optional;

import io.github.camelalicom.mns.consumer.ConsumerSettings.LeaseSettings;
import io.github.camelalicom.mns.gateway.ReceivedMessage;

/** Messages and settings for tests of the engine's parts. */
final class Messages {

    private Messages() {}

    static ReceivedMessage message(String id, Duration lease) {
        return new ReceivedMessage(
                id, "handle-" + id, "e30=", null, null, null, null, 1, null, lease);
    }

    static Delivery delivery(String id, Duration lease, long now, Delivery.Listener listener) {
        return new Delivery(message(id, lease), now, listener);
    }

    /** The defaults of the options. */
    static ConsumerSettings settings() {
        return settings(256);
    }

    static ConsumerSettings settings(int maxInFlight) {
        return settings(maxInFlight, "https://mns.example/queues/q");
    }

    static ConsumerSettings settings(int maxInFlight, String queueId) {
        return new ConsumerSettings(
                "q",
                Duration.ofSeconds(30),
                16,
                8,
                1,
                maxInFlight,
                true,
                false,
                Duration.ZERO,
                16,
                Duration.ofMillis(100),
                new LeaseSettings(true, Duration.ofSeconds(30), Duration.ofHours(1)),
                Optional.empty(),
                Duration.ofSeconds(1),
                Duration.ofSeconds(60),
                Duration.ofSeconds(1),
                queueId);
    }
}
