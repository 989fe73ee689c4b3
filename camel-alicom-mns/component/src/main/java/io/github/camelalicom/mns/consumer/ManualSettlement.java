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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

import io.github.camelalicom.mns.gateway.MnsException;
import io.github.camelalicom.mns.gateway.MnsException.Kind;
import io.github.camelalicom.mns.gateway.ReceivedMessage;

/**
 * The held messages, by their ids, for routes that settle them manually; one without an id is known
 * by the handle it was received with. If a message is received twice, the newer delivery replaces
 * the older. A message whose lease is over is not found: its handle is no longer valid.
 */
public final class ManualSettlement {

    /** A consumer or poller that holds messages. */
    public interface Source {

        boolean consumes(String queueName);

        /** The messages that it holds now; empty if it is not started. */
        Optional<ManualSettlement> held();
    }

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
        byId.put(idOf(delivery.message()), delivery);
    }

    void remove(Delivery delivery) {
        byId.remove(idOf(delivery.message()), delivery);
    }

    private static String idOf(ReceivedMessage message) {
        String id = message.messageId();
        return id == null || id.isBlank() ? message.receiptHandle() : id;
    }

    /**
     * Takes the message over, after waiting for the answer to an extension that is under way.
     *
     * @param messageId null if only the handle is known
     * @param receiptHandle the handle with which the message was received, or its present one; null
     *     for any delivery of the message
     * @return empty when that delivery is not in the route, its lease is over, or it is claimed
     *     already
     * @throws MnsException when the thread is interrupted
     */
    public Optional<ClaimedMessage> claim(String messageId, String receiptHandle) {
        Delivery delivery = find(messageId, receiptHandle);
        try {
            return delivery != null && claim(delivery, PATIENCE)
                    ? live(delivery)
                    : Optional.empty();
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    /**
     * Waits for the answer to an extension of the message that is under way. For several messages,
     * before the first is claimed: the leases of claimed messages are not extended.
     *
     * @throws MnsException when the thread is interrupted
     */
    public void awaitExtension(String messageId, String receiptHandle) {
        Delivery delivery = find(messageId, receiptHandle);
        if (delivery != null) {
            try {
                Changes.await(() -> extensionAnswered(delivery), PATIENCE.toNanos());
            } catch (InterruptedException e) {
                throw interrupted();
            }
        }
    }

    private static MnsException interrupted() {
        Thread.currentThread().interrupt();
        return new MnsException(
                Kind.CLOSED,
                null,
                "ALICOM-504 Interrupted while the lease of the message was extended");
    }

    /** Null if that delivery is not held. */
    private Delivery find(String messageId, String receiptHandle) {
        Delivery delivery = messageId == null ? withHandle(receiptHandle) : byId.get(messageId);
        return delivery != null && matches(delivery, receiptHandle) ? delivery : null;
    }

    private Delivery withHandle(String handle) {
        return byId.values().stream()
                .filter(delivery -> handle != null && matches(delivery, handle))
                .findFirst()
                .orElse(null);
    }

    private static boolean matches(Delivery delivery, String handle) {
        return handle == null
                || handle.equals(delivery.message().receiptHandle())
                || handle.equals(delivery.handle());
    }

    /** Waits again when another extension starts between the wait and the claim. */
    static boolean claim(Delivery delivery, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        for (long left = patience.toNanos(); left > 0; left = end - System.nanoTime()) {
            Changes.await(() -> extensionAnswered(delivery), left);
            if (delivery.claim()) {
                return true;
            }
            if (!delivery.isBegun() || !delivery.state().held()) {
                return false;
            }
        }
        return false;
    }

    /** Requests the change before checking the state, so that none in between is missed. */
    private static CompletableFuture<Void> extensionAnswered(Delivery delivery) {
        CompletableFuture<Void> next = delivery.changes().next();
        Delivery.State state = delivery.state();
        boolean awaited =
                state == Delivery.State.EXTENDING || state.held() && delivery.lease().isUnsure();
        return awaited ? next : null;
    }

    private Optional<ClaimedMessage> live(Delivery delivery) {
        ClaimedMessage claim = new ClaimedMessage(delivery, leases, nanoTime);
        if (delivery.leaseLeft(nanoTime.getAsLong()) > 0) {
            return Optional.of(claim);
        }
        claim.cancel();
        return Optional.empty();
    }

    /**
     * A message that a route settles manually: while it is claimed, nothing else sends a request
     * for it, so its handle does not change. The route reports once how the request went.
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

        /** What is left of its lease; negative when it is over. */
        public Duration leaseLeft() {
            return Duration.ofNanos(delivery.leaseLeft(nanoTime.getAsLong()));
        }

        /** The message was deleted. */
        public void deleted() {
            delivery.deletedManually();
        }

        /** The message is visible again after this time, counted from the claim. */
        public void visibilityChanged(String newHandle, Duration time) {
            delivery.lease().setManually();
            delivery.extended(newHandle, claimedAt, claimedAt + time.toNanos());
            leases.checkAt(delivery, delivery.renewAt());
        }

        /** The request failed. The message stays held, unless MNS does not know the handle. */
        public void failed(Kind why) {
            if (why == Kind.HANDLE_LOST || why == Kind.MESSAGE_GONE) {
                delivery.lease().refused(nanoTime.getAsLong());
            }
            cancel();
        }

        /** No answer says what became of the message: it stays held as before. */
        public void cancel() {
            delivery.endExtending();
            leases.checkAt(delivery, delivery.renewAt());
        }
    }
}
