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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.camelalicom.mns.consumer.ConsumerSnapshot.Load;
import io.github.camelalicom.mns.gateway.QueueSnapshot;
import io.github.camelalicom.mns.gateway.ReceivedMessage;
import io.github.camelalicom.mns.gateway.Threads;

/**
 * One consumer of one queue: wires the stages, and takes them through start, suspend and stop. A
 * stopped engine is replaced, never started again.
 */
public final class ConsumerEngine implements SharedServices.ContextStopListener {

    private static final Logger LOG = LoggerFactory.getLogger(ConsumerEngine.class);

    /** How long messages of the last polls may take to be released. */
    private static final Duration RELEASE_LIMIT = Duration.ofSeconds(1);

    private final EngineParts parts;
    private final ConsumerSettings settings;
    private final LongSupplier nanoTime;
    private final ThroughputEstimate throughput;
    private final InFlight inFlight;
    private final DeliveryTracker tracker;
    private final UnfinishedExchanges unfinished;
    private final RoutingStats routing;
    private final Dispatcher dispatcher;
    private final Polls polls;
    private final Receivers receivers;
    private final SharedServices shared;
    private final AtomicBoolean works = new AtomicBoolean();

    private final ReceivingPhase phase;
    private volatile boolean stopped;

    /**
     * @param handler gets the messages that are to be routed
     */
    public ConsumerEngine(EngineParts parts, DeliveryHandler handler) {
        this.parts = parts;
        settings = parts.settings();
        shared = parts.shared();
        nanoTime = parts.nanoTime();
        Threads threads = shared.threads();
        throughput =
                new ThroughputEstimate(
                        settings.routedTogether(),
                        settings.maxMessagesPerPoll(),
                        settings.maxInFlight(),
                        nanoTime);
        inFlight = new InFlight(settings.maxInFlight(), throughput);
        tracker = new DeliveryTracker(parts, new Release());
        Duration limit = settings.lease().maxExtension();
        unfinished = new UnfinishedExchanges(settings.queueName(), limit, nanoTime);
        routing = new RoutingStats(throughput, inFlight, tracker, unfinished);
        dispatcher = new Dispatcher(handler, settings, threads, routing, nanoTime);
        polls = new Polls(parts, any -> true, this::closeIfDone);
        receivers = new Receivers(settings.concurrentReceivers(), threads, this::receiver);
        phase = new ReceivingPhase(this::beginReceiving, this::ceaseReceiving, nanoTime);
    }

    private Receiver receiver(Receiver.Peers peers, boolean primary) {
        FailureTracker failures = tracker.receiving();
        Receiver.Sink sink = new Reception();
        return new Receiver(peers, primary, polls, settings, inFlight, sink, failures, nanoTime);
    }

    /** Starts receiving, also after {@link #suspend} or {@link #drain}. */
    public void start() {
        phase.begin();
    }

    private void beginReceiving() {
        tracker.flushing(false);
        inFlight.open();
        receivers.start();
    }

    private void ceaseReceiving() {
        receivers.stop();
        inFlight.close();
        tracker.flushing(true);
    }

    /** Ends receiving; all held messages are processed. */
    public void drain() {
        phase.end();
        awaitPolls();
    }

    /** The context begins to stop. */
    @Override
    public void endReceiving() {
        stopBegins();
        phase.end();
    }

    /** The patience of the stop that follows counts from now, not from an earlier suspension. */
    public void stopBegins() {
        phase.countEndFromNow();
    }

    /**
     * While the context does not stop, polls finish in the background, and the next consumer of the
     * queue adopts them. When the context stops, they are cut after the grace period.
     */
    private void awaitPolls() {
        shared.graceLeft(settings.stopGrace()).ifPresent(this::awaitPolls);
    }

    private void awaitPolls(Duration grace) {
        if (!polls.end(grace)) {
            LOG.warn(
                    "ALICOM-801 A receive from {} did not finish within the grace period and was"
                            + " abandoned",
                    settings.queueName());
        }
    }

    /**
     * Ends receiving and releases messages that are not begun; the others are processed. When the
     * context stops, messages are released after the last poll, which could receive them again.
     */
    public void suspend() {
        phase.end();
        try {
            awaitPolls();
        } finally {
            dispatcher.takeWaiting().forEach(delivery -> delivery.finish(Outcome.RELEASED));
        }
    }

    /**
     * Suspends, waits for messages that are being processed, and sends all pending deletes. The
     * queue is closed after the last poll, which may be later.
     *
     * @param patience how long to wait for messages that are being processed, counted from when
     *     receiving ended, by this call or by an earlier suspension, or from {@link #stopBegins} if
     *     that was later; MNS redelivers the others
     */
    public void stop(Duration patience) {
        try {
            suspend();
            if (!inFlight.awaitNone(patience.minus(phase.endedFor()))) {
                inFlight.awaitSettled(BoundedWait.FLUSH_GRACE);
                parts.logHeldAtStop(inFlight.held());
            }
        } finally {
            dispatcher.stop();
            stopped = true;
            if (shared.graceLeft(Duration.ZERO).isPresent()) {
                finish();
            } else {
                closeIfDone();
            }
        }
        LOG.info(
                "ALICOM-803 Stopped receiving from {}: {}", settings.queueName(), snapshot().sum());
    }

    /** Closes when it has stopped, no poll is under way, and late messages are released. */
    private void closeIfDone() {
        if (stopped && polls.isEmpty() && inFlight.isSettled()) {
            close();
        }
    }

    @Override
    public void finish() {
        if (stopped) {
            awaitPolls();
            inFlight.awaitSettled(RELEASE_LIMIT);
            close();
        }
    }

    private void close() {
        polls.close(() -> shared.closed(this));
    }

    /** The messages held, to be settled manually by the route. */
    public ManualSettlement held() {
        return tracker.held();
    }

    /** Messages received and not yet begun. */
    public int waiting() {
        return dispatcher.waiting();
    }

    /** Changes the maximum number of receivers; at least 1. */
    public void limitReceivers(int max) {
        receivers.limit(max);
    }

    public ConsumerSnapshot snapshot() {
        Load load =
                new Load(
                        receivers.active(),
                        receivers.max(),
                        inFlight.held(),
                        dispatcher.waiting(),
                        tracker.waitingDeletes());
        boolean receiving = receivers.running();
        QueueSnapshot queue = parts.queue().snapshot();
        return tracker.snapshot(
                load,
                receiving || load.inFlight() > 0 ? queue : queue.withoutExpiredToken(),
                // while suspended, nothing is received that could show a recovery
                receiving ? tracker.receiving().failure() : Optional.empty(),
                unfinished.failure());
    }

    /** Passes received messages on, or releases those for which there is no room. */
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
        public void answered() {
            if (works.compareAndSet(false, true)) {
                String capacity = snapshot().capacity(settings.lease());
                LOG.info("ALICOM-303 Receiving from {} works: {}", settings.queueName(), capacity);
            }
        }

        @Override
        public void receivedLate(List<ReceivedMessage> messages) {
            release(hold(0, messages));
        }

        /** The throughput counts messages before permits are free: no other receive gets these. */
        private List<Delivery> hold(int permits, List<ReceivedMessage> messages) {
            List<Delivery> deliveries = tracker.received(messages);
            throughput.opened(deliveries.size());
            inFlight.received(permits, deliveries.size());
            tracker.hold(deliveries);
            return deliveries;
        }

        private void release(List<Delivery> deliveries) {
            deliveries.forEach(delivery -> delivery.finish(Outcome.RELEASED));
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
