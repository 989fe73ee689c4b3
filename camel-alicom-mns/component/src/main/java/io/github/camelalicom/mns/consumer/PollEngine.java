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
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.camelalicom.mns.gateway.MnsException;
import io.github.camelalicom.mns.gateway.MnsQueue;
import io.github.camelalicom.mns.gateway.QueueSnapshot;
import io.github.camelalicom.mns.gateway.ReceivedMessage;
import io.github.camelalicom.mns.gateway.Threads;

/**
 * Lends messages to takers, one to each who asks, on the taker's own thread. Nothing is received
 * that nobody waits for. What is lent is kept on loan until it is finished, also when lending has
 * stopped in the meantime: takers are told to stop, but nobody takes away what they work on.
 */
public final class PollEngine implements ContextStopListener {

    /** For a taker who waits until something comes. */
    public static final Duration NO_LIMIT = Duration.ofNanos(Long.MAX_VALUE);

    private static final Logger LOG = LoggerFactory.getLogger(PollEngine.class);

    /** As long as somebody who polls every few seconds needs to see that it works again. */
    private static final Duration RECENT = Duration.ofMinutes(1);

    /** How long the end of a poll may take whose connection was cut, or of a take. */
    private static final Duration END_LIMIT = Duration.ofSeconds(1);

    /** Longer than any poll takes, whatever becomes of it. */
    private static final Duration LONGEST_POLL = Duration.ofMinutes(1);

    private final MnsQueue queue;
    private final ConsumerSettings settings;
    private final LongSupplier nanoTime;
    private final LeaseKeeper leases;
    private final Settler settler;
    private final ManualSettlement held;
    private final FailureTracker receiving;
    private final FailureTracker deleting;
    private final FailureTracker extending;
    private final Semaphore places;
    private final Polls polls;
    private final Set<PollReply> replies = ConcurrentHashMap.newKeySet();
    private final SharedServices surroundings;
    private final Runnable onClosed;
    private final PollState loans = new PollState(this::closeIfDone);
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Counters counters = new Counters();
    private final ConsumerStats timings;
    private final DeliveryListener owner = new Bookkeeper();

    /**
     * @param queue closed when lending has stopped and nothing is lent any more
     * @param surroundings what it shares with other consumers of the Camel context
     * @param clock what the queue's times are compared with
     * @param onClosed called once, when nothing is lent any more after {@link #stop}
     */
    public PollEngine(
            MnsQueue queue,
            ConsumerSettings settings,
            SharedServices surroundings,
            ErrorReporter errors,
            TimingListener listener,
            LongSupplier nanoTime,
            InstantSource clock,
            Runnable onClosed) {
        this.queue = queue;
        this.settings = settings;
        this.surroundings = surroundings;
        this.onClosed = onClosed;
        this.nanoTime = nanoTime;
        Threads threads = surroundings.threads();
        timings = new ConsumerStats(listener, nanoTime, clock);
        // in the order in which they came: nobody waits for ever
        places = new Semaphore(settings.concurrentReceivers(), true);
        polls =
                new Polls(
                        queue,
                        settings.queueId(),
                        surroundings.leftPolls(),
                        poll -> poll.max() == 1,
                        this::closeIfDone,
                        nanoTime);
        String name = settings.queueName();
        ErrorReporter reporter = errors.on(threads.workers());
        receiving = new FailureTracker("Receiving from queue " + name, reporter, nanoTime);
        deleting = new FailureTracker("Deleting from queue " + name, reporter, nanoTime);
        extending = new FailureTracker("Extending leases of queue " + name, reporter, nanoTime);
        VisibilityChanger visibility =
                new VisibilityChanger(queue, name, List.of(receiving, deleting), nanoTime);
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
        held = new ManualSettlement(leases, nanoTime);
        settler =
                new Settler(
                        settings,
                        new DeleteSender(queue, settings, threads, deleting, nanoTime),
                        new VisibilityResets(visibility, settings.settlers(), threads, nanoTime));
    }

