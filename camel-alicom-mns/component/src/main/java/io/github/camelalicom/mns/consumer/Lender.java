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
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.camelalicom.mns.gateway.MnsQueue;
import io.github.camelalicom.mns.gateway.QueueSnapshot;
import io.github.camelalicom.mns.gateway.ReceivedMessage;
import io.github.camelalicom.mns.gateway.Threads;

/**
 * Lends messages to takers, one to each who asks, on the taker's own thread. Nothing is received
 * that nobody waits for. What is lent is kept on loan until it is finished, also when lending has
 * stopped in the meantime: takers are told to stop, but nobody takes away what they work on.
 */
public final class Lender {

    /** For a taker who waits until something comes. */
    public static final Duration NO_LIMIT = Duration.ofNanos(Long.MAX_VALUE);

    private static final Logger LOG = LoggerFactory.getLogger(Lender.class);

    /** As long as somebody who polls every few seconds needs to see that it works again. */
    private static final Duration RECENT = Duration.ofMinutes(1);

    /** How long a receive under way may go on after stop, and after it was cancelled. */
    private static final Duration RECEIVE_GRACE = Duration.ofSeconds(1);

    private final MnsQueue queue;
    private final ConsumerSettings settings;
    private final LongSupplier nanoTime;
    private final LeaseKeeper leases;
    private final Settler settler;
    private final HeldMessages held;
    private final Outage receiving;
    private final Outage deleting;
    private final Outage extending;
    private final Semaphore polls;
    private final Loans loans = new Loans();
    private final Counters counters = new Counters();
    private final Timings timings;
    private final DeliveryOwner owner = new Bookkeeper();

    /**
     * @param queue closed by {@link #close}
     * @param threads ended by the caller, after {@link #close}
     * @param clock what the queue's times are compared with
     */
    public Lender(
            MnsQueue queue,
            ConsumerSettings settings,
            Threads threads,
            ErrorReporter errors,
            TimingListener listener,
            LongSupplier nanoTime,
            InstantSource clock) {
        this.queue = queue;
        this.settings = settings;
        this.nanoTime = nanoTime;
        timings = new Timings(listener, nanoTime, clock);
        // in the order in which they came: nobody waits for ever
        polls = new Semaphore(settings.concurrentReceivers(), true);
        String name = settings.queueName();
        ErrorReporter reporter = errors.on(threads.workers());
        receiving = new Outage("Receiving from queue " + name, reporter, nanoTime);
        deleting = new Outage("Deleting from queue " + name, reporter, nanoTime);
        extending = new Outage("Extending leases of queue " + name, reporter, nanoTime);
        Visibility visibility = new Visibility(queue, name, List.of(receiving, deleting), nanoTime);
        leases =
                new LeaseKeeper(
                        visibility,
                        settings.lease(),
                        settings.settlers(),
                        threads,
                        extending,
                        nanoTime);
        receiving.whenOver(leases::tryAgain);
        deleting.whenOver(leases::tryAgain);
        held = new HeldMessages(leases, nanoTime);
        settler =
                new Settler(
                        settings,
                        new Deletes(queue, settings, threads, deleting, nanoTime),
                        new Releases(visibility, settings.settlers(), threads, nanoTime));
    }

    /**
     * Takes one message. There are never more takers at the queue than there may be receivers; the
     * others stand in line, and one whose time is over by then goes without having asked: those
     * before it found the queue empty.
     *
     * @param limit how long to wait for one; zero looks once
     * @return empty when the time is over, or lending has stopped
     * @throws io.github.camelalicom.mns.gateway.MnsException when the time is over, and the queue
     *     could not be asked
     */
    public Optional<Delivery> take(Duration limit) throws InterruptedException {
        long end = nanoTime.getAsLong() + limit.toNanos();
        if (!loans.enter()) {
            return Optional.empty();
        }
        try {
            if (!polls.tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                return Optional.empty();
            }
            try {
                return new Taking(queue, settings, receiving, loans::isOpen, loans::rest, nanoTime)
                        .until(end)
                        .flatMap(this::lend);
            } finally {
                polls.release();
            }
        } finally {
            loans.leave();
        }
    }

