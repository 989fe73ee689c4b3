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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.camelalicom.mns.consumer.ConsumerSnapshot.Load;
import io.github.camelalicom.mns.gateway.MnsQueue;
import io.github.camelalicom.mns.gateway.ReceivedMessage;
import io.github.camelalicom.mns.gateway.Threads;

/**
 * One consumer of one queue: wires the stages, last one first, and leads them through start,
 * suspend and stop. A stopped engine is replaced, never started again.
 */
public final class ConsumerEngine implements ContextStopListener {

    private static final Logger LOG = LoggerFactory.getLogger(ConsumerEngine.class);

    /** How long the end of a poll may take whose connection was cut. */
    private static final Duration CUT_LIMIT = Duration.ofSeconds(1);

    private final MnsQueue queue;
    private final ConsumerSettings settings;
    private final LongSupplier nanoTime;
    private final ThroughputEstimate pace;
    private final InFlight inFlight;
    private final DeliveryTracker tracker;
    private final UnfinishedExchanges unfinished;
    private final RoutingStats routing;
    private final Dispatcher dispatcher;
    private final Polls polls;
    private final Receivers receivers;
    private final SharedServices surroundings;
    private final AtomicBoolean closed = new AtomicBoolean();

    // the lifecycle's, which Camel calls from one thread at a time
    private volatile boolean ending;
    private volatile long endingSince;
    private volatile boolean stopped;

    /**
     * @param queue closed when the engine has stopped and its last poll has ended
     * @param surroundings what it shares with other consumers of the Camel context
     * @param clock what the queue's times are compared with
     */
    public ConsumerEngine(
            MnsQueue queue,
            ConsumerSettings settings,
            SharedServices surroundings,
            DeliveryHandler handler,
            ErrorReporter errors,
            ConsumerStats.Listener listener,
            LongSupplier nanoTime,
            InstantSource clock) {
        this.queue = queue;
        this.settings = settings;
        this.surroundings = surroundings;
        this.nanoTime = nanoTime;
        Threads threads = surroundings.threads();
        ConsumerStats stats = new ConsumerStats(listener, nanoTime, clock);
        pace =
                new ThroughputEstimate(
                        settings.concurrentConsumers(),
                        settings.maxMessagesPerPoll(),
                        settings.maxInFlight(),
                        nanoTime);
        inFlight = new InFlight(settings.maxInFlight(), pace);
        Delivery.Listener release = new Release();
        tracker = new DeliveryTracker(queue, settings, threads, errors, stats, release, nanoTime);
        Duration limit = settings.lease().maxExtension();
        unfinished = new UnfinishedExchanges(settings.queueName(), limit, nanoTime);
        routing = new RoutingStats(pace, inFlight, stats, unfinished);
        dispatcher = new Dispatcher(handler, settings, threads, routing, nanoTime);
        BackgroundPolls left = surroundings.leftPolls();
        String id = settings.queueId();
        polls = new Polls(queue, id, left, any -> true, this::closeIfDone, nanoTime);
        receivers = new Receivers(settings.concurrentReceivers(), threads, this::receiver);
    }

    private Receiver receiver(Receivers all, boolean primary) {
        FailureTracker failures = tracker.receiving();
        Receiver.Sink sink = new Reception();
        return new Receiver(all, primary, polls, settings, inFlight, sink, failures, nanoTime);
    }

    /** Begins to receive, at first or again after {@link #suspend} or {@link #drain}. */
    public void start() {
        ending = false;
        tracker.flushing(false);
        inFlight.open();
        receivers.start();
    }

    /** Ends receiving; what is held is worked through. */
    public void drain() {
        endReceiving();
        awaitPolls();
    }

    /** No new receive. Idempotent: a second call has no effect. */
    @Override
    public void endReceiving() {
        if (ending) {
            return;
        }
        ending = true;
        endingSince = nanoTime.getAsLong();
        receivers.stop();
        inFlight.close();
        tracker.flushing(true);
    }

    /**
     * While the JVM lives on, polls finish in the background, and what they bring is adopted by the
     * next consumer of the queue or released. When the context stops, they are cut after the grace.
     */
    private void awaitPolls() {
        surroundings.graceLeft(settings.stopGrace()).ifPresent(this::awaitPolls);
    }

    private void awaitPolls(Duration grace) {
        if (!polls.awaitNone(grace)) {
            polls.cut();
            if (!polls.awaitNone(CUT_LIMIT)) {
                LOG.warn(
                        "A receive from {} did not finish within the grace period and was"
                                + " abandoned",
                        settings.queueName());
            }
        }
    }

