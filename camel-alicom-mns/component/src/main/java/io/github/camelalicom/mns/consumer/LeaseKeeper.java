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
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.camelalicom.mns.gateway.Lease;
import io.github.camelalicom.mns.gateway.MnsException;
import io.github.camelalicom.mns.gateway.MnsException.Kind;

/**
 * Keeps the lease of every message that is held, waiting or at work: when a third of it is left, it
 * is extended, so that a message that is done in time costs nothing. A message that is being
 * settled is left alone, and one that has been held for too long is let go.
 *
 * <p>An extension whose answer was lost may or may not have replaced the handle. That is not
 * guessed: the next request with the old handle, an extension or the delete, tells.
 */
final class LeaseKeeper {

    private static final Logger LOG = LoggerFactory.getLogger(LeaseKeeper.class);
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private final Visibility visibility;
    private final LeaseSettings settings;
    private final LongSupplier nanoTime;
    private final Alarm alarm;
    private final Crew crew;
    private final Set<Delivery> watched = ConcurrentHashMap.newKeySet();
    private final Queue<Delivery> due = new ConcurrentLinkedQueue<>();

    LeaseKeeper(
            Visibility visibility,
            LeaseSettings settings,
            int threadsAtMost,
            Threads threads,
            LongSupplier nanoTime) {
        this.visibility = visibility;
        this.settings = settings;
        this.nanoTime = nanoTime;
        this.alarm = new Alarm(threads.timer(), this::lookAround, nanoTime);
        this.crew = new Crew(threads.io(), threadsAtMost, () -> !due.isEmpty(), this::extendNext);
    }

    /** From now on the lease of this message is kept, until {@link #forget}. */
    void watch(Delivery delivery) {
        if (settings.extend() && !visibility.refused()) {
            watched.add(delivery);
            alarm.by(delivery.renewAt());
        }
    }

    void forget(Delivery delivery) {
        watched.remove(delivery);
    }

    private void lookAround() {
        long now = nanoTime.getAsLong();
        for (Delivery delivery : watched) {
            long renewAt = delivery.renewAt();
            if (renewAt - now > 0) {
                alarm.by(renewAt);
            } else if (visibility.refused() || delivery.leaseLeft(now) <= 0) {
                watched.remove(delivery);
            } else if (delivery.startExtending()) {
                due.add(delivery);
                crew.wake();
            }
        }
    }

    private void extendNext() {
        Delivery delivery = due.poll();
        if (delivery == null) {
            return;
        }
        long now = nanoTime.getAsLong();
        Duration time = settings.next(Duration.ofNanos(delivery.age(now)));
        if (time.toNanos() <= delivery.leaseLeft(now)) {
            letGo(delivery);
            return;
        }
        try {
            Lease lease = visibility.change(delivery.handle(), time);
            delivery.extended(lease.receiptHandle(), now, now + time.toNanos());
            alarm.by(delivery.renewAt());
        } catch (MnsException e) {
            failed(delivery, e);
        }
    }

    private void letGo(Delivery delivery) {
        watched.remove(delivery);
        delivery.notExtended();
        LOG.warn("{} has been held for {} and is let go", delivery, settings.maxExtension());
    }

    private void failed(Delivery delivery, MnsException e) {
        LOG.debug("The lease of {} could not be extended: {}", delivery, e.getMessage());
        long now = nanoTime.getAsLong();
        if (e.kind() == Kind.HANDLE_LOST) {
            watched.remove(delivery);
            delivery.leaseLost(now);
        } else if (e.kind().retryable()) {
            delivery.notExtended();
            // a third was left when it was due: a tenth of what is left now gives several attempts
            long retryAt = now + Math.max(delivery.leaseLeft(now) / 10, SHORTEST.toNanos() / 10);
            delivery.renewLater(retryAt);
            alarm.by(retryAt);
        } else {
            watched.remove(delivery);
            delivery.notExtended();
        }
    }
}