    /** What comes when the taker has been told to stop is given back. */
    private Optional<Delivery> lend(ReceivedMessage message) {
        boolean wanted = loans.lend();
        counters.received(List.of(message));
        long now = nanoTime.getAsLong();
        Delivery delivery = new Delivery(message, now, owner);
        leases.watch(delivery);
        held.add(delivery);
        if (wanted && delivery.begin(now)) {
            timings.begun(delivery);
            return Optional.of(delivery);
        }
        delivery.finish(Outcome.GIVEN_BACK);
        return Optional.empty();
    }

    /**
     * Ends lending: takers who wait go without. What is lent stays so, and what is finished is
     * settled without delay.
     */
    public void stop() {
        if (!loans.end()) {
            return;
        }
        settler.flushing(true);
        if (!loans.awaitNoTakers(RECEIVE_GRACE)) {
            queue.cancelReceives();
            if (!loans.awaitNoTakers(RECEIVE_GRACE)) {
                LOG.warn("A receive from {} does not end and is left behind", settings.queueName());
            }
        }
        loans.settledIfSo();
    }

    /** What the takers have in their hands, to be settled by themselves. */
    public HeldMessages held() {
        return held;
    }

    /** Done when lending has stopped and nothing is lent any more. */
    public CompletionStage<Void> settled() {
        return loans.settled();
    }

    /** Waits a moment for what is being settled, and closes the queue; the rest comes again. */
    public void close() {
        try {
            if (!loans.awaitNoneLent(BoundedWait.LAST_WORDS)) {
                LOG.warn(
                        "Messages of {} were still with their takers; they come again when their"
                                + " leases end",
                        settings.queueName());
            }
        } finally {
            queue.close();
        }
    }

    /** What has come of lending so far. */
    public ConsumerSnapshot snapshot() {
        Load load =
                new Load(
                        settings.concurrentReceivers() - polls.availablePermits(),
                        settings.concurrentReceivers(),
                        loans.lent(),
                        0,
                        settler.waitingDeletes());
        return new ConsumerSnapshot(
                load,
                counters.totals(settler.deleteFailures()),
                timings.lag(),
                timings.margin(),
                queueSnapshot(),
                0,
                LastFailure.later(
                        receiving.lastFailure(),
                        LastFailure.later(deleting.lastFailure(), extending.lastFailure())),
                Stream.of(receivingTrouble(), deleting.trouble(), extending.trouble())
                        .flatMap(Optional::stream)
                        .toList());
    }

    /** A token that ended while nobody needed it is replaced when somebody does. */
    private QueueSnapshot queueSnapshot() {
        QueueSnapshot now = queue.snapshot();
        boolean over = now.token().filter(times -> times.left().isNegative()).isPresent();
        return over && !loans.isAwaited() ? now.withoutToken() : now;
    }

    /**
     * While somebody waits, or has just tried: what failed for the last one to try, long ago, is no
     * trouble of anyone's. Were it one, it might keep away the very requests that would try again.
     */
    private Optional<Trouble> receivingTrouble() {
        boolean wanted = loans.isOpen() && (loans.isAwaited() || receiving.failedWithin(RECENT));
        return receiving.trouble().filter(trouble -> wanted);
    }

    /** Passes finished deliveries on, and counts those that ended. */
    private final class Bookkeeper implements DeliveryOwner {

        @Override
        public void finished(Delivery delivery, Outcome outcome) {
            leases.forget(delivery);
            held.remove(delivery);
            settler.settle(delivery, outcome);
        }

        @Override
        public void ended(Delivery delivery, Delivery.State state) {
            leases.forget(delivery);
            held.remove(delivery);
            if (state == Delivery.State.DELETED) {
                timings.deleted(delivery);
            }
            counters.ended(state);
            loans.returned();
        }
    }
}
