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
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.camelalicom.mns.gateway.Lease;
import io.github.camelalicom.mns.gateway.MnsException;
import io.github.camelalicom.mns.gateway.Threads;

/**
 * Keeps the lease of every message that is held, waiting or at work: when a third of it is left, it
 * is extended, so that a message that is done in time costs nothing. A message that is being
 * settled is left alone. One that has been held for too long is let go when its lease is over, so
 * that work which never ends, such as a hand-over that got lost, does not hold its place for ever.
 *
 * <p>An extension whose answer was lost may or may not have replaced the handle. That is not
 * guessed: the next request with the old handle, an extension or the delete, tells. After a failure
 * that passes by itself nothing is extended for a while: hundreds of held messages should not ask a
 * service that throttles or is down hundreds of times.
 */
final class LeaseKeeper {

    private static final Logger LOG = LoggerFactory.getLogger(LeaseKeeper.class);
    private static final Duration SHORTEST_RETRY = Duration.ofMillis(100);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(5);
    private static final long SHORTEST_EXTENSION = Duration.ofSeconds(1).toNanos();

    private final Visibility visibility;
    private final LeaseSettings settings;
    private final LongSupplier nanoTime;
    private final Alarm alarm;
    private final Crew crew;
    private final Set<Delivery> watched = ConcurrentHashMap.newKeySet();
    private final Queue<Delivery> due = new ConcurrentLinkedQueue<>();
    private final Set<Delivery> queued = ConcurrentHashMap.newKeySet();
    private final Pause pause;

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
        this.pause = new Pause(SHORTEST_RETRY, LONGEST_RETRY, nanoTime);
        this.crew =
                new Crew(
                        threads.io(),
                        threads.timer(),
                        threadsAtMost,
                        () -> !due.isEmpty(),
                        this::lookAfterNext);
    }

    /** From now on the lease of this message is kept, until {@link #forget}. */
    void watch(Delivery delivery) {
        if (!extending()) {
            delivery.renewLater(endOfHolding(delivery, nanoTime.getAsLong()));
        }
        watched.add(delivery);
        alarm.by(delivery.renewAt());
    }

    /** Somebody else had its turn: when it is due is to be seen anew. */
    void lookAgainAt(Delivery delivery) {
        alarm.by(delivery.renewAt());
    }

    void forget(Delivery delivery) {
        watched.remove(delivery);
    }

    private boolean extending() {
        return settings.extend() && !visibility.refused();
    }

    private void lookAround() {
        long now = nanoTime.getAsLong();
        long pausing = pause.left();
        if (pausing > 0) {
            alarm.by(now + pausing);
            return;
        }
        for (Delivery delivery : watched) {
            long renewAt = delivery.renewAt();
            if (renewAt - now > 0) {
                alarm.by(renewAt);
            } else if (queued.add(delivery)) {
                due.add(delivery);
                crew.wake();
            }
        }
    }

    private void lookAfterNext() {
        Delivery delivery = due.poll();
        if (delivery == null) {
            return;
        }
        queued.remove(delivery);
        // only now: what is done while it queues for a thread is settled at once
        if (!delivery.startExtending()) {
            return;
        }
        long now = nanoTime.getAsLong();
        long pausing = pause.left();
        if (pausing > 0) {
            later(delivery, now + pausing);
            return;
        }
        try {
            lookAfter(delivery, now);
        } catch (MnsException e) {
            failed(delivery, e);
        } catch (RuntimeException | Error e) {
            LOG.error("Extending the lease of {} failed unexpectedly", delivery, e);
            again(delivery);
        }
    }

    private void lookAfter(Delivery delivery, long now) {
        long leaseLeft = delivery.leaseLeft(now);
        long holdingLeft = endOfHolding(delivery, now) - now;
        Duration time = settings.next(Duration.ofNanos(holdingLeft));
        if (leaseLeft <= 0 && holdingLeft <= 0) {
            letGo(delivery);
        } else if (!extending()
                || delivery.isVisibilityByHand()
                || leaseLeft <= 0
                || holdingLeft - SHORTEST_EXTENSION <= leaseLeft) {
            waitForTheEnd(delivery, now);
        } else if (time.toNanos() <= leaseLeft) {
            // the queue's own lease is longer than an extension: it is not needed yet
            later(delivery, now + leaseLeft - time.toNanos() / 3);
        } else {
            Lease lease = visibility.change(delivery.handle(), time);
            pause.succeeded();
            if (delivery.extended(lease.receiptHandle(), now, now + time.toNanos())) {
                alarm.by(delivery.renewAt());
            } else {
                // it lapsed before the answer came: nobody would look after the new lease
                visibility.change(lease.receiptHandle(), Duration.ofSeconds(1));
            }
        }
    }

    private long endOfHolding(Delivery delivery, long now) {
        return now - delivery.age(now) + settings.maxExtension().toNanos();
    }

    /** No more extensions; looked at once more when both its lease and its time are over. */
    private void waitForTheEnd(Delivery delivery, long now) {
        long leaseEnd = now + delivery.leaseLeft(now);
        long holdingEnd = endOfHolding(delivery, now);
        later(delivery, leaseEnd - holdingEnd > 0 ? leaseEnd : holdingEnd);
    }

    private void later(Delivery delivery, long at) {
        delivery.renewLater(at);
        delivery.notExtended();
        alarm.by(at);
    }

    private void letGo(Delivery delivery) {
        watched.remove(delivery);
        LOG.warn("{} has been held for {} and is let go", delivery, settings.maxExtension());
        delivery.letGo();
    }

    private void failed(Delivery delivery, MnsException e) {
        LOG.debug("The lease of {} could not be extended: {}", delivery, e.getMessage());
        long now = nanoTime.getAsLong();
        switch (e.kind()) {
            case HANDLE_LOST, MESSAGE_GONE -> {
                delivery.leaseLost(now);
                waitForTheEnd(delivery, now);
            }
            case DENIED -> waitForTheEnd(delivery, now);
            case REJECTED -> again(delivery);
            default -> pauseForAll(delivery, now);
        }
    }

    /** So short that each of them has several more attempts in what is left of its lease. */
    private void pauseForAll(Delivery delivery, long now) {
        long shortest =
                watched.stream()
                        .mapToLong(any -> any.leaseLeft(now))
                        .filter(left -> left > 0)
                        .min()
                        .orElse(0);
        pause.failed(Duration.ofNanos(Math.max(shortest / 4, SHORTEST_RETRY.toNanos())));
        later(delivery, now + Math.max(pause.left(), SHORTEST_RETRY.toNanos()));
    }

    /** Likewise, for a failure that may concern this message only. */
    private void again(Delivery delivery) {
        long now = nanoTime.getAsLong();
        double jitter = ThreadLocalRandom.current().nextDouble(0.75, 1);
        long retry = (long) (delivery.leaseLeft(now) / 4 * jitter);
        later(delivery, now + Math.max(retry, SHORTEST_RETRY.toNanos()));
    }
}
