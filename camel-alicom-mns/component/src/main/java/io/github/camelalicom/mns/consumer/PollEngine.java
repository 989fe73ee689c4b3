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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import io.github.camelalicom.mns.consumer.ConsumerSnapshot.Load;
import io.github.camelalicom.mns.gateway.MnsException;
import io.github.camelalicom.mns.gateway.QueueSnapshot;
import io.github.camelalicom.mns.gateway.ReceivedMessage;

/**
 * Receives one message per poll on the caller's thread; never prefetches. A message is tracked
 * until it is settled, also after {@link #stop}: then pollers that wait get no message, and
 * messages that are being processed stay held. Camel stops a polling consumer when its cache is
 * full, and a template stops its own, so the leases are extended until the messages are done or the
 * context stops.
 */
public final class PollEngine
        implements SharedServices.ContextStopListener, ManualSettlement.Source {

    /** For a poller that waits until a message is received. */
    public static final Duration NO_LIMIT = Duration.ofNanos(Long.MAX_VALUE);

    /** Enough for a poller that polls every few seconds to show that the queue works again. */
    private static final Duration RECENT = Duration.ofMinutes(1);

    private static final Duration POLLERS_END_LIMIT = Duration.ofSeconds(1);

    private final EngineParts parts;
    private final ConsumerSettings settings;
    private final LongSupplier nanoTime;
    private final SharedServices shared;
    private final Runnable onClosed;
    private final Semaphore slots;
    private final Polls polls;
    private final DeliveryTracker tracker;
    private final PollState state = new PollState(this::closeIfDone);

    /**
     * @param onClosed called once, after the queue was closed
     */
    public PollEngine(EngineParts parts, Runnable onClosed) {
        this.parts = parts;
        this.onClosed = onClosed;
        settings = parts.settings();
        shared = parts.shared();
        nanoTime = parts.nanoTime();
        // fair: first come, first served
        slots = new Semaphore(settings.concurrentReceivers(), true);
        polls = new Polls(parts, one -> one.max() == 1, this::closeIfDone);
        tracker = new DeliveryTracker(parts, (delivery, last) -> state.release());
    }

    /**
     * Receives one message. At most {@code concurrentReceivers} pollers receive at a time. The
     * others wait in line; if the time of a poller is over by then, it does not receive, since the
     * pollers before it found the queue empty.
     *
     * @param limit how long to wait for a message; zero receives once
     * @return empty when the time is over, or polling was stopped
     * @throws MnsException when the time is over, and the queue was unreachable
     */
    public Optional<Delivery> poll(Duration limit) throws InterruptedException {
        long end = nanoTime.getAsLong() + limit.toNanos();
        if (!state.isAwaited()) {
            tracker.receiving().forgetAfter(RECENT);
        }
        SinglePoll poll =
                new SinglePoll(
                        polls, this::endedLate, settings, tracker.receiving(), state, nanoTime);
        try {
            if (!state.enter() || !slots.tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                return Optional.empty();
            }
            try {
                return poll.until(end).flatMap(message -> hold(message, true));
            } finally {
                slots.release();
            }
        } finally {
            state.leave();
        }
    }

    /** The poller was interrupted or stopped: the message is released. */
    private void endedLate(Poll poll, List<ReceivedMessage> messages, MnsException failure) {
        messages.forEach(message -> hold(message, false));
    }

    private Optional<Delivery> hold(ReceivedMessage message, boolean awaited) {
        boolean wanted = state.hold() && awaited;
        List<Delivery> deliveries = tracker.received(List.of(message));
        tracker.hold(deliveries);
        Delivery delivery = deliveries.get(0);
        if (wanted && delivery.begin(nanoTime.getAsLong())) {
            tracker.begun(delivery);
            return Optional.of(delivery);
        }
        delivery.finish(Outcome.RELEASED);
        return Optional.empty();
    }

    /**
     * Ends polling: pollers that wait get no message. Messages that are held stay held, and are
     * settled without delay. While the context does not stop, receives finish in the background.
     */
    public void stop() {
        if (!state.close()) {
            return;
        }
        tracker.flushing(true);
        state.awaitNoPollers(POLLERS_END_LIMIT);
        finish();
        closeIfDone();
    }

    /** No effect: a route that ends its work may still poll. {@link #stop} ends polling. */
    @Override
    public void endReceiving() {}

    /** Waits briefly for messages that are being settled, and closes the queue. */
    @Override
    public void finish() {
        if (!state.isOpen()) {
            shared.graceLeft(settings.stopGrace()).ifPresent(this::finish);
        }
    }

    private void finish(Duration grace) {
        polls.end(grace);
        if (!state.awaitNoneHeld(BoundedWait.FLUSH_GRACE)) {
            parts.logHeldAtStop(state.held());
        }
        close();
    }

    private void closeIfDone() {
        if (state.isOver() && polls.isEmpty()) {
            close();
        }
    }

    private void close() {
        polls.close(
                () -> {
                    shared.closed(this);
                    onClosed.run();
                });
    }

    @Override
    public boolean consumes(String queueName) {
        return queueName.equals(settings.queueName());
    }

    @Override
    public Optional<ManualSettlement> held() {
        return Optional.of(tracker.held());
    }

    public ConsumerSnapshot snapshot() {
        int receivers = settings.concurrentReceivers();
        int active = receivers - slots.availablePermits();
        Load load = new Load(active, receivers, state.held(), 0, tracker.waitingDeletes());
        return tracker.snapshot(load, queueSnapshot(), receiveFailure(), Optional.empty());
    }

    /** An expired token is shown only while a poller needs one: the next receive replaces it. */
    private QueueSnapshot queueSnapshot() {
        QueueSnapshot now = parts.queue().snapshot();
        return state.isAwaited() ? now : now.withoutExpiredToken();
    }

    /**
     * A failure counts while a poller waits, or has just polled. An older one does not: a readiness
     * check that shows it could keep away the requests that would poll again.
     */
    private Optional<Failure> receiveFailure() {
        if (!state.isOpen()) {
            return Optional.empty();
        }
        FailureTracker failures = tracker.receiving();
        return state.isAwaited() ? failures.failure() : failures.failureWithin(RECENT);
    }
}
