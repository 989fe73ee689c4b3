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

import io.github.camelalicom.mns.consumer.ConsumerSettings.LeaseSettings;
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
 */
final class LeaseKeeper {

    private static final Logger LOG = LoggerFactory.getLogger(LeaseKeeper.class);
    private static final Duration SHORTEST_EXTENSION = Duration.ofSeconds(1);

    private final VisibilityChanger visibility;
    private final LeaseSettings settings;
    private final LongSupplier nanoTime;
    private final Alarm alarm;
    private final WorkQueue looks;
    private final Extensions extensions;

    /** All that are held, by when they are to be looked at. */
    private final DueTimes<Delivery> watched = new DueTimes<>();

    /**
     * @param requestsAtMost how many extensions may be under way at a time
     * @param outage what is said while extensions fail
     */
    LeaseKeeper(
            VisibilityChanger visibility,
            LeaseSettings settings,
            int requestsAtMost,
            Threads threads,
            FailureTracker outage,
            LongSupplier nanoTime) {
        this.visibility = visibility;
        this.settings = settings;
        this.nanoTime = nanoTime;
        this.extensions =
                new Extensions(this, visibility, requestsAtMost, threads, outage, nanoTime);
        this.looks =
                new WorkQueue(
                        threads.io(), threads.timer(), () -> 1, this::isAnyDue, this::lookAtNext);
        this.alarm = new Alarm(threads.timer(), looks::wake, nanoTime);
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
        extensions.remove(delivery);
    }

    /** An outage of other calls is over, in which extensions may have been refused as well. */
    void tryAgain() {
        if (!extending()) {
            return;
        }
        long now = nanoTime.getAsLong();
        for (Delivery delivery : watched.all()) {
            if (delivery.leaseLeft(now) > 0) {
                lookAgainAt(delivery);
            }
        }
        extensions.tryAtOnce();
    }

    private boolean extending() {
        return settings.extend() && !visibility.refused();
    }

    /** One that ended in the meantime is not kept here: nothing would remove it. */
    void lookAt(Delivery delivery, long at) {
        watched.add(delivery, at);
        if (delivery.state().held()) {
            alarm.by(at);
        } else {
            watched.remove(delivery);
        }
    }

    /** No more extensions: looked at when its lease is over, and when its time is. */
    void lookAtTheEnd(Delivery delivery, long now) {
        extensions.remove(delivery);
        if (delivery.lapse(now)) {
            LOG.debug("The lease of {} ended before it was begun", delivery);
            return;
        }
        long leaseLeft = delivery.leaseLeft(now);
        lookAt(delivery, leaseLeft > 0 ? now + leaseLeft : now + holdingLeft(delivery, now));
    }

    private boolean isAnyDue() {
        long next = watched.next();
        boolean due = next - nanoTime.getAsLong() <= 0;
        if (!due && next != Long.MAX_VALUE) {
            alarm.by(next);
        }
        return due;
    }

    private CompletableFuture<?> lookAtNext() {
        long now = nanoTime.getAsLong();
        Delivery delivery = watched.poll(now);
        if (delivery != null && delivery.startExtending()) {
            lookAfter(delivery, now);
        } else if (delivery != null) {
            // another one has its turn, or it ended
            lookAt(delivery, now + SHORTEST_EXTENSION.toNanos());
        }
        return CompletableFuture.completedFuture(null);
    }

    private void lookAfter(Delivery delivery, long now) {
        long leaseLeft = delivery.leaseLeft(now);
        if (leaseLeft <= 0 && holdingLeft(delivery, now) <= 0) {
            maxExtensionReached(delivery);
            return;
        }
        delivery.notExtended();
        long time = nextExtension(delivery, now).toNanos();
        if (time == 0) {
            lookAtTheEnd(delivery, now);
        } else if (time <= leaseLeft) {
            // the queue's own lease is longer than an extension: it is not needed yet
            lookAt(delivery, now + leaseLeft - time / 3);
        } else {
            lookAt(delivery, now + leaseLeft);
            extensions.add(delivery);
        }
    }

    /** How long the next extension of this message lasts; zero when there is to be none. */
    Duration nextExtension(Delivery delivery, long now) {
        long leaseLeft = delivery.leaseLeft(now);
        long holdingLeft = holdingLeft(delivery, now);
        boolean wanted =
                extending()
                        && !delivery.isVisibilityByHand()
                        && leaseLeft > 0
                        && holdingLeft - SHORTEST_EXTENSION.toNanos() > leaseLeft;
        return wanted ? settings.next(Duration.ofNanos(holdingLeft)) : Duration.ZERO;
    }

    private long holdingLeft(Delivery delivery, long now) {
        return settings.maxExtension().toNanos() - delivery.age(now);
    }

    private void maxExtensionReached(Delivery delivery) {
        LOG.warn(
                "{} reached maxExtension ({}); its lease is no longer extended and MNS redelivers"
                        + " it",
                delivery,
                settings.maxExtension());
        delivery.maxExtensionReached();
    }
}
