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

import io.github.camelalicom.mns.gateway.Durations;

/**
 * The settings of the engine, validated and immutable. The names are those of the options.
 *
 * @param redelivery empty: a failed message is redelivered when its lease expires
 * @param queueId distinguishes this queue from others of the same name
 */
public record ConsumerSettings(
        String queueName,
        Duration waitTime,
        int maxMessagesPerPoll,
        int concurrentReceivers,
        int concurrentConsumers,
        int maxInFlight,
        boolean deleteAfterRead,
        boolean batching,
        Duration receiveLinger,
        int deleteBatchSize,
        Duration deleteLinger,
        LeaseSettings lease,
        Optional<Redelivery> redelivery,
        Duration errorBackoff,
        Duration maxErrorBackoff,
        Duration stopGrace,
        String queueId) {

    /** Enough to keep up with the receivers: a delete takes about as long as a receive. */
    public int settlers() {
        return Math.max(2, concurrentReceivers);
    }

    /** The messages of an exchange for each worker: with batching, those of a full receive. */
    int routedTogether() {
        return concurrentConsumers * (batching ? maxMessagesPerPoll : 1);
    }

    /**
     * How leases are kept.
     *
     * @param extend whether leases are extended
     * @param visibilityTimeout how long each extension lasts
     * @param maxExtension how long a message is held in total
     */
    public record LeaseSettings(boolean extend, Duration visibilityTimeout, Duration maxExtension) {

        /** How long the next extension lasts, in whole seconds. */
        Duration next(Duration holdingLeft) {
            Duration time = Durations.shorter(holdingLeft, visibilityTimeout);
            return Duration.ofSeconds(time.toSeconds());
        }
    }

    /**
     * When a message whose exchange failed becomes visible again.
     *
     * @param delay after the first receive
     * @param multiplier by which the delay grows with each further receive; 1 for a constant delay
     */
    public record Redelivery(Duration delay, double multiplier, Duration maxDelay) {

        /** The delay after a failure, in whole seconds. */
        public Duration after(int dequeueCount) {
            double seconds =
                    delay.toSeconds() * Math.pow(multiplier, Math.max(0, dequeueCount - 1));
            return Duration.ofSeconds((long) Math.ceil(Math.min(seconds, maxDelay.toSeconds())));
        }
    }
}
