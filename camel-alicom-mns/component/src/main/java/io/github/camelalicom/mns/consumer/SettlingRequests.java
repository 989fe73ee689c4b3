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

import java.util.concurrent.CompletableFuture;

/**
 * What is not known of the requests that settle one delivery: those that are overdue may or may not
 * have been done. A refusal of the handle is no proof that the message is lost until they, and
 * overdue extensions, are answered.
 */
final class SettlingRequests {

    private final Delivery delivery;

    // guarded by this
    private boolean deleteUnsure;
    private int overdue;

    SettlingRequests(Delivery delivery) {
        this.delivery = delivery;
    }

    /** A delete was sent that may or may not have been done. */
    synchronized void deleteUnsure() {
        deleteUnsure = true;
    }

    synchronized boolean isDeleteUnsure() {
        return deleteUnsure;
    }

    /** One is not waited for any longer. */
    synchronized void overdue() {
        overdue++;
    }

    /** One that was overdue is answered. */
    void answered() {
        synchronized (this) {
            overdue--;
        }
        delivery.changes().tell();
    }

    private synchronized boolean anyOverdue() {
        return overdue > 0;
    }

    /**
     * Whether the refusal of this handle proves nothing, and the message is still to be settled.
     */
    boolean isUnsure(String refused) {
        return delivery.isSettling()
                && (anyOverdue() || delivery.lease().isUnsure() || isReplaced(refused));
    }

    private boolean isReplaced(String handle) {
        return !handle.equals(delivery.handle());
    }

    /** Runs this once, when all that is overdue is answered, or there is another handle. */
    void whenSure(String refused, Runnable action) {
        Changes.whenDone(() -> changeAwaited(refused), action);
    }

    /** Asked for before the look: a change after the look is one that completes it. */
    private CompletableFuture<Void> changeAwaited(String refused) {
        CompletableFuture<Void> next = delivery.changes().next();
        return isUnsure(refused) && !isReplaced(refused) ? next : null;
    }
}
