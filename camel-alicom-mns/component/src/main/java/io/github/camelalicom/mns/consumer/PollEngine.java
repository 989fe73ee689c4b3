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
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.camelalicom.mns.consumer.ConsumerSnapshot.Load;
import io.github.camelalicom.mns.gateway.MnsException;
import io.github.camelalicom.mns.gateway.MnsQueue;
import io.github.camelalicom.mns.gateway.QueueSnapshot;
import io.github.camelalicom.mns.gateway.ReceivedMessage;
import io.github.camelalicom.mns.gateway.Threads;

/**
 * Receives one message per poll on the caller's thread; never prefetches. A message is tracked
 * until it is settled, also after {@link #stop}: then pollers that wait go without a message, and
 * messages that are being processed stay held.
 */
public final class PollEngine implements ContextStopListener {

    /** For a poller that waits until a message comes. */
    public static final Duration NO_LIMIT = Duration.ofNanos(Long.MAX_VALUE);

    private static final Logger LOG = LoggerFactory.getLogger(PollEngine.class);

    /** Enough for a poller that polls every few seconds to show that the queue works again. */
    private static final Duration RECENT = Duration.ofMinutes(1);

    /** How long pollers, or a receive whose connection was cut, may take to end. */
    private static final Duration END_LIMIT = Duration.ofSeconds(1);

    private final MnsQueue queue;
    private final ConsumerSettings settings;
    private final LongSupplier nanoTime;
    private final SharedServices surroundings;
    private final Runnable onClosed;
    private final Semaphore places;
    private final Polls polls;
    private final ConsumerStats stats;
    private final DeliveryTracker tracker;
    private final Set<SinglePoll> waiting = ConcurrentHashMap.newKeySet();
    private final PollState state = new PollState(this::closeIfDone);
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * @param queue closed after {@link #stop}, when no message is held any more
     * @param surroundings what it shares with other consumers of the Camel context
     * @param clock what the queue's times are compared with
     * @param onClosed called once, after the queue was closed
     */
    public PollEngine(
            MnsQueue queue,
            ConsumerSettings settings,
            SharedServices surroundings,
            ErrorReporter errors,
            ConsumerStats.Listener listener,
            LongSupplier nanoTime,
            InstantSource clock,
            Runnable onClosed) {
        this.queue = queue;
        this.settings = settings;
        this.surroundings = surroundings;
        this.onClosed = onClosed;
        this.nanoTime = nanoTime;
        // fair: first come, first served
        places = new Semaphore(settings.concurrentReceivers(), true);
        String id = settings.queueId();
        BackgroundPolls left = surroundings.leftPolls();
        polls = new Polls(queue, id, left, one -> one.max() == 1, this::closeIfDone, nanoTime);
        stats = new ConsumerStats(listener, nanoTime, clock);
        Threads threads = surroundings.threads();
        Delivery.Listener release = new Release();
        tracker = new DeliveryTracker(queue, settings, threads, errors, stats, release, nanoTime);
    }

    /**
     * Takes one message. At most {@code concurrentReceivers} pollers receive at a time. The others
     * wait in line; one whose time is over by then goes without a receive, since those before it
     * found the queue empty.
     *
     * @param limit how long to wait for a message; zero receives once
     * @return empty when the time is over, or polling was stopped
     * @throws MnsException when the time is over, and the queue could not be reached
     */
    public Optional<Delivery> take(Duration limit) throws InterruptedException {
        long end = nanoTime.getAsLong() + limit.toNanos();
        SinglePoll poll =
                new SinglePoll(
                        polls, this::endedLate, settings, tracker.receiving(), state, nanoTime);
        try {
            if (!state.enter() || !places.tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                return Optional.empty();
            }
            try {
                waiting.add(poll);
                return poll.until(end).flatMap(message -> hold(message, true));
            } finally {
                waiting.remove(poll);
                places.release();
            }
        } finally {
            state.leave();
        }
    }

    /** The poller was interrupted or told to stop: the message is released. */
    private void endedLate(Poll poll, List<ReceivedMessage> messages, MnsException failure) {
        messages.forEach(message -> hold(message, false));
    }

    private Optional<Delivery> hold(ReceivedMessage message, boolean awaited) {
        boolean wanted = state.hold() && awaited;
        List<Delivery> deliveries = tracker.received(List.of(message));
        tracker.hold(deliveries);
        Delivery delivery = deliveries.get(0);
        if (wanted && delivery.begin(nanoTime.getAsLong())) {
            stats.begun(delivery);
            return Optional.of(delivery);
        }
        delivery.finish(Outcome.GIVEN_BACK);
        return Optional.empty();
    }

    /**
     * Ends polling: pollers that wait go without a message. Messages that are held stay held, and
     * are settled without delay. While the JVM lives on, receives finish in the background.
     */
    public void stop() {
        if (!state.close()) {
            return;
        }
        tracker.flushing(true);
        waiting.forEach(SinglePoll::stop);
        state.awaitNoPollers(END_LIMIT);
        finish();
        closeIfDone();
    }

    /** No effect: a route that ends its work may still poll. {@link #stop} ends polling. */
    @Override
    public void endReceiving() {}

    /** Waits a moment for what is being settled, and closes the queue; the rest is redelivered. */
    @Override
    public void finish() {
        if (!state.isOpen()) {
            surroundings.graceLeft(settings.stopGrace()).ifPresent(this::finish);
        }
    }

    private void finish(Duration grace) {
        if (!polls.awaitNone(grace)) {
            polls.cut();
            polls.awaitNone(END_LIMIT);
        }
        if (!state.awaitNoneHeld(BoundedWait.FLUSH_GRACE)) {
            LOG.warn(
                    "Messages of {} were still being processed at shutdown; MNS redelivers them"
                            + " when their leases expire",
                    settings.queueName());
        }
        close();
    }

    private void closeIfDone() {
        if (state.isOver() && polls.isEmpty()) {
            close();
        }
    }

    private void close() {
        if (closed.compareAndSet(false, true)) {
            queue.close();
            surroundings.closed(this);
            onClosed.run();
        }
    }

    /** The messages held, to be settled by the route. */
    public ManualSettlement held() {
        return tracker.held();
    }

    public ConsumerSnapshot snapshot() {
        int receivers = settings.concurrentReceivers();
        int active = receivers - places.availablePermits();
        Load load = new Load(active, receivers, state.held(), 0, tracker.waitingDeletes());
        return tracker.snapshot(load, queueSnapshot(), receiveFailure(), Optional.empty());
    }

    /** An expired token is not shown unless a poller needs one: the next receive replaces it. */
    private QueueSnapshot queueSnapshot() {
        QueueSnapshot now = queue.snapshot();
        boolean over = now.token().filter(times -> times.left().isNegative()).isPresent();
        return over && !state.isAwaited() ? now.withoutToken() : now;
    }

    /**
     * Relevant while a poller waits, or has just tried. An older failure is not: shown, it might
     * keep away the very requests that would try again.
     */
    private Optional<Failure> receiveFailure() {
        FailureTracker failures = tracker.receiving();
        boolean relevant = state.isOpen() && (state.isAwaited() || failures.failedWithin(RECENT));
        return failures.trouble().filter(failure -> relevant);
    }

    /** Counts messages as held until they have ended. */
    private final class Release implements Delivery.Listener {

        @Override
        public void finished(Delivery delivery, Outcome outcome) {
            // held until it is settled
        }

        @Override
        public void ended(Delivery delivery, Delivery.State last) {
            state.release();
        }
    }
}
