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

import io.github.camelalicom.mns.gateway.ReceivedMessage;

/**
 * One message that is leased from the queue, from receive until it is deleted, left or lost.
 *
 * <p>It is the one owner of the message's state. Extending a lease replaces the receipt handle, and
 * MNS accepts only the newest one. So the handle lives here ({@link HeldLease}), and a finish that
 * comes while an extension is waited for waits for the new handle ({@link
 * State#EXTENDING_THEN_SETTLE}). An extension that is overdue ends that wait; its answer is still
 * accepted, in every state ({@link Extension}).
 *
 * <p>Called by a worker ({@link #begin}), by the thread that ends the exchange ({@link #finish}),
 * by the lease keeper ({@link #startExtending}, {@link #extend}), by a settler ({@link #end}), and
 * by a route that settles by hand ({@link #claim}), which takes the lease keeper's turn. Each step
 * happens at most once: a second finish (Camel's hand-over, a late completion after a forced stop)
 * is ignored. So the permit is returned exactly once. No call leaves this class with the lock held,
 * and no thread waits with it.
 */
public final class Delivery {

    /** Whom a delivery tells of its steps. */
    interface Listener {

        void finished(Delivery delivery, Outcome outcome);

        void ended(Delivery delivery, State state);
    }

    /** Where the message stands. */
    enum State {
        /** Ours: waiting for a worker, or in the route. */
        LEASED,
        /** As before, while the queue is asked about it: the handle may change any moment. */
        EXTENDING,
        /** Finished meanwhile; settled as soon as it is known which handle is valid. */
        EXTENDING_THEN_SETTLE,
        /** Finished; the queue has yet to be told. */
        SETTLING,
        /** Deleted from the queue. */
        DELETED,
        /** Not begun, and visible again at once. */
        GIVEN_BACK,
        /** Not deleted, on purpose: it comes again. */
        LEFT,
        /** Should have been deleted, but was not: it comes again, as a duplicate. */
        LOST,
        /** The lease ended before the work began: never worked on, it comes again. */
        LAPSED,
        /** Held for longer than allowed: it is redelivered, and a later finish is ignored. */
        MAX_EXTENSION_REACHED;

        boolean terminal() {
            return compareTo(SETTLING) > 0;
        }

        /** Whether it ended after its work was finished, and not before. */
        boolean isAfterFinish() {
            return this != LAPSED && this != MAX_EXTENSION_REACHED;
        }

        /** Whether it waits for a worker, or is in the route. */
        boolean held() {
            return this == LEASED || this == EXTENDING;
        }
    }

    private final ReceivedMessage message;
    private final long receivedAt;
    private final Listener owner;
    private final Changes changes = new Changes();
    private final SettlingRequests settling = new SettlingRequests(this);
    private final HeldLease lease;

    // guarded by this
    private State state = State.LEASED;
    private boolean begun;
    private Outcome outcome;

    /** The lease counts from when it was received, on the engine's clock. */
    Delivery(ReceivedMessage message, long receivedAt, Listener owner) {
        this.message = message;
        this.receivedAt = receivedAt;
        this.owner = owner;
        this.lease = new HeldLease(message, receivedAt);
    }

    /** The message as received. */
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

    /** When the lease should be extended, if the message is still held then. */
    long renewAt() {
        return lease.renewAt();
    }

    /** Where it stands now. */
    synchronized State state() {
        return state;
    }

    /** Which handle is valid, and how sure that is. */
    HeldLease lease() {
        return lease;
    }

    /** What is not known of the requests that settle it. */
    SettlingRequests settling() {
        return settling;
    }

    /** Tells of each change of its state and handle. */
    Changes changes() {
        return changes;
    }

    /** How long the message has been held, in nanoseconds. */
    long age(long now) {
        return now - receivedAt;
    }

    /**
     * A worker takes it. A message whose lease is over ends here: it is visible again.
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

    /** Ends it if its lease is over before a worker has taken it. Returns whether it did. */
    boolean lapse(long now) {
        synchronized (this) {
            if (!state.held() || begun || lease.left(now) > 0) {
                return false;
            }
            state = State.LAPSED;
        }
        changes.tell();
        owner.ended(this, State.LAPSED);
        return true;
    }

