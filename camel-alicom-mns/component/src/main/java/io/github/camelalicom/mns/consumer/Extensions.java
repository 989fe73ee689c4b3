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
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.camelalicom.mns.consumer.Delivery.State;
import io.github.camelalicom.mns.gateway.MnsException;
import io.github.camelalicom.mns.gateway.MnsException.Kind;
import io.github.camelalicom.mns.gateway.MnsQueue.Lease;
import io.github.camelalicom.mns.gateway.Threads;

/**
 * Sends the extensions that the lease keeper needs; the message that has waited longest goes first.
 *
 * <p>A failure counts as an outage of the whole queue: after a pause one extension at a time is
 * sent, until one is answered. So hundreds of held messages do not cause hundreds of requests to a
 * service that throttles or is down.
 */
final class Extensions {

    /** Decides when and for how long leases are extended. */
    interface Schedule {

        /** How long the next extension of this message lasts; zero when there is none. */
        Duration nextExtension(Delivery delivery, long now);

        /** Check the message at this instant. */
        void checkAt(Delivery delivery, long instant);

        /** Do not extend the lease any more; check the message when the lease ends. */
        void checkAtLeaseEnd(Delivery delivery, long now);
    }

    private static final Logger LOG = LoggerFactory.getLogger(Extensions.class);
    private static final Duration MIN_RETRY_DELAY = Duration.ofMillis(100);

    private final Schedule schedule;
    private final VisibilityChanger visibility;
    private final Threads threads;
    private final LongSupplier nanoTime;
    private final LeaseOutage outage;
    private final WorkQueue requests;
    private final DueTimes<Delivery> needed = new DueTimes<>();

    /** Extensions whose end is not handled yet. */
    private final AtomicInteger underWay = new AtomicInteger();

    /**
     * @param maxRequests the maximum number of requests under way
     * @param failures reports and logs failures
     */
    Extensions(
            Schedule schedule,
            VisibilityChanger visibility,
            int maxRequests,
            Threads threads,
            FailureTracker failures,
            LongSupplier nanoTime) {
        this.schedule = schedule;
        this.visibility = visibility;
        this.threads = threads;
        this.nanoTime = nanoTime;
        this.outage = new LeaseOutage(failures, nanoTime);
        this.requests =
                new WorkQueue(
                        threads,
                        nanoTime,
                        () -> outage.isOn() ? 1 : maxRequests,
                        this::nextDue,
                        this::extendNext);
    }

    /** The message needs an extension. */
    void add(Delivery delivery) {
        needed.add(delivery, nanoTime.getAsLong());
        if (!delivery.state().held()) {
            needed.remove(delivery);
        }
        requests.wake();
    }

    /** The message needs no extension any more. */
    void remove(Delivery delivery) {
        needed.remove(delivery);
        outage.forget(delivery);
        endOutageIfIdle();
    }

    private void endOutageIfIdle() {
        if (outage.mayEnd() && underWay.get() == 0 && needed.next().isEmpty()) {
            outage.end();
        }
    }

    /** The service works again: ends the pause. */
    void retryNow() {
        outage.endPause();
        requests.wake();
    }

    private OptionalLong nextDue() {
        return needed.next().isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(nanoTime.getAsLong() + outage.pauseLeft());
    }

    private CompletableFuture<?> extendNext() {
        Delivery delivery = needed.poll(Long.MAX_VALUE);
        if (delivery == null || !delivery.startExtending()) {
            return CompletableFuture.completedFuture(null);
        }
        long now = nanoTime.getAsLong();
        Duration time = schedule.nextExtension(delivery, now);
        if (time.isZero()) {
            delivery.endExtending();
            schedule.checkAtLeaseEnd(delivery, now);
            return CompletableFuture.completedFuture(null);
        }
        ExtensionAttempt attempt = new ExtensionAttempt(delivery, time, now);
        // even if the answer is late, the lease may already have been extended by this time
        Duration patience = Attempt.patience(delivery.leaseLeft(now) + time.toNanos());
        underWay.incrementAndGet();
        return attempt.send(() -> visibility.change(attempt.handle, time, patience), threads)
                .whenComplete((done, failure) -> ended(delivery));
    }

    /** A message that was finished meanwhile was removed while its extension was under way. */
    private void ended(Delivery delivery) {
        underWay.decrementAndGet();
        if (!delivery.state().held()) {
            endOutageIfIdle();
        }
    }

