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

import io.github.camelalicom.mns.gateway.ReceivedMessage;

/**
 * One message that is leased from the queue, from receive to end: the only owner of its state.
 *
 * <p>An extension of the lease replaces the receipt handle, and MNS accepts only the newest one. So
 * the handle is kept here ({@link HeldLease}), and a finish during an extension waits for the new
 * handle ({@link State#EXTENDING_THEN_SETTLE}). An overdue extension ends that wait; its late
 * answer is still accepted, in every state ({@link Extensions}).
 *
 * <p>Called by a worker ({@link #begin}), by the thread that ends the exchange ({@link #finish}),
 * by the lease keeper ({@link #startExtending}), by the settler ({@link #end}), and by a route that
 * settles manually ({@link #claim}), which takes the place of the lease keeper. Each step happens
 * at most once: a second finish (Camel's hand-over, a late completion after a forced stop) is
 * ignored, so the permit is returned exactly once. No listener is called with the lock held, and no
 * thread waits with it.
 */
public final class Delivery {

    /** Called once for each step. */
    interface Listener {

        default void finished(Delivery delivery, Outcome outcome) {}

        void ended(Delivery delivery, State state);
    }

    /** Terminal states follow {@link #SETTLING}. */
    enum State {
        /** Held: waits for a worker, or is in the route. */
        LEASED,
        /** As before, while a request is under way that may replace the handle. */
        EXTENDING,
        /** Finished during such a request; settled when the valid handle is known. */
        EXTENDING_THEN_SETTLE,
        /** Finished; to be deleted, released or left. */
        SETTLING,
        /** Deleted from the queue. */
        DELETED,
        /** Not begun, and visible again at once. */
        RELEASED,
        /** Deliberately not deleted; redelivered when its lease expires, or after its delay. */
        LEFT,
        /** Finished, but not deleted in time: redelivered as a duplicate. */
        REDELIVERY_EXPECTED,
        /** The lease expired before the work began; redelivered. */
        LAPSED,
        /** Held for longer than allowed; redelivered, and a later finish is ignored. */
        MAX_EXTENSION_REACHED;

        boolean terminal() {
            return compareTo(SETTLING) > 0;
        }

        /** Whether the delivery ended after its work was finished. */
        boolean isAfterFinish() {
            return this != LAPSED && this != MAX_EXTENSION_REACHED;
        }

        /** Whether the delivery waits for a worker, or is in the route. */
        boolean held() {
            return this == LEASED || this == EXTENDING;
        }
    }

    private final ReceivedMessage message;
    private final long receivedAt;
    private final Listener listener;
    private final HeldLease lease;
    private final Changes changes = new Changes();
    private final SettlingRequests settling;

    // guarded by this
    private State state = State.LEASED;
    private boolean begun;
    private Outcome outcome;

    /**
     * @param receivedAt when the lease began, on the engine's clock
     */
    Delivery(ReceivedMessage message, long receivedAt, Listener listener) {
        this.message = message;
        this.receivedAt = receivedAt;
        this.listener = listener;
        this.lease = new HeldLease(message, receivedAt);
        this.settling = new SettlingRequests(lease, changes, () -> state() == State.SETTLING);
    }

    public ReceivedMessage message() {
        return message;
    }

    /** The only handle that the queue accepts now. */
    String handle() {
        return lease.handle();
    }

    /** What is left of the lease, in nanoseconds; negative when it is over. */
    long leaseLeft(long now) {
        return lease.left(now);
    }

    /** When the lease is extended, if the message is still held then. */
    long renewAt() {
        return lease.renewAt();
    }

    synchronized State state() {
        return state;
    }

    HeldLease lease() {
        return lease;
    }

    SettlingRequests settling() {
        return settling;
    }

    /** Signals changes of the state and of the handle. */
    Changes changes() {
        return changes;
    }

    /** How long the message has been held, in nanoseconds. */
    long age(long now) {
        return now - receivedAt;
    }

