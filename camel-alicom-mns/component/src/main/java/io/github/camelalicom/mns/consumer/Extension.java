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
 * One request to extend the lease of a delivery. While its answer is awaited, the delivery is
 * {@link Delivery.State#EXTENDING}. When the request is overdue, another one may be sent; a late
 * answer is still accepted, and has an effect unless the handle was replaced in the meantime
 * ({@link HeldLease}).
 */
final class Extension {

    private final Delivery delivery;
    private final HeldLease lease;
    private final String handle;
    private final int generation;

    // guarded by this
    private boolean answered;
    private boolean overdue;

    /** Created after {@link Delivery#startExtending}. */
    Extension(Delivery delivery) {
        this.delivery = delivery;
        this.lease = delivery.lease();
        this.handle = lease.handle();
        this.generation = lease.generation();
    }

    /** The handle that the request is sent with. */
    String handle() {
        return handle;
    }

    /**
     * The lease is extended until this instant, with a new handle.
     *
     * @return false when the delivery lapsed in the meantime, so that nothing uses the new lease
     */
    boolean succeeded(String newHandle, long start, long end) {
        boolean late = answer();
        lease.replace(generation, newHandle, start, end);
        complete(late);
        return delivery.state() != Delivery.State.LAPSED;
    }

    /** The service does not know the handle, or the message. */
    void handleLost(long now) {
        boolean late = answer();
        lease.refused(generation, now);
        failed(late, now);
    }

    /** The request failed otherwise: the next one shows whether the handle is still valid. */
    void failed(long now) {
        failed(answer(), now);
    }

    private void failed(boolean late, long now) {
        if (late) {
            lease.failed(generation, now);
        }
        complete(late);
    }

    /** The answer is no longer awaited, and still accepted. */
    void overdue() {
        synchronized (this) {
            if (answered) {
                return;
            }
            overdue = true;
            lease.overdue(generation);
        }
        delivery.endExtending();
    }

    /** Records the answer. Returns whether it is late. */
    private synchronized boolean answer() {
        answered = true;
        return overdue;
    }

    /** After a late answer, another request may be under way. */
    private void complete(boolean late) {
        if (late) {
            delivery.changes().signal();
        } else {
            delivery.endExtending();
        }
    }
}