    /** Whether a worker has taken it. */
    synchronized boolean isBegun() {
        return begun;
    }

    /** Whether its work is over; not so when it reached its limit before. */
    synchronized boolean isFinished() {
        return outcome != null;
    }

    /** The work is over, well or not. The first call counts. */
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
        owner.finished(this, outcome);
    }

    /**
     * The lease keeper is about to extend it.
     *
     * @return false when there is nothing to extend any more, or it is being extended already
     */
    synchronized boolean startExtending() {
        if (state != State.LEASED) {
            return false;
        }
        state = State.EXTENDING;
        return true;
    }

    /** The queue is asked to extend the lease. Called after {@link #startExtending}. */
    Extension extend() {
        return new Extension(this, lease);
    }

    /** The turn is over with another handle: see {@link Extension#succeeded}. */
    boolean extended(String newHandle, long start, long end) {
        return extend().succeeded(newHandle, start, end);
    }

    /** The queue does not know the handle. Called by the one whose turn it is. */
    void leaseLost(long now) {
        lease.refused(lease.generation(), now);
    }

    /** It was held for too long. Called instead of extending it. */
    void maxExtensionReached() {
        boolean heldToTheEnd;
        synchronized (this) {
            heldToTheEnd = state == State.EXTENDING;
            state = heldToTheEnd ? State.MAX_EXTENSION_REACHED : state;
        }
        if (heldToTheEnd) {
            changes.tell();
            owner.ended(this, State.MAX_EXTENSION_REACHED);
        } else {
            // finished in the meantime: the settler decides how it ends
            notExtended();
        }
    }

    /** The turn is over without an extension. A finish that waited for it is passed on now. */
    void notExtended() {
        boolean settle;
        synchronized (this) {
            settle = state == State.EXTENDING_THEN_SETTLE;
            if (settle) {
                state = State.SETTLING;
            } else if (state == State.EXTENDING) {
                state = State.LEASED;
            }
        }
        changes.tell();
        if (settle) {
            owner.finished(this, outcome);
        }
    }

    /**
     * The route wants to settle it itself: nothing else asks the queue about it, until {@link
     * #deletedByHand}, {@link #visibilityChangedByHand} or {@link #notExtended} is called.
     *
     * @param patience how long to wait, in nanoseconds, while an extension is unanswered
     * @return whether the caller has it now; false when it is not in a route
     */
    boolean claim(long patience) throws InterruptedException {
        Changes.await(this::extensionAnswered, patience);
        synchronized (this) {
            return begun && startExtending();
        }
    }

    /** Asked for before the look: a change after the look is one that completes it. */
    private CompletableFuture<Void> extensionAnswered() {
        CompletableFuture<Void> next = changes.next();
        return isExtensionAwaited() ? next : null;
    }

    private synchronized boolean isExtensionAwaited() {
        return state == State.EXTENDING || state.held() && lease.isUnsure();
    }

    /** The route that has claimed it has deleted it: its outcome no longer matters. */
    void deletedByHand() {
        synchronized (this) {
            if (state == State.EXTENDING || state == State.EXTENDING_THEN_SETTLE) {
                outcome = Outcome.DELETED;
                state = State.EXTENDING_THEN_SETTLE;
            }
        }
        notExtended();
    }

    /** The route that has claimed it has decided when it is visible again. */
    void visibilityChangedByHand(String newHandle, long start, long end) {
        lease.setByHand();
        extended(newHandle, start, end);
    }

    /** Whether the lease ends when the route said, and is neither extended nor released. */
    boolean isVisibilityByHand() {
        return lease.isByHand();
    }

    /** How it ended; told by the settler. */
    void end(State last) {
        synchronized (this) {
            if (state != State.SETTLING || !last.terminal()) {
                return;
            }
            state = last;
        }
        changes.tell();
        owner.ended(this, last);
    }

    @Override
    public String toString() {
        return "Delivery[" + message.messageId() + "]";
    }
}
