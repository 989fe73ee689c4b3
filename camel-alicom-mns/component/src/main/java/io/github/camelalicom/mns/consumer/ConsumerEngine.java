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
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.camelalicom.mns.gateway.MnsQueue;
import io.github.camelalicom.mns.gateway.ReceivedMessage;
import io.github.camelalicom.mns.gateway.Threads;

/**
 * One consumer of one queue: wires the stages, last one first, and leads them through start,
 * suspend and stop. A stopped engine is replaced, never started again.
 */
public final class ConsumerEngine {

    private static final Logger LOG = LoggerFactory.getLogger(ConsumerEngine.class);

    /** How long a receive under way may go on after stop, before it is cancelled. */
    private static final Duration RECEIVE_GRACE = Duration.ofSeconds(1);

    private final MnsQueue queue;
    private final ConsumerSettings settings;
    private final LongSupplier nanoTime;
    private final Counters counters = new Counters();
    private final Timings timings;
    private final Pace pace;
    private final InFlight inFlight;
    private final Settler settler;
    private final LeaseKeeper leases;
    private final UnfinishedReceipts unfinished;
    private final RoutingFigures routing;
    private final Dispatcher dispatcher;
    private final Receivers receivers;
    private final Outage receiving;
    private final Outage deleting;
    private final DeliveryOwner owner = new Bookkeeper();
    private final HeldMessages held;

    // the lifecycle's, which Camel calls from one thread at a time
    private volatile boolean ending;
    private volatile long endingSince;

    /**
     * @param queue closed by {@link #stop}
     * @param threads ended by the caller, after {@link #stop}
     * @param clock what the queue's times are compared with
     */
    public ConsumerEngine(
            MnsQueue queue,
            ConsumerSettings settings,
            Threads threads,
            DeliveryHandler handler,
            ErrorReporter errors,
            TimingListener listener,
            LongSupplier nanoTime,
            InstantSource clock) {
        this.queue = queue;
        this.settings = settings;
        this.nanoTime = nanoTime;
        timings = new Timings(listener, nanoTime, clock);
        String name = settings.queueName();
        pace =
                new Pace(
                        settings.concurrentConsumers(),
                        settings.maxMessagesPerPoll(),
                        settings.maxInFlight(),
                        nanoTime);
        inFlight = new InFlight(settings.maxInFlight(), pace);
        deleting = new Outage("Deleting from queue " + name, errors, nanoTime);
        Visibility visibility = new Visibility(queue, name, nanoTime);
        leases =
                new LeaseKeeper(
                        visibility, settings.lease(), settings.settlers(), threads, nanoTime);
        held = new HeldMessages(leases, nanoTime);
        settler =
                new Settler(
                        settings,
                        new Deletes(queue, settings, threads, deleting, nanoTime),
                        new Releases(visibility, settings.settlers(), threads, nanoTime));
        unfinished = new UnfinishedReceipts(name, settings.lease().maxExtension(), nanoTime);
        routing = new RoutingFigures(pace, inFlight, timings, unfinished);
        dispatcher = new Dispatcher(handler, settings, threads, routing, nanoTime);
        receiving = new Outage("Receiving from queue " + name, errors, nanoTime);
        receivers =
                new Receivers(queue, settings.concurrentReceivers(), threads.io(), this::receiver);
    }

    private Receiver receiver(boolean lead, BooleanSupplier onDuty) {
        return new Receiver(
                queue,
                settings,
                inFlight,
                this::received,
                receiving,
                receivers,
                onDuty,
                nanoTime,
                lead);
    }

    /** Begins to receive, at first or again after {@link #suspend} or {@link #drain}. */
    public void start() {
        ending = false;
        settler.flushing(false);
        inFlight.open();
        receivers.start();
    }

    /** Ends receiving; what is held is worked through. */
    public void drain() {
        endReceiving(RECEIVE_GRACE);
    }

    /** Said again, it waits for nothing. */
    private void endReceiving(Duration grace) {
        if (ending) {
            return;
        }
        ending = true;
        endingSince = nanoTime.getAsLong();
        receivers.stop();
        inFlight.close();
        settler.flushing(true);
        if (!receivers.awaitStopped(grace)) {
            LOG.warn("A receive from {} does not end and is left behind", settings.queueName());
        }
    }