    /**
     * A worker begins the work. A message whose lease is over ends here, since it is visible again.
     *
     * @return whether to work on it
     */
    boolean begin(long now) {
        synchronized (this) {
            if (state.held() && !begun && lease.left(now) > 0) {
                begun = true;
                return true;
            }
        }
        lapse(now);
        return false;
    }

    /** Ends the delivery if its lease is over before the work has begun. Returns whether it did. */
    boolean lapse(long now) {
        synchronized (this) {
            if (!state.held() || begun || lease.left(now) > 0) {
                return false;
            }
            state = State.LAPSED;
        }
        changes.signal();
        listener.ended(this, State.LAPSED);
        return true;
    }

    /** Whether a worker has begun it. */
    synchronized boolean isBegun() {
        return begun;
    }

    /** Whether its work is finished; false when it reached {@code maxExtension} before. */
    synchronized boolean isFinished() {
        return outcome != null;
    }

    /** The work is finished, successfully or not. The first call counts. */
    public void finish(Outcome outcome) {
        synchronized (this) {
            if (!state.held()) {
                return;
            }
            this.outcome = outcome;
            if (state == State.EXTENDING) {
                state = State.EXTENDING_THEN_SETTLE;
                return;
            }
            state = State.SETTLING;
        }
        listener.finished(this, outcome);
    }

    /**
     * A request is about to be sent that may replace the handle. {@link #extended} or {@link
     * #endExtending} must follow.
     *
     * @return false when the message is no longer held, or another request is under way
     */
    synchronized boolean startExtending() {
        if (state != State.LEASED) {
            return false;
        }
        state = State.EXTENDING;
        return true;
    }

    /**
     * The request has replaced the handle.
     *
     * @return false when the delivery lapsed in the meantime, so that nothing uses the new lease
     */
    boolean extended(String newHandle, long start, long end) {
        lease.replace(lease.generation(), newHandle, start, end);
        endExtending();
        return state() != State.LAPSED;
    }

    /** The request is over, without a new handle. A finish that waited for it is passed on now. */
    void endExtending() {
        boolean settle;
        synchronized (this) {
            settle = state == State.EXTENDING_THEN_SETTLE;
            if (settle) {
                state = State.SETTLING;
            } else if (state == State.EXTENDING) {
                state = State.LEASED;
            }
        }
        changes.signal();
        if (settle) {
            listener.finished(this, outcome);
        }
    }

    /** Called instead of a request: the message was held for too long. */
    void maxExtensionReached() {
        boolean reached;
        synchronized (this) {
            reached = state == State.EXTENDING;
            state = reached ? State.MAX_EXTENSION_REACHED : state;
        }
        if (reached) {
            changes.signal();
            listener.ended(this, State.MAX_EXTENSION_REACHED);
        } else {
            // finished in the meantime: the settler decides how it ends
            endExtending();
        }
    }

    /**
     * A route settles the message manually: nothing else sends a request for it, until {@link
     * #deletedManually}, {@link #extended} or {@link #endExtending} is called.
     *
     * @return false when it is not in a route, or a request for it is under way
     */
    synchronized boolean claim() {
        return begun && startExtending();
    }

    /** The route that claimed the message has deleted it: its outcome has no effect any more. */
    void deletedManually() {
        synchronized (this) {
            if (state == State.EXTENDING || state == State.EXTENDING_THEN_SETTLE) {
                outcome = Outcome.DELETED;
                state = State.EXTENDING_THEN_SETTLE;
            }
        }
        endExtending();
    }

    /** The settler has ended it. */
    void end(State last) {
        synchronized (this) {
            if (state != State.SETTLING || !last.terminal()) {
                return;
            }
            state = last;
        }
        changes.signal();
        listener.ended(this, last);
    }

    @Override
    public String toString() {
        return "Delivery[" + message.messageId() + "]";
    }
}