    /**
     * One request to extend the lease of a delivery, and what happens after its answer. While it is
     * awaited, the delivery is {@link Delivery.State#EXTENDING}. When the request is overdue,
     * another one may be sent; a late answer still has an effect unless the handle was replaced in
     * the meantime ({@link HeldLease}).
     */
    private final class ExtensionAttempt extends Attempt<Lease> {

        private final Delivery delivery;
        private final HeldLease lease;
        private final String handle;
        private final int generation;
        private final Duration time;
        private final long started;

        /** Created after {@link Delivery#startExtending}. */
        ExtensionAttempt(Delivery delivery, Duration time, long started) {
            this.delivery = delivery;
            this.lease = delivery.lease();
            this.handle = lease.handle();
            this.generation = lease.generation();
            this.time = time;
            this.started = started;
        }

        @Override
        void succeeded(Lease answer, boolean late) {
            outage.forget(delivery);
            serviceAnswered();
            String newHandle = answer.receiptHandle();
            lease.replace(generation, newHandle, started, started + time.toNanos());
            end(late);
            if (delivery.state() != State.LAPSED) {
                schedule.checkAt(delivery, delivery.renewAt());
            } else {
                // the delivery lapsed before the answer: nothing here uses the new lease
                visibility.change(newHandle, Duration.ofSeconds(1), Attempt.OVERDUE_AFTER);
            }
        }

        /** The pause may be over, and more than one request may be sent again. */
        private void serviceAnswered() {
            outage.serviceAnswered();
            requests.wake();
        }

        @Override
        void failed(MnsException e, boolean late) {
            LOG.debug("The lease of {} could not be extended: {}", delivery, e.getMessage());
            long now = nanoTime.getAsLong();
            switch (e.kind()) {
                case HANDLE_LOST, MESSAGE_GONE -> {
                    serviceAnswered();
                    lease.refused(generation, now);
                    endFailed(now, late);
                    checkAgainAt(delivery.renewAt(), now);
                }
                case CLOSED -> endFailed(now, late);
                case REJECTED -> {
                    outage.reject(delivery);
                    failed(e, now, late);
                }
                default -> failed(e, now, late);
            }
        }

        private void failed(MnsException e, long now, boolean late) {
            report(e, now);
            endFailed(now, late);
            if (lease.isRefused() || !late && delivery.renewAt() - now > 0) {
                checkAgainAt(now, now);
            } else if (!late && e.kind() == Kind.REJECTED) {
                // MNS may reject only this message: it is retried a few times
                long half = delivery.leaseLeft(now) / 2;
                checkAgainAt(now + Math.max(half, MIN_RETRY_DELAY.toNanos()), now);
            } else if (!late) {
                schedule.checkAt(delivery, now + delivery.leaseLeft(now));
                add(delivery);
            }
        }

        /** Another request shows whether the handle is still valid. */
        private void endFailed(long now, boolean late) {
            if (late) {
                lease.failed(generation, now);
            }
            end(late);
        }

        /** After a late answer, another request may be under way. */
        private void end(boolean late) {
            if (late) {
                delivery.changes().signal();
            } else {
                delivery.endExtending();
            }
        }

        /** The pause is short enough for several more attempts in the lease of each message. */
        private void report(MnsException e, long now) {
            if (!delivery.state().held()) {
                // no extension of this message follows that could show a recovery
                outage.remember(e);
            } else if (visibility.refused()) {
                outage.end();
            } else {
                long leaseLeft = Math.max(delivery.leaseLeft(now), 0);
                outage.failed(e, Duration.ofNanos((leaseLeft + time.toNanos()) / 12));
            }
        }

        /** Waits longer if a late answer has extended the lease. */
        private void checkAgainAt(long instant, long now) {
            if (lease.isRefused()) {
                schedule.checkAtLeaseEnd(delivery, now);
            } else {
                schedule.checkAt(delivery, Math.max(instant, delivery.renewAt()));
            }
        }

        /** Other messages that need an extension go first. */
        @Override
        void overdue() {
            lease.overdue(generation);
            delivery.endExtending();
            long now = nanoTime.getAsLong();
            checkAgainAt(now + MIN_RETRY_DELAY.toNanos(), now);
        }
    }
}