    /**
     * Ends receiving and gives back what was not begun; what was begun goes on. It is given back
     * when no receive is under way any more: one that is would take it again, perhaps in the very
     * instant in which it is cancelled. So that it need not wait for long, the grace is halved.
     */
    public void suspend() {
        receivers.stop();
        List<Delivery> unbegun = dispatcher.takeWaiting();
        try {
            endReceiving(unbegun.isEmpty() ? RECEIVE_GRACE : RECEIVE_GRACE.dividedBy(2));
        } finally {
            unbegun.addAll(dispatcher.takeWaiting());
            unbegun.forEach(delivery -> delivery.finish(Outcome.GIVEN_BACK));
        }
    }

    /**
     * Suspends, waits for the work begun, sends all pending deletes, and closes the queue.
     *
     * @param patience how long to wait for the work begun, counted from when receiving ended, by
     *     this or by an earlier suspension; what is not over by then is left to the queue's lease
     */
    public void stop(Duration patience) {
        try {
            suspend();
            if (!inFlight.awaitNone(leftOf(patience))) {
                LOG.warn(
                        "{} messages of {} were still at work when the consumer stopped; they come"
                                + " again when their leases end",
                        inFlight.held(),
                        settings.queueName());
            }
        } finally {
            dispatcher.interrupt();
            queue.close();
        }
        LOG.info("Stopped receiving from {}: {}", settings.queueName(), snapshot().sum());
    }

    /** However long it took so far: the last deletes get their time. */
    private Duration leftOf(Duration patience) {
        Duration used = Duration.ofNanos(nanoTime.getAsLong() - endingSince);
        Duration left = patience.minus(used);
        return left.compareTo(BoundedWait.LAST_WORDS) < 0 ? BoundedWait.LAST_WORDS : left;
    }

    /** What the route has in its hands, to be settled by itself. */
    public HeldMessages held() {
        return held;
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
        return new ConsumerSnapshot(
                load(),
                counters.totals(settler.deleteFailures()),
                timings.lag(),
                timings.margin(),
                queue.snapshot(),
                0,
                LastFailure.later(receiving.lastFailure(), deleting.lastFailure()),
                Stream.of(receiving.trouble(), deleting.trouble(), unfinished.trouble())
                        .flatMap(Optional::stream)
                        .toList());
    }

    private Load load() {
        return new Load(
                receivers.active(),
                receivers.most(),
                inFlight.held(),
                dispatcher.waiting(),
                settler.waitingDeletes());
    }

    /** The pace counts them before their permits are free, so that no other receive takes them. */
    private void received(int permits, List<ReceivedMessage> messages) {
        long now = nanoTime.getAsLong();
        List<Delivery> deliveries =
                messages.stream().map(message -> new Delivery(message, now, owner)).toList();
        counters.received(messages);
        deliveries.forEach(delivery -> pace.opened());
        inFlight.received(permits, deliveries.size());
        deliveries.forEach(leases::watch);
        deliveries.forEach(held::add);
        if (receivers.running()) {
            dispatcher.dispatch(deliveries);
        } else {
            deliveries.forEach(delivery -> delivery.finish(Outcome.GIVEN_BACK));
            routing.dropped(deliveries.size());
        }
    }

    /** Passes finished deliveries on, and takes back the permit of those that ended. */
    private final class Bookkeeper implements DeliveryOwner {

        @Override
        public void finished(Delivery delivery, Outcome outcome) {
            leases.forget(delivery);
            held.remove(delivery);
            unfinished.finished(delivery);
            settler.settle(delivery, outcome);
        }

        @Override
        public void ended(Delivery delivery, Delivery.State state) {
            if (state == Delivery.State.LAPSED || state == Delivery.State.LET_GO) {
                leases.forget(delivery);
                held.remove(delivery);
                dispatcher.forget(delivery);
                routing.released(delivery, state);
            }
            if (state == Delivery.State.DELETED) {
                timings.deleted(delivery);
            }
            counters.ended(state);
            inFlight.release();
        }
    }
}
