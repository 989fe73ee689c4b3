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

import io.github.camelalicom.mns.gateway.MnsException;
import io.github.camelalicom.mns.gateway.MnsException.Kind;
import io.github.camelalicom.mns.gateway.MnsQueue.Lease;
import io.github.camelalicom.mns.gateway.Threads;

/**
 * Asks for the extensions that the lease keeper needs, those first that have waited longest.
 *
 * <p>A failure is an outage of the queue as a whole: nothing is asked during a pause, and then for
 * one message at a time, until an answer arrives. Hundreds of held messages do not ask a service
 * that throttles or is down hundreds of times.
 */
final class Extensions {

    private static final Logger LOG = LoggerFactory.getLogger(Extensions.class);
    private static final Duration SHORTEST_RETRY = Duration.ofMillis(100);

    private final LeaseKeeper keeper;
    private final VisibilityChanger visibility;
    private final Threads threads;
    private final LongSupplier nanoTime;
    private final LeaseOutage outage;
    private final WorkQueue requests;
    private final Alarm alarm;
    private final DueTimes<Delivery> needed = new DueTimes<>();

    /**
     * @param requestsAtMost how many may be under way at a time
     * @param outage what is said while extensions fail
     */
    Extensions(
            LeaseKeeper keeper,
            VisibilityChanger visibility,
            int requestsAtMost,
            Threads threads,
            FailureTracker outage,
            LongSupplier nanoTime) {
        this.keeper = keeper;
        this.visibility = visibility;
        this.threads = threads;
        this.nanoTime = nanoTime;
        this.outage = new LeaseOutage(outage, nanoTime);
        this.requests =
                new WorkQueue(
                        threads.io(),
                        threads.timer(),
                        () -> this.outage.isOn() ? 1 : requestsAtMost,
                        this::ready,
                        this::extendNext);
        this.alarm = new Alarm(threads.timer(), requests::wake, nanoTime);
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
        if (outage.mayEnd() && isIdle()) {
            // nothing is left that could fail, or succeed
            outage.end();
        }
    }

    private boolean isIdle() {
        return requests.underWay() == 0 && needed.next() == Long.MAX_VALUE;
    }

    /** There is a reason to try without a further pause. */
    void tryAtOnce() {
        outage.tryAtOnce();
        requests.wake();
    }

    private boolean ready() {
        if (needed.next() == Long.MAX_VALUE) {
            return false;
        }
        long pausing = outage.pauseLeft();
        if (pausing > 0) {
            alarm.by(nanoTime.getAsLong() + pausing);
        }
        return pausing == 0;
    }

    private CompletableFuture<?> extendNext() {
        Delivery delivery = needed.poll(Long.MAX_VALUE);
        if (delivery == null || !delivery.startExtending()) {
            return CompletableFuture.completedFuture(null);
        }
        long now = nanoTime.getAsLong();
        Duration time = keeper.nextExtension(delivery, now);
        if (time.isZero()) {
            delivery.notExtended();
            keeper.lookAtTheEnd(delivery, now);
            return CompletableFuture.completedFuture(null);
        }
        Extension extension = delivery.extend();
        // if only its answer is late, the lease already lasts for as long as is asked for
        Duration patience = Attempt.patience(delivery.leaseLeft(now) + time.toNanos());
        return new ExtensionAttempt(delivery, extension, time, now)
                .send(() -> visibility.change(extension.handle(), time, patience), threads);
    }

    /** One request; what its answer means for the message, the delivery decides. */
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
            works();
            if (extension.succeeded(lease.receiptHandle(), started, started + time.toNanos())) {
                keeper.lookAgainAt(delivery);
            } else {
                // it lapsed before the answer came: nothing here would use the new lease
                visibility.change(
                        lease.receiptHandle(), Duration.ofSeconds(1), Attempt.OVERDUE_AFTER);
            }
        }

        /** The pause may be over, and there may be room for more than one request again. */
        private void works() {
            outage.works();
            requests.wake();
        }

        @Override
        void failed(MnsException e, boolean late) {
            LOG.debug("The lease of {} could not be extended: {}", delivery, e.getMessage());
            long now = nanoTime.getAsLong();
            switch (e.kind()) {
                case HANDLE_LOST, MESSAGE_GONE -> {
                    works();
                    extension.handleLost(now);
                    lookAgain(delivery.renewAt(), now);
                }
                case CLOSED -> extension.failed(now);
                case REJECTED -> {
                    outage.reject(delivery);
                    failed(e, now, late);
                }
                default -> failed(e, now, late);
            }
        }

        private void failed(MnsException e, long now, boolean late) {
            say(e, now);
            extension.failed(now);
            if (delivery.lease().isRefused() || !late && delivery.renewAt() - now > 0) {
                lookAgain(now, now);
            } else if (!late && e.kind() == Kind.REJECTED) {
                // it may be this message only: it is tried again a few times
                long half = delivery.leaseLeft(now) / 2;
                lookAgain(now + Math.max(half, SHORTEST_RETRY.toNanos()), now);
            } else if (!late) {
                keeper.lookAt(delivery, now + delivery.leaseLeft(now));
                add(delivery);
            }
        }

        /** The pause is so short that each message has several more attempts in its lease. */
        private void say(MnsException e, long now) {
            if (visibility.refused()) {
                outage.end();
            } else {
                long leaseLeft = Math.max(delivery.leaseLeft(now), 0);
                outage.failed(e, Duration.ofNanos((leaseLeft + time.toNanos()) / 12));
            }
        }

        /** Not before a lease needs it that an earlier extension has brought, late. */
        private void lookAgain(long at, long now) {
            if (delivery.lease().isRefused()) {
                keeper.lookAtTheEnd(delivery, now);
            } else {
                keeper.lookAt(delivery, Math.max(at, delivery.renewAt()));
            }
        }

        /** Others that need an extension go first. */
        @Override
        void overdue() {
            extension.overdue();
            long now = nanoTime.getAsLong();
            lookAgain(now + SHORTEST_RETRY.toNanos(), now);
        }
    }
}
