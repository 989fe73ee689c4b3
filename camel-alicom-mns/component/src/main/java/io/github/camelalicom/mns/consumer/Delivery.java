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
 * One message on loan from the queue, from receive until it is deleted, left or lost.
 *
 * <p>It is the one owner of the message's state. Extending a loan replaces the receipt handle, and
 * MNS accepts only the newest one. So the handle lives here and nowhere else, and a finish that
 * comes while an extension is under way waits for the new handle ({@link
 * State#EXTENDING_THEN_SETTLE}). Called by a worker ({@link #begin}), by whatever thread ends the
 * exchange ({@link #finish}), by the lease keeper ({@link #startExtending}, {@link #extended},
 * {@link #leaseLost}), by a settler ({@link #end}), and by a route that settles by hand ({@link
 * #claim}), which takes the lease keeper's turn. Each step happens at most once, whoever repeats
 * it: a second finish (Camel's hand-over, a late completion after a forced stop) is no event. So
 * the permit is returned exactly once. No call leaves this class with the lock held.
 */
public final class Delivery {

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
        /**
         * Held for longer than allowed: it comes again, and a finish that comes now is not heard.
         */
        LET_GO;

        boolean terminal() {
            return compareTo(SETTLING) > 0;
        }

        private boolean held() {
            return this == LEASED || this == EXTENDING;
        }
    }

    private static final long LOOK_AGAIN_MILLIS = 100;

    private final ReceivedMessage message;
    private final long receivedAt;
    private final DeliveryOwner owner;

    // guarded by this
    private State state = State.LEASED;
    private boolean begun;
    private Outcome outcome;
    private String handle;
    private long leaseEnd;
    private long renewAt;
    private boolean deleteUnsure;
    private boolean visibilityByHand;

    /**
     * @param receivedAt when it was received, on the engine's clock; the lease counts from here
     */
    Delivery(ReceivedMessage message, long receivedAt, DeliveryOwner owner) {
        this.message = message;
        this.receivedAt = receivedAt;
        this.owner = owner;
        this.handle = message.receiptHandle();
        lease(receivedAt, receivedAt + message.lease().toNanos());
    }

    private void lease(long start, long end) {
        leaseEnd = end;
        renewAt = end - (end - start) / 3;
    }

    /** The message as received. */
    public ReceivedMessage message() {
        return message;
    }

    /** The only handle that the queue accepts now. */
    synchronized String handle() {
        return handle;
    }

    /** What is left of the loan, in nanoseconds; negative when it is over. */
    synchronized long leaseLeft(long now) {
        return leaseEnd - now;
    }

    /** When the lease should be extended, if the message is still held then. */
    synchronized long renewAt() {
        return renewAt;
    }

    /** As {@link #renewAt()}, after an extension that failed. */
    synchronized void renewLater(long at) {
        renewAt = at;
    }

    /** How long the message has been held, in nanoseconds. */
    long age(long now) {
        return now - receivedAt;
    }

    /**
     * A worker takes it. A message whose lease is over is someone else's by now: it ends here.
     *
     * @return whether to work on it
     */
    boolean begin(long now) {
        synchronized (this) {
            if (!state.held() || begun) {
                return false;
            }
            if (leaseEnd - now > 0) {
                begun = true;
                return true;
            }
            state = State.LAPSED;
        }
        owner.ended(this, State.LAPSED);
        return false;
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

    /**
     * The extension succeeded: another handle, and a lease that ends at this instant.
     *
     * @return false when it lapsed in the meantime, and nobody has it any more
     */
    boolean extended(String newHandle, long start, long end) {
        synchronized (this) {
            if (state.terminal()) {
                return false;
            }
            handle = newHandle;
            lease(start, end);
        }
        endExtending();
        return true;
    }

    /** There was no extension; whether the handle is still valid, the next request tells. */
    void notExtended() {
        endExtending();
    }

    /** The queue no longer knows the handle: the message is someone else's. Still extending. */
    synchronized void leaseLost(long now) {
        leaseEnd = now;
    }

    /** Nobody waits for it any longer. Called instead of extending it. */
    void letGo() {
        boolean heldToTheEnd;
        synchronized (this) {
            heldToTheEnd = state == State.EXTENDING;
            state = heldToTheEnd ? State.LET_GO : state;
            notifyAll();
        }
        if (heldToTheEnd) {
            owner.ended(this, State.LET_GO);
        } else {
            // finished in the meantime: the settler has the last word
            endExtending();
        }
    }

    /** A finish that waited for this is heard now. */
    private void endExtending() {
        synchronized (this) {
            notifyAll();
            if (state == State.EXTENDING) {
                state = State.LEASED;
            }
            if (state != State.EXTENDING_THEN_SETTLE) {
                return;
            }
            state = State.SETTLING;
        }
        owner.finished(this, outcome);
    }

    /**
     * The route wants to settle it itself: nobody else asks the queue about it, until {@link
     * #deletedByHand}, {@link #visibilityChangedByHand} or {@link #notExtended} is called.
     *
     * @param patience how long to wait, in nanoseconds, while the lease keeper asks
     * @return whether it is the caller's now; not so when it is not, or no longer, in a route
     */
    synchronized boolean claim(long patience) throws InterruptedException {
        long end = System.nanoTime() + patience;
        while (state == State.EXTENDING && end - System.nanoTime() > 0) {
            wait(LOOK_AGAIN_MILLIS);
        }
        return begun && startExtending();
    }

    /** Whoever has claimed it has deleted it: whatever becomes of the exchange, it is over. */
    void deletedByHand() {
        synchronized (this) {
            if (state == State.EXTENDING || state == State.EXTENDING_THEN_SETTLE) {
                outcome = Outcome.DELETED;
                state = State.EXTENDING_THEN_SETTLE;
            }
        }
        endExtending();
    }

    /** Whoever has claimed it has decided when it is visible again. */
    void visibilityChangedByHand(String newHandle, long start, long end) {
        synchronized (this) {
            visibilityByHand = true;
        }
        extended(newHandle, start, end);
    }

    /** Whether the lease is to end when the route said, and is neither extended nor given back. */
    synchronized boolean isVisibilityByHand() {
        return visibilityByHand;
    }

    /** A delete was sent, and nobody knows whether it was done. */
    synchronized void deleteUnsure() {
        deleteUnsure = true;
    }

    synchronized boolean isDeleteUnsure() {
        return deleteUnsure;
    }

    /** The settler's last word. */
    void end(State last) {
        synchronized (this) {
            if (state != State.SETTLING || !last.terminal()) {
                return;
            }
            state = last;
        }
        owner.ended(this, last);
    }

    @Override
    public String toString() {
        return "Delivery[" + message.messageId() + "]";
    }
}
