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
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.camelalicom.mns.consumer.ConsumerSettings.LeaseSettings;
import io.github.camelalicom.mns.gateway.Threads;

/**
 * Keeps the lease of every held message: the lease is extended when a third of it is left, so that
 * a message which is processed in time costs no request. The lease of a message that is being
 * settled is not extended. A message that still waits for a worker when its lease is over ends
 * then. One that is in the route and has reached {@code maxExtension} ends when its lease is over,
 * so that work which never ends, such as a lost callback, does not hold its permit indefinitely.
 *
 * <p>An extension without an answer may or may not have replaced the handle. The next request with
 * the old handle, an extension or the delete, shows whether it has. A late answer is accepted while
 * another request is tried ({@link Extensions}).
 */
final class LeaseKeeper implements Extensions.Schedule {

    private static final Logger LOG = LoggerFactory.getLogger(LeaseKeeper.class);
    private static final Duration MIN_EXTENSION = Duration.ofSeconds(1);

    private final VisibilityChanger visibility;
    private final LeaseSettings settings;
    private final LongSupplier nanoTime;
    private final WorkQueue checks;
    private final Extensions extensions;

    /** All held messages, by the instant of their next check. */
    private final DueTimes<Delivery> watched = new DueTimes<>();

    /**
     * @param maxRequests the maximum number of extensions under way
     * @param failures reports and logs failures of extensions
     */
    LeaseKeeper(
            VisibilityChanger visibility,
            LeaseSettings settings,
            int maxRequests,
            Threads threads,
            FailureTracker failures,
            LongSupplier nanoTime) {
        this.visibility = visibility;
        this.settings = settings;
        this.nanoTime = nanoTime;
        this.extensions =
                new Extensions(this, visibility, maxRequests, threads, failures, nanoTime);
        this.checks = new WorkQueue(threads, nanoTime, () -> 1, watched::next, this::checkNext);
    }

    /** Keeps the leases of these new messages from now on, each until {@link #forget}. */
    void watch(List<Delivery> received) {
        long now = nanoTime.getAsLong();
        boolean extending = extending();
        for (Delivery delivery : received) {
            long leaseEnd = now + delivery.leaseLeft(now);
            watched.add(delivery, extending ? delivery.renewAt() : leaseEnd);
        }
        checks.wake();
    }

    void forget(Delivery delivery) {
        watched.remove(delivery);
        extensions.remove(delivery);
    }

    /**
     * Other calls work again after an outage, in which extensions may have been refused as well.
     */
    void tryAgain() {
        if (!extending()) {
            return;
        }
        long now = nanoTime.getAsLong();
        for (Delivery delivery : watched.all()) {
            if (delivery.leaseLeft(now) > 0) {
                checkAt(delivery, delivery.renewAt());
            }
        }
        extensions.retryNow();
    }

    private boolean extending() {
        return settings.extend() && !visibility.refused();
    }

    /** A message that ended in the meantime is not kept here: nothing would remove it. */
    @Override
    public void checkAt(Delivery delivery, long instant) {
        watched.add(delivery, instant);
        if (delivery.state().held()) {
            checks.wake();
        } else {
            watched.remove(delivery);
        }
    }

    /** Checks the message again when {@code maxExtension} is reached, if that is later. */
    @Override
    public void checkAtLeaseEnd(Delivery delivery, long now) {
        extensions.remove(delivery);
        if (delivery.lapse(now)) {
            LOG.debug("The lease of {} ended before it was begun", delivery);
            return;
        }
        long leaseLeft = delivery.leaseLeft(now);
        checkAt(delivery, leaseLeft > 0 ? now + leaseLeft : now + holdingLeft(delivery, now));
    }

    private CompletableFuture<?> checkNext() {
        long now = nanoTime.getAsLong();
        Delivery delivery = watched.poll(now);
        if (delivery != null && delivery.startExtending()) {
            check(delivery, now);
        } else if (delivery != null) {
            // another request is under way, or it ended
            checkAt(delivery, now + MIN_EXTENSION.toNanos());
        }
        return CompletableFuture.completedFuture(null);
    }

    private void check(Delivery delivery, long now) {
        long leaseLeft = delivery.leaseLeft(now);
        if (leaseLeft <= 0 && holdingLeft(delivery, now) <= 0) {
            maxExtensionReached(delivery);
            return;
        }
        delivery.endExtending();
        long time = nextExtension(delivery, now).toNanos();
        if (time == 0) {
            checkAtLeaseEnd(delivery, now);
        } else if (time <= leaseLeft) {
            // MNS granted a lease that is longer than an extension: none is needed yet
            checkAt(delivery, now + leaseLeft - time / 3);
        } else {
            checkAt(delivery, now + leaseLeft);
            extensions.add(delivery);
        }
    }

    @Override
    public Duration nextExtension(Delivery delivery, long now) {
        long leaseLeft = delivery.leaseLeft(now);
        long holdingLeft = holdingLeft(delivery, now);
        boolean wanted =
                extending()
                        && !delivery.lease().isSetManually()
                        && leaseLeft > 0
                        && holdingLeft - MIN_EXTENSION.toNanos() > leaseLeft;
        return wanted ? settings.next(Duration.ofNanos(holdingLeft)) : Duration.ZERO;
    }

    private long holdingLeft(Delivery delivery, long now) {
        return settings.maxExtension().toNanos() - delivery.age(now);
    }

    private void maxExtensionReached(Delivery delivery) {
        LOG.warn(
                "ALICOM-501 {} of queue {} reached maxExtension ({}); its lease is no longer extended"
                        + " and MNS redelivers it",
                delivery,
                visibility.queueName(),
                settings.maxExtension());
        delivery.maxExtensionReached();
    }
}
