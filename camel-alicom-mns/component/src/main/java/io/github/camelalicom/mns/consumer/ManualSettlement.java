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
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

import io.github.camelalicom.mns.gateway.MnsException;
import io.github.camelalicom.mns.gateway.MnsException.Kind;

/**
 * The messages that are held, by their ids. If a message is received twice, the newer delivery
 * replaces the older. One whose lease is over is not found: its handle is not valid any more.
 */
public final class ManualSettlement {

    /** Longer than an extension takes, whose request has time-outs of its own. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Map<String, Delivery> byId = new ConcurrentHashMap<>();
    private final LeaseKeeper leases;
    private final LongSupplier nanoTime;

    ManualSettlement(LeaseKeeper leases, LongSupplier nanoTime) {
        this.leases = leases;
        this.nanoTime = nanoTime;
    }

    void add(Delivery delivery) {
        if (delivery.message().messageId() != null) {
            byId.put(delivery.message().messageId(), delivery);
        }
    }

    void remove(Delivery delivery) {
        if (delivery.message().messageId() != null) {
            byId.remove(delivery.message().messageId(), delivery);
        }
    }

    /**
     * Takes the message over, waiting while its lease is being extended.
     *
     * @param receiptHandle the handle of the delivery that is meant, one that it has or was
     *     received with; null for any
     * @return empty when that delivery is not, or no longer, in the route, its lease is over, or
     *     another one settles it
     * @throws MnsException when the thread is interrupted
     */
    public Optional<ClaimedMessage> claim(String messageId, String receiptHandle) {
        Delivery delivery = messageId == null ? null : byId.get(messageId);
        if (delivery == null || !isMeant(delivery, receiptHandle)) {
            return Optional.empty();
        }
        try {
            return delivery.claim(PATIENCE.toNanos()) ? claim(delivery) : Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MnsException(
                    Kind.CLOSED, null, "Interrupted while the lease of the message was extended");
        }
    }

    private Optional<ClaimedMessage> claim(Delivery delivery) {
        ClaimedMessage claim = new ClaimedMessage(delivery, leases, nanoTime);
        if (delivery.leaseLeft(nanoTime.getAsLong()) > 0) {
            return Optional.of(claim);
        }
        claim.failed(null);
        return Optional.empty();
    }

    private static boolean isMeant(Delivery delivery, String handle) {
        return handle == null
                || handle.equals(delivery.message().receiptHandle())
                || handle.equals(delivery.handle());
    }

    /**
     * A message in the hands of a route that settles it itself: while it is claimed, nobody else
     * asks the queue about it, so its handle stays what it is. Whoever has the claim says once how
     * it went.
     */
    public static final class ClaimedMessage {

        private final Delivery delivery;
        private final LeaseKeeper leases;
        private final LongSupplier nanoTime;
        private final long claimedAt;

        ClaimedMessage(Delivery delivery, LeaseKeeper leases, LongSupplier nanoTime) {
            this.delivery = delivery;
            this.leases = leases;
            this.nanoTime = nanoTime;
            this.claimedAt = nanoTime.getAsLong();
        }

        /** The only handle that the queue accepts now. */
        public String receiptHandle() {
            return delivery.handle();
        }

        /** It was deleted. */
        public void deleted() {
            delivery.deletedByHand();
        }

        /**
         * It is visible again after this time, counted from the claim: rather too early than late.
         */
        public void visibilityChanged(String newHandle, Duration time) {
            delivery.visibilityChangedByHand(newHandle, claimedAt, claimedAt + time.toNanos());
            leases.lookAgainAt(delivery);
        }

        /** It was not done. The message stays held, unless the queue no longer knows the handle. */
        public void failed(Kind why) {
            if (why == Kind.HANDLE_LOST || why == Kind.MESSAGE_GONE) {
                delivery.leaseLost(nanoTime.getAsLong());
            }
            delivery.notExtended();
            leases.lookAgainAt(delivery);
        }
    }
}
