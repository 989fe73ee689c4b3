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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.camelalicom.mns.gateway.MnsQueue;
import io.github.camelalicom.mns.gateway.ReceivedMessage;

/**
 * Lends messages to takers, one to each who asks, on the taker's own thread. Nothing is received
 * that nobody waits for. What is lent is kept on loan until it is finished, also when lending has
 * stopped in the meantime: takers are told to stop, but nobody takes away what they work on.
 */
public final class Lender {

    /** For a taker who waits until something comes. */
    public static final Duration NO_LIMIT = Duration.ofNanos(Long.MAX_VALUE);

    private static final Logger LOG = LoggerFactory.getLogger(Lender.class);

    /** How long a receive under way may go on after stop, and after it was cancelled. */
    private static final Duration RECEIVE_GRACE = Duration.ofSeconds(1);

    private final MnsQueue queue;
    private final ConsumerSettings settings;
    private final LongSupplier nanoTime;
    private final LeaseKeeper leases;
    private final Settler settler;
    private final HeldMessages held;
    private final Outage receiving;
    private final Semaphore polls;
    private final DeliveryOwner owner = new Bookkeeper();
    private final CompletableFuture<Void> settled = new CompletableFuture<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    // guarded by lock
    private boolean open = true;
    private int takers;
    private int lent;

    /**
     * @param queue closed by {@link #close}
     * @param threads ended by the caller, after {@link #close}
     */
    public Lender(
            MnsQueue queue,
            ConsumerSettings settings,
            Threads threads,
            ErrorReporter errors,
            LongSupplier nanoTime) {
        this.queue = queue;
        this.settings = settings;
        this.nanoTime = nanoTime;
        // in the order in which they came: nobody waits for ever
        polls = new Semaphore(settings.concurrentReceivers(), true);
        String name = settings.queueName();
        receiving = new Outage("Receiving from queue " + name, errors, nanoTime);
        Outage deleting = new Outage("Deleting from queue " + name, errors, nanoTime);
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
        if (!enter()) {
            return Optional.empty();
        }
        try {
            if (!polls.tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                return Optional.empty();
            }
            try {
                return new Taking(queue, settings, receiving, this::isOpen, this::rest, nanoTime)
                        .until(end)
                        .flatMap(this::lend);
            } finally {
                polls.release();
            }
        } finally {
            leave();
        }
    }

    /** What comes when the taker has been told to stop is given back. */
    private Optional<Delivery> lend(ReceivedMessage message) {
        boolean wanted;
        lock.lock();
        try {
            lent++;
            wanted = open;
        } finally {
            lock.unlock();
        }
        long now = nanoTime.getAsLong();
        Delivery delivery = new Delivery(message, now, owner);
        leases.watch(delivery);
        held.add(delivery);
        if (wanted && delivery.begin(now)) {
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
        lock.lock();
        try {
            if (!open) {
                return;
            }
            open = false;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        settler.flushing(true);
        if (!await(() -> takers == 0, RECEIVE_GRACE)) {
            queue.cancelReceives();
            if (!await(() -> takers == 0, RECEIVE_GRACE)) {
                LOG.warn("A receive from {} does not end and is left behind", settings.queueName());
            }
        }
        settledIfSo();
    }

    /** What the takers have in their hands, to be settled by themselves. */
    public HeldMessages held() {
        return held;
    }

    /** Done when lending has stopped and nothing is lent any more. */
    public CompletionStage<Void> settled() {
        return settled.minimalCompletionStage();
    }

    /** Waits a moment for what is being settled, and closes the queue; the rest comes again. */
    public void close() {
        try {
            if (!await(() -> lent == 0, BoundedWait.LAST_WORDS)) {
                LOG.warn(
                        "Messages of {} were still with their takers; they come again when their"
                                + " leases end",
                        settings.queueName());
            }
        } finally {
            queue.close();
        }
    }

    private boolean enter() {
        lock.lock();
        try {
            takers += open ? 1 : 0;
            return open;
        } finally {
            lock.unlock();
        }
    }

    private void leave() {
        lock.lock();
        try {
            takers--;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        settledIfSo();
    }

    private void returned() {
        lock.lock();
        try {
            lent--;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        settledIfSo();
    }

    /** Outside the lock: who waits for it closes things. */
    private void settledIfSo() {
        boolean over;
        lock.lock();
        try {
            over = !open && takers == 0 && lent == 0;
        } finally {
            lock.unlock();
        }
        if (over) {
            settled.complete(null);
        }
    }

    private boolean isOpen() {
        lock.lock();
        try {
            return open;
        } finally {
            lock.unlock();
        }
    }

    /** Rests, or wakes early when lending stops. */
    private void rest(Duration pause) throws InterruptedException {
        lock.lock();
        try {
            long left = pause.toNanos();
            while (open && left > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean await(BooleanSupplier done, Duration limit) {
        lock.lock();
        try {
            return BoundedWait.await(changed, done, limit);
        } finally {
            lock.unlock();
        }
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
            returned();
        }
    }
}
