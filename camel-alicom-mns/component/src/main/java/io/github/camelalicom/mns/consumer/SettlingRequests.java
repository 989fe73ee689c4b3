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
import java.util.function.BooleanSupplier;

/**
 * Tracks which requests that settle one delivery have no answer yet: an overdue request may or may
 * not have taken effect. A refusal of the handle does not prove that the message will be
 * redelivered until these requests, and overdue extensions, are answered.
 */
final class SettlingRequests {

    private final HeldLease lease;
    private final Changes changes;
    private final BooleanSupplier unsettled;

    // guarded by this
    private boolean deleteUnsure;
    private int overdue;

    /**
     * @param changes signals changes of the lease and of the delivery's state
     * @param unsettled whether the delivery is finished and still to be settled
     */
    SettlingRequests(HeldLease lease, Changes changes, BooleanSupplier unsettled) {
        this.lease = lease;
        this.changes = changes;
        this.unsettled = unsettled;
    }

    /** A delete was sent that may or may not have taken effect. */
    synchronized void deleteUnsure() {
        deleteUnsure = true;
    }

    synchronized boolean isDeleteUnsure() {
        return deleteUnsure;
    }

    /** A request is overdue. */
    synchronized void overdue() {
        overdue++;
    }

    /** An overdue request was answered. */
    void answered() {
        synchronized (this) {
            overdue--;
        }
        changes.signal();
    }

    private synchronized boolean anyOverdue() {
        return overdue > 0;
    }

    /** Whether a refusal of this handle proves nothing, and the message is still to be settled. */
    boolean isUnsure(String refused) {
        return unsettled.getAsBoolean()
                && (anyOverdue() || lease.isUnsure() || isReplaced(refused));
    }

    private boolean isReplaced(String handle) {
        return !handle.equals(lease.handle());
    }

    /** Runs the action once, when all overdue requests are answered or the handle is replaced. */
    void whenSure(String refused, Runnable action) {
        Changes.whenDone(() -> changeAwaited(refused), action);
    }

    /** Requests the change before checking the state, so that none in between is missed. */
    private CompletableFuture<Void> changeAwaited(String refused) {
        CompletableFuture<Void> next = changes.next();
        return isUnsure(refused) && !isReplaced(refused) ? next : null;
    }
}
