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
import java.util.Optional;

import io.github.camelalicom.mns.consumer.ConsumerSettings.Redelivery;
import io.github.camelalicom.mns.consumer.Delivery.State;

/** Deletes, releases or leaves each finished message. */
final class Settler {

    /** MNS cannot make a message visible immediately: the minimum is one second. */
    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    private final boolean deleteAfterRead;
    private final Optional<Redelivery> redelivery;
    private final DeleteSender deletes;
    private final VisibilityResets resets;

    Settler(ConsumerSettings settings, DeleteSender deletes, VisibilityResets resets) {
        this.deleteAfterRead = settings.deleteAfterRead();
        this.redelivery = settings.redelivery();
        this.deletes = deletes;
        this.resets = resets;
    }

    void settle(Delivery delivery, Outcome outcome) {
        switch (outcome) {
            case COMPLETED -> complete(delivery);
            case ABANDONED -> abandon(delivery);
            case RELEASED -> resets.reset(delivery, AT_ONCE, State.RELEASED);
            case DELETED -> delivery.end(State.DELETED);
            default -> throw new IllegalArgumentException("Unknown outcome " + outcome);
        }
    }

    private void complete(Delivery delivery) {
        if (deleteAfterRead) {
            deletes.delete(delivery);
        } else {
            delivery.end(State.LEFT);
        }
    }

    private void abandon(Delivery delivery) {
        if (redelivery.isPresent() && !delivery.lease().isSetManually()) {
            Duration delay = redelivery.get().after(delivery.message().dequeueCount());
            resets.reset(delivery, delay, State.LEFT);
        } else {
            delivery.end(State.LEFT);
        }
    }
}
