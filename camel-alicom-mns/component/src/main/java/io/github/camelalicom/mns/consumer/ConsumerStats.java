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

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.camelalicom.mns.gateway.ReceivedMessage;

/** Takes the times of messages, for the snapshot and for whoever listens. */
final class ConsumerStats {

    private static final Logger LOG = LoggerFactory.getLogger(ConsumerStats.class);

    private final DurationRecorder lag = new DurationRecorder();
    private final DurationRecorder margin = new DurationRecorder();
    private final TimingListener listener;
    private final LongSupplier nanoTime;
    private final InstantSource clock;
    private final AtomicBoolean complained = new AtomicBoolean();

    /**
     * @param clock what the queue's times are compared with
     */
    ConsumerStats(TimingListener listener, LongSupplier nanoTime, InstantSource clock) {
        this.listener = listener;
        this.nanoTime = nanoTime;
        this.clock = clock;
    }

    /** Redeliveries do not count: how old they are says more about the failure before. */
    void begun(Delivery delivery) {
        ReceivedMessage message = delivery.message();
        Instant enqueued = message.enqueueTime();
        if (enqueued != null && message.dequeueCount() <= 1) {
            long millis = Math.max(0, clock.millis() - enqueued.toEpochMilli());
            long nanos = millis * 1_000_000;
            lag.record(nanos);
            tell(listener::begun, nanos);
        }
    }

    void deleted(Delivery delivery) {
        long nanos = Math.max(0, delivery.leaseLeft(nanoTime.getAsLong()));
        margin.record(nanos);
        tell(listener::deleted, nanos);
    }

    /** The listener is the user's in the end: what it throws must not cost a message its place. */
    private void tell(LongConsumer heard, long nanos) {
        try {
            heard.accept(nanos);
        } catch (RuntimeException | Error e) {
            if (complained.compareAndSet(false, true)) {
                LOG.warn("Times of messages could not be measured; said once", e);
            }
        }
    }

    DurationSummary lag() {
        return lag.spread();
    }

    DurationSummary margin() {
        return margin.spread();
    }
}