    /**
     * Takes one message. There are never more takers at the queue than there may be receivers; the
     * others stand in line, and one whose time is over by then goes without having asked: those
     * before it found the queue empty.
     *
     * @param limit how long to wait for one; zero looks once
     * @return empty when the time is over, or lending has stopped
     * @throws MnsException when the time is over, and the queue could not be asked
     */
    public Optional<Delivery> take(Duration limit) throws InterruptedException {
        long end = nanoTime.getAsLong() + limit.toNanos();
        if (!loans.enter()) {
            return Optional.empty();
        }
        try {
            if (!places.tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                return Optional.empty();
            }
            try {
                return new SinglePoll(
                                this::poll,
                                settings,
                                receiving,
                                loans::isOpen,
                                loans::rest,
                                nanoTime)
                        .until(end)
                        .flatMap(this::lend);
            } finally {
                places.release();
            }
        } finally {
            loans.leave();
        }
    }

    /**
     * A taker that goes before the poll has ended, interrupted or told to stop, leaves it: what it
     * brings is for the next taker, or is released.
     */
    private List<ReceivedMessage> poll(Duration wait, Duration limit) throws InterruptedException {
        PollReply reply = new PollReply(this::ended);
        replies.add(reply);
        if (!loans.isOpen()) {
            reply.release();
        }
        long start = nanoTime.getAsLong();
        Poll poll = wait.isZero() ? polls.ask(1, wait, reply) : polls.begin(1, wait, reply);
        boolean adopted = poll.begunAt() - start < 0;
        try {
            return reply.await(adopted && limit.compareTo(LONGEST_POLL) < 0 ? limit : LONGEST_POLL);
        } finally {
            replies.remove(reply);
            if (reply.isReleased()) {
                polls.leave(poll, this::ended);
            }
        }
    }

    private void ended(Poll poll, List<ReceivedMessage> messages, MnsException failure) {
        messages.forEach(message -> lend(message, false));
    }

    /** What comes when the taker has been told to stop is released. */
    private Optional<Delivery> lend(ReceivedMessage message) {
        return lend(message, true);
    }

    private Optional<Delivery> lend(ReceivedMessage message, boolean asked) {
        boolean wanted = loans.lend() && asked;
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
     * settled without delay. While the JVM lives on, polls finish in the background.
     */
    public void stop() {
        if (!loans.end()) {
            return;
        }
        settler.flushing(true);
        replies.forEach(PollReply::release);
        loans.awaitNoTakers(END_LIMIT);
        finish();
        closeIfDone();
    }

    /** Nothing: a route that ends its work may still poll. */
    @Override
    public void endReceiving() {
        // its own stop ends it
    }

    /** Waits a moment for what is being settled, and closes the queue; the rest is redelivered. */
    @Override
    public void finish() {
        if (!loans.isOpen()) {
            surroundings.graceLeft(settings.stopGrace()).ifPresent(this::finish);
        }
    }

    private void finish(Duration grace) {
        if (!polls.awaitNone(grace)) {
            polls.cut();
            polls.awaitNone(END_LIMIT);
        }
        if (!loans.awaitNoneLent(BoundedWait.LAST_WORDS)) {
            LOG.warn(
                    "Messages of {} were still being processed at shutdown; MNS redelivers them"
                            + " when their leases expire",
                    settings.queueName());
        }
        close();
    }

    private void closeIfDone() {
        if (loans.isOver() && polls.isEmpty()) {
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

    /** What the takers have in their hands, to be settled by themselves. */
    public ManualSettlement held() {
        return held;
    }

    /** What has come of lending so far. */
    public ConsumerSnapshot snapshot() {
        Load load =
                new Load(
                        settings.concurrentReceivers() - places.availablePermits(),
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
                PastFailure.later(
                        receiving.lastFailure(),
                        PastFailure.later(deleting.lastFailure(), extending.lastFailure())),
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
    private Optional<Failure> receivingTrouble() {
        boolean wanted = loans.isOpen() && (loans.isAwaited() || receiving.failedWithin(RECENT));
        return receiving.trouble().filter(trouble -> wanted);
    }

    /** Passes finished deliveries on, and counts those that ended. */
    private final class Bookkeeper implements DeliveryListener {

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