    /**
     * Ends receiving and releases what was not begun; what was begun goes on. When the context
     * stops, that is released after the last poll, which could receive it again.
     */
    public void suspend() {
        endReceiving();
        try {
            awaitPolls();
        } finally {
            dispatcher.takeWaiting().forEach(delivery -> delivery.finish(Outcome.GIVEN_BACK));
        }
    }

    /**
     * Suspends, waits for the work begun, and sends all pending deletes. Connections are closed
     * after the last poll, which may be later.
     *
     * @param patience how long to wait for the work begun, counted from when receiving ended, by
     *     this or by an earlier suspension; what is not over by then is left to the queue's lease
     */
    public void stop(Duration patience) {
        try {
            suspend();
            Duration used = Duration.ofNanos(nanoTime.getAsLong() - endingSince);
            if (!inFlight.awaitNone(patience.minus(used))) {
                inFlight.awaitSettled(BoundedWait.FLUSH_GRACE);
                LOG.warn(
                        "{} messages of {} were still being processed at shutdown; MNS redelivers"
                                + " them when their leases expire",
                        inFlight.held(),
                        settings.queueName());
            }
        } finally {
            dispatcher.interrupt();
            stopped = true;
            if (surroundings.graceLeft(Duration.ZERO).isPresent()) {
                close();
            } else {
                closeIfDone();
            }
        }
        LOG.info("Stopped receiving from {}: {}", settings.queueName(), snapshot().sum());
    }

    /** Once it has stopped, no poll is under way, and what the last ones brought is released. */
    private void closeIfDone() {
        if (stopped && polls.isEmpty() && inFlight.isSettled()) {
            close();
        }
    }

    @Override
    public void finish() {
        if (stopped) {
            awaitPolls();
            inFlight.awaitSettled(CUT_LIMIT);
            close();
        }
    }

    private void close() {
        if (closed.compareAndSet(false, true)) {
            queue.close();
            surroundings.closed(this);
        }
    }

    /** The messages held, to be settled by the route. */
    public ManualSettlement held() {
        return tracker.held();
    }

    /** Messages received and not yet begun. */
    public int waiting() {
        return dispatcher.waiting();
    }

    /** How many may receive at a time, from now on; at least 1. */
    public void limitReceivers(int most) {
        receivers.limit(most);
    }

    public ConsumerSnapshot snapshot() {
        Load load =
                new Load(
                        receivers.active(),
                        receivers.max(),
                        inFlight.held(),
                        dispatcher.waiting(),
                        tracker.waitingDeletes());
        return tracker.snapshot(
                load, queue.snapshot(), tracker.receiving().trouble(), unfinished.trouble());
    }

    /** The pace counts them before their permits are free, so that no other receive takes them. */
    private List<Delivery> hold(int permits, List<ReceivedMessage> messages) {
        List<Delivery> deliveries = tracker.received(messages);
        deliveries.forEach(delivery -> pace.opened());
        inFlight.received(permits, deliveries.size());
        tracker.hold(deliveries);
        return deliveries;
    }

    /** Passes received messages on, or releases those for which there is no room any more. */
    private final class Reception implements Receiver.Sink {

        @Override
        public void received(int permits, List<ReceivedMessage> messages) {
            List<Delivery> deliveries = hold(permits, messages);
            int wanted = receivers.running() ? Math.min(permits, deliveries.size()) : 0;
            if (wanted > 0) {
                dispatcher.dispatch(deliveries.subList(0, wanted));
            }
            release(deliveries.subList(wanted, deliveries.size()));
        }

        @Override
        public void receivedLate(List<ReceivedMessage> messages) {
            release(hold(0, messages));
        }

        private void release(List<Delivery> deliveries) {
            deliveries.forEach(delivery -> delivery.finish(Outcome.GIVEN_BACK));
            routing.dropped(deliveries.size());
        }
    }

    /** Returns the permit of each delivery that has ended. */
    private final class Release implements Delivery.Listener {

        @Override
        public void finished(Delivery delivery, Outcome outcome) {
            unfinished.finished(delivery);
            inFlight.finished();
        }

        @Override
        public void ended(Delivery delivery, Delivery.State state) {
            if (!state.isAfterFinish()) {
                dispatcher.forget(delivery);
                routing.released(delivery, state);
                inFlight.finished();
            }
            inFlight.release();
            closeIfDone();
        }
    }
}
