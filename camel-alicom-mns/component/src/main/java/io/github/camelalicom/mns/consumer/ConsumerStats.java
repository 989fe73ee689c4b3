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
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.camelalicom.mns.consumer.ConsumerSnapshot.Totals;
import io.github.camelalicom.mns.consumer.Delivery.State;
import io.github.camelalicom.mns.gateway.ReceivedMessage;

/** Counts messages and measures their times, for the snapshot and for a listener. */
public final class ConsumerStats {

    /**
     * Receives each single time, for a distribution such as that of a metrics library. Called
     * concurrently on workers and settlers; must be quick and must not throw.
     */
    public interface Listener {

        /**
         * A message that was received for the first time is handed to the route.
         *
         * @param lagNanos since it was enqueued, by the clocks of both machines; at least 0
         */
        void begun(long lagNanos);

        /**
         * A message was deleted.
         *
         * @param leaseLeftNanos what was left of its lease then; at least 0
         */
        void deleted(long leaseLeftNanos);
    }

    private static final Logger LOG = LoggerFactory.getLogger(ConsumerStats.class);

    private final LongAdder received = new LongAdder();
    private final LongAdder redelivered = new LongAdder();
    private final LongAdder redeliveryExpected = new LongAdder();
    private final Map<State, LongAdder> ended =
            Map.of(
                    State.DELETED, new LongAdder(),
                    State.RELEASED, new LongAdder(),
                    State.LEFT, new LongAdder(),
                    State.REDELIVERY_EXPECTED, redeliveryExpected,
                    State.MAX_EXTENSION_REACHED, redeliveryExpected,
                    State.LAPSED, new LongAdder());
    private final DurationSummary.Recorder lag = new DurationSummary.Recorder();
    private final DurationSummary.Recorder margin = new DurationSummary.Recorder();
    private final Listener listener;
    private final LongSupplier nanoTime;
    private final InstantSource clock;
    private final AtomicBoolean failureLogged = new AtomicBoolean();

    /**
     * @param clock compared with the enqueue times of messages
     */
    ConsumerStats(Listener listener, LongSupplier nanoTime, InstantSource clock) {
        this.listener = listener;
        this.nanoTime = nanoTime;
        this.clock = clock;
    }

    /** Redelivered messages are not counted: their lag reflects the failure before. */
    void begun(Delivery delivery) {
        ReceivedMessage message = delivery.message();
        Instant enqueued = message.enqueueTime();
        if (enqueued != null && message.dequeueCount() <= 1) {
            long millis = Math.max(0, clock.millis() - enqueued.toEpochMilli());
            long nanos = millis * 1_000_000;
            lag.record(nanos);
            call(listener::begun, nanos);
        }
    }

    void deleted(Delivery delivery) {
        long nanos = Math.max(0, delivery.leaseLeft(nanoTime.getAsLong()));
        margin.record(nanos);
        call(listener::deleted, nanos);
    }

    /** The listener may be user code: an exception must not affect the message. */
    private void call(LongConsumer method, long nanos) {
        try {
            method.accept(nanos);
        } catch (RuntimeException | Error e) {
            if (failureLogged.compareAndSet(false, true)) {
                LOG.warn("ALICOM-331 Times of messages could not be measured; logged once", e);
            }
        }
    }

    DurationSummary lag() {
        return lag.summary();
    }

    DurationSummary margin() {
        return margin.summary();
    }

    void received(List<ReceivedMessage> messages) {
        received.add(messages.size());
        for (ReceivedMessage message : messages) {
            if (message.dequeueCount() > 1) {
                redelivered.increment();
            }
        }
    }

    void ended(State state) {
        ended.get(state).increment();
    }

    Totals totals(long deleteFailures) {
        return new Totals(
                received.sum(),
                redelivered.sum(),
                ended.get(State.DELETED).sum(),
                ended.get(State.RELEASED).sum(),
                ended.get(State.LEFT).sum(),
                redeliveryExpected.sum(),
                ended.get(State.LAPSED).sum(),
                deleteFailures);
    }
}
