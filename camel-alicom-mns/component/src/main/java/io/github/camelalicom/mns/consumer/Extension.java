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

/**
 * One request to extend the lease of a delivery. While it is waited for, the delivery is {@link
 * Delivery.State#EXTENDING}. When it is overdue, that turn is over, and another one may be made;
 * its answer is still accepted. What that means depends on whether the handle was replaced
 * meanwhile ({@link HeldLease}).
 */
final class Extension {

    private final Delivery delivery;
    private final HeldLease lease;
    private final String handle;
    private final int generation;

    // guarded by this
    private boolean answered;
    private boolean overdue;

    Extension(Delivery delivery, HeldLease lease) {
        this.delivery = delivery;
        this.lease = lease;
        this.handle = lease.handle();
        this.generation = lease.generation();
    }

    /** The handle that it is asked with. */
    String handle() {
        return handle;
    }

    /**
     * There is another handle, and a lease that ends at this instant.
     *
     * @return false when the delivery lapsed in the meantime, so that nothing uses the new lease
     */
    boolean succeeded(String newHandle, long start, long end) {
        boolean late = answer();
        lease.replace(generation, newHandle, start, end);
        endTurn(late);
        return !delivery.isLapsed();
    }

    /** The service does not know the handle, or not the message. */
    void handleLost(long now) {
        boolean late = answer();
        lease.refused(generation, now);
        failed(late, now);
    }

    /** It failed in another way: whether the handle is still valid, the next request tells. */
    void failed(long now) {
        failed(answer(), now);
    }

    private void failed(boolean late, long now) {
        if (late) {
            lease.failed(generation, now);
        }
        endTurn(late);
    }

    /** It is not waited for any longer; its answer is still listened to. */
    void overdue() {
        synchronized (this) {
            if (answered) {
                return;
            }
            overdue = true;
            lease.overdue(generation);
        }
        delivery.notExtended();
    }

    /** Whether the answer is late. */
    private synchronized boolean answer() {
        answered = true;
        return overdue;
    }

    /** One that was overdue had lost its turn: another may have it. */
    private void endTurn(boolean late) {
        if (late) {
            delivery.changes().tell();
        } else {
            delivery.notExtended();
        }
    }
}
