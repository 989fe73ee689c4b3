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
 * What the engine needs to know, validated and frozen. The names are those of the options.
 *
 * @param queueId tells this queue from others of the same name
 * @param redelivery empty: a failed message comes back when its lease ends
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

    /**
     * How leases are kept.
     *
     * @param extend whether at all
     * @param visibilityTimeout how long each extension lasts
     * @param maxExtension how long a message is held in all
     */
    public record LeaseSettings(boolean extend, Duration visibilityTimeout, Duration maxExtension) {

        /** How long the next extension may last, in whole seconds, if it is held so much longer. */
        Duration next(Duration holdingLeft) {
            Duration time = Durations.shorter(holdingLeft, visibilityTimeout);
            return Duration.ofSeconds(time.toSeconds());
        }
    }

    /**
     * When a message whose exchange failed becomes visible again.
     *
     * @param delay after the first receive
     * @param multiplier how much longer after each further one, 1 for the same
     * @param most never longer than this
     */
    public record Redelivery(Duration delay, double multiplier, Duration most) {

        /** The delay after a failure, in whole seconds. */
        public Duration after(int dequeueCount) {
            double seconds =
                    delay.toSeconds() * Math.pow(multiplier, Math.max(0, dequeueCount - 1));
            return Duration.ofSeconds((long) Math.ceil(Math.min(seconds, most.toSeconds())));
        }
    }
}
