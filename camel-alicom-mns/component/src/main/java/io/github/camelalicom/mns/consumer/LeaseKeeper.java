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
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.camelalicom.mns.gateway.Lease;
import io.github.camelalicom.mns.gateway.MnsException;
import io.github.camelalicom.mns.gateway.Threads;

/**
 * Keeps the lease of every message that is held, waiting or at work: when a third of it is left, it
 * is extended, so that a message that is done in time costs nothing. A message that is being
 * settled is left alone. One that still waits for a worker when its lease is over ends then. One
 * that is at work and has reached {@code maxExtension} ends when its lease is over, so that work
 * which never ends, such as a hand-over that got lost, does not hold its place indefinitely.
 *
 * <p>An extension whose answer was lost may or may not have replaced the handle. That is not
 * guessed: the next request with the old handle, an extension or the delete, tells. One that is
 * overdue is listened to while another is tried ({@link Extension}).
 *
 * <p>A failure is an outage of the queue as a whole: nothing is extended during a pause, and then
 * one message at a time, until an extension succeeds. Hundreds of held messages do not ask a
 * service that throttles or is down hundreds of times.
 */
final class LeaseKeeper {

    private static final Logger LOG = LoggerFactory.getLogger(LeaseKeeper.class);
    private static final Duration SHORTEST_RETRY = Duration.ofMillis(100);
    private static final Duration SHORTEST_EXTENSION = Duration.ofSeconds(1);

    private final Visibility visibility;
    private final LeaseSettings settings;
    private final Threads threads;
    private final LeaseOutage outage;
    private final LongSupplier nanoTime;
    private final Alarm alarm;
    private final RequestSlots requests;
    private final DueTimes<Delivery> watched = new DueTimes<>();

    /**
     * @param requestsAtMost how many may be under way at a time
     */
    LeaseKeeper(
            Visibility visibility,
            LeaseSettings settings,
            int requestsAtMost,
            Threads threads,
            Outage outage,
            LongSupplier nanoTime) {
        this.visibility = visibility;
        this.settings = settings;
        this.threads = threads;
        this.outage = new LeaseOutage(outage, nanoTime);
        this.nanoTime = nanoTime;
        this.requests =
                new RequestSlots(
                        threads.io(),
                        threads.timer(),
                        () -> this.outage.isOn() ? 1 : requestsAtMost,
                        this::ready,
                        this::lookAfterNext);
        this.alarm = new Alarm(threads.timer(), requests::wake, nanoTime);
    }

    /** From now on the lease of this message is kept, until {@link #forget}. */
    void watch(Delivery delivery) {
        long now = nanoTime.getAsLong();
        lookAt(delivery, extending() ? delivery.renewAt() : now + delivery.leaseLeft(now));
    }

    /** Another one had its turn: when it is due is decided again. */
    void lookAgainAt(Delivery delivery) {
        lookAt(delivery, delivery.renewAt());
    }

    void forget(Delivery delivery) {
        watched.remove(delivery);
        outage.forget(delivery);
        endOutageIfIdle(0);
    }

    /** An outage of other calls is over, in which extensions may have been refused as well. */
    void tryAgain() {
        if (!extending()) {
            return;
        }
        outage.tryAtOnce();
        long now = nanoTime.getAsLong();
        for (Delivery delivery : watched.all()) {
            if (delivery.leaseLeft(now) > 0) {
                lookAgainAt(delivery);
            }
        }
        requests.wake();
    }

    private boolean extending() {
        return settings.extend() && !visibility.refused();
    }

    /** One that ended in the meantime is not kept here: nothing would remove it. */
    private void lookAt(Delivery delivery, long at) {
        watched.add(delivery, at);
        if (delivery.isHeld()) {
            alarm.by(at);
        } else {
            watched.remove(delivery);
        }
    }

    private boolean ready() {
        long next = watched.next();
        if (next == Long.MAX_VALUE) {
            return false;
        }
        long now = nanoTime.getAsLong();
        long at = Math.max(next, now + outage.pauseLeft());
        if (at - now > 0) {
            alarm.by(at);
        }
        return at - now <= 0;
    }

    private CompletableFuture<?> lookAfterNext() {
        long now = nanoTime.getAsLong();
        Delivery delivery = watched.poll(now);
        if (delivery != null && delivery.startExtending()) {
            return lookAfter(delivery, now);
        }
        if (delivery != null) {
            // another one has its turn, or it ended
            lookAt(delivery, now + SHORTEST_EXTENSION.toNanos());
        }
        return CompletableFuture.completedFuture(null);
    }

    private CompletableFuture<?> lookAfter(Delivery delivery, long now) {
        long leaseLeft = delivery.leaseLeft(now);
        long holdingLeft = endOfHolding(delivery, now) - now;
        Duration time = settings.next(Duration.ofNanos(holdingLeft));
        if (leaseLeft <= 0 && holdingLeft <= 0) {
            letGo(delivery);
        } else if (!extending()
                || delivery.isVisibilityByHand()
                || leaseLeft <= 0
                || holdingLeft - SHORTEST_EXTENSION.toNanos() <= leaseLeft) {
            waitForTheEnd(delivery, now);
        } else if (time.toNanos() <= leaseLeft) {
            // the queue's own lease is longer than an extension: it is not needed yet
            later(delivery, now + leaseLeft - time.toNanos() / 3);
        } else {
            return extend(delivery, time, now);
        }
        return CompletableFuture.completedFuture(null);
    }

