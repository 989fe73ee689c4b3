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

/** Tells the queue what became of each message. */
final class Settler {

    /** MNS knows no "visible now": one second is the least it takes. */
    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    private final boolean deleteAfterRead;
    private final Optional<Redelivery> redelivery;
    private final DeleteSender deletes;
    private final VisibilityResets releases;

    Settler(ConsumerSettings settings, DeleteSender deletes, VisibilityResets releases) {
        this.deleteAfterRead = settings.deleteAfterRead();
        this.redelivery = settings.redelivery();
        this.deletes = deletes;
        this.releases = releases;
    }

    void settle(Delivery delivery, Outcome outcome) {
        switch (outcome) {
            case COMPLETED -> complete(delivery);
            case ABANDONED -> abandon(delivery);
            case GIVEN_BACK -> releases.release(delivery, AT_ONCE, Delivery.State.GIVEN_BACK);
            case DELETED -> delivery.end(Delivery.State.DELETED);
            default -> throw new IllegalArgumentException("Unknown outcome " + outcome);
        }
    }

    /** Whether deletes go at once from now on, also those that linger, or gather. */
    void flushing(boolean value) {
        deletes.flushing(value);
    }

    /** Messages that are finished, and not deleted yet. */
    int waitingDeletes() {
        return deletes.waiting();
    }

    /** Deletes that failed, counted by message and attempt. */
    long deleteFailures() {
        return deletes.failures();
    }

    private void complete(Delivery delivery) {
        if (deleteAfterRead) {
            deletes.delete(delivery);
        } else {
            delivery.end(Delivery.State.LEFT);
        }
    }

    private void abandon(Delivery delivery) {
        if (redelivery.isPresent() && !delivery.isVisibilityByHand()) {
            int dequeueCount = delivery.message().dequeueCount();
            releases.release(delivery, redelivery.get().after(dequeueCount), Delivery.State.LEFT);
        } else {
            delivery.end(Delivery.State.LEFT);
        }
    }
}
