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
import java.util.function.LongSupplier;

import io.github.camelalicom.mns.gateway.MnsException.Kind;

/**
 * A message in the hands of a route that settles it itself: while it is claimed, nobody else asks
 * the queue about it, so its handle stays what it is. Whoever has the claim says once how it went.
 */
public final class ClaimedMessage {

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

    /** It is visible again after this time, counted from the claim: rather too early than late. */
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