    private CompletableFuture<?> extend(Delivery delivery, Duration time, long now) {
        Extension extension = delivery.extend();
        Duration patience = Attempt.patience(delivery.leaseLeft(now));
        return new ExtensionAttempt(delivery, extension, time, now)
                .send(() -> visibility.change(extension.handle(), time, patience), threads);
    }

    private long endOfHolding(Delivery delivery, long now) {
        return now - delivery.age(now) + settings.maxExtension().toNanos();
    }

    /** No more extensions: looked at when its lease is over, and when its time is. */
    private void waitForTheEnd(Delivery delivery, long now) {
        delivery.notExtended();
        lookAtTheEnd(delivery, now);
        endOutageIfIdle(1);
    }

    private void lookAtTheEnd(Delivery delivery, long now) {
        outage.forget(delivery);
        if (delivery.lapse(now)) {
            LOG.debug("The lease of {} ended before it was begun", delivery);
            return;
        }
        long leaseLeft = delivery.leaseLeft(now);
        long holdingEnd = endOfHolding(delivery, now);
        lookAt(delivery, leaseLeft > 0 ? now + leaseLeft : Math.max(now, holdingEnd));
    }

    private void later(Delivery delivery, long at) {
        delivery.notExtended();
        lookAt(delivery, at);
    }

    private void letGo(Delivery delivery) {
        LOG.warn(
                "{} reached maxExtension ({}); its lease is no longer extended and MNS redelivers"
                        + " it",
                delivery,
                settings.maxExtension());
        delivery.letGo();
    }

    /**
     * The outage is over as well when no message needs an extension any longer.
     *
     * @param mine requests under way that do not count
     */
    private void endOutageIfIdle(int mine) {
        if (outage.mayEnd()
                && requests.underWay() <= mine
                && watched.next() - nanoTime.getAsLong() > SHORTEST_RETRY.toNanos()) {
            outage.end();
        }
    }

    /** Asks for one extension; what its answer means for the message, the delivery decides. */
    private final class ExtensionAttempt extends Attempt<Lease> {

        private final Delivery delivery;
        private final Extension extension;
        private final Duration time;
        private final long started;

        ExtensionAttempt(Delivery delivery, Extension extension, Duration time, long started) {
            this.delivery = delivery;
            this.extension = extension;
            this.time = time;
            this.started = started;
        }

        @Override
        void succeeded(Lease lease, boolean late) {
            outage.forget(delivery);
            outage.works();
            if (extension.succeeded(lease.receiptHandle(), started, started + time.toNanos())) {
                lookAgainAt(delivery);
            } else {
                // it lapsed before the answer came: nothing here would use the new lease
                visibility.change(lease.receiptHandle(), SHORTEST_EXTENSION, Attempt.OVERDUE_AFTER);
            }
        }

        @Override
        void failed(MnsException e, boolean late) {
            LOG.debug("The lease of {} could not be extended: {}", delivery, e.getMessage());
            long now = nanoTime.getAsLong();
            switch (e.kind()) {
                case HANDLE_LOST, MESSAGE_GONE -> {
                    outage.works();
                    extension.handleLost(now);
                    lookAgain(delivery.renewAt(), now);
                }
                case CLOSED -> extension.failed(now);
                case REJECTED -> {
                    outage.reject(delivery);
                    failed(e, now);
                    // it may be this message only: it is tried again a few times
                    long half = delivery.leaseLeft(now) / 2;
                    tryAgain(now + Math.max(half, SHORTEST_RETRY.toNanos()), now, late);
                }
                default -> {
                    failed(e, now);
                    tryAgain(now, now, late);
                }
            }
        }

        /** The pause is so short that each message has several more attempts in its lease. */
        private void failed(MnsException e, long now) {
            if (visibility.refused()) {
                outage.end();
            } else {
                long leaseLeft = Math.max(delivery.leaseLeft(now), 0);
                outage.failed(e, Duration.ofNanos((leaseLeft + time.toNanos()) / 12));
            }
        }

        private void tryAgain(long tryAgainAt, long now, boolean late) {
            extension.failed(now);
            if (!late) {
                lookAgain(tryAgainAt, now);
            } else if (delivery.lease().isRefused()) {
                lookAtTheEnd(delivery, now);
            }
        }

        private void lookAgain(long at, long now) {
            if (delivery.lease().isRefused()) {
                lookAtTheEnd(delivery, now);
            } else {
                lookAt(delivery, at);
            }
        }

        /** Others that are due go first. */
        @Override
        void overdue() {
            extension.overdue();
            lookAt(delivery, nanoTime.getAsLong() + SHORTEST_RETRY.toNanos());
        }
    }
}
