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
 * <p>It is the one owner of the message's state. Called by a worker ({@link #begin}), by whatever
 * thread ends the exchange ({@link #finish}), and by a settler ({@link #end}). Each step happens at
 * most once, whoever repeats it: a second finish (Camel's hand-over, a late completion after a
 * forced stop) is no event. So the permit is returned exactly once. No call leaves this class with
 * the lock held.
 */
public final class Delivery {

    /** Where the message stands. */
    enum State {
        /** Received, not yet begun. */
        WAITING,
        /** In the route. */
        WORKING,
        /** Finished; the queue has yet to be told. */
        SETTLING,
        /** Deleted from the queue. */
        DELETED,
        /** Not deleted, on purpose: it comes again. */
        LEFT,
        /** Should have been deleted, but was not: it comes again, as a duplicate. */
        LOST,
        /** The lease ended before the work began: never worked on, it comes again. */
        LAPSED;

        boolean terminal() {
            return compareTo(SETTLING) > 0;
        }
    }

    /** Whom a delivery tells of its steps. */
    interface Owner {
        void finished(Delivery delivery, Outcome outcome);

        void ended(Delivery delivery, State state);
    }

    private final ReceivedMessage message;
    private final long leaseEnd;
    private final Owner owner;

    // guarded by this
    private State state = State.WAITING;

    /**
     * @param leaseEnd when the loan ends, on the engine's clock
     */
    Delivery(ReceivedMessage message, long leaseEnd, Owner owner) {
        this.message = message;
        this.leaseEnd = leaseEnd;
        this.owner = owner;
    }

    /** The message as received. */
    public ReceivedMessage message() {
        return message;
    }

    String handle() {
        return message.receiptHandle();
    }

    /** What is left of the loan, in nanoseconds; negative when it is over. */
    long leaseLeft(long now) {
        return leaseEnd - now;
    }

    /**
     * A worker takes it. A message whose lease is over is someone else's by now: it ends here.
     *
     * @return whether to work on it
     */
    boolean begin(long now) {
        boolean lapsed;
        synchronized (this) {
            if (state != State.WAITING) {
                return false;
            }
            lapsed = leaseLeft(now) <= 0;
            state = lapsed ? State.LAPSED : State.WORKING;
        }
        if (lapsed) {
            owner.ended(this, State.LAPSED);
        }
        return !lapsed;
    }

    /** The work is over, well or not. The first call counts. */
    public void finish(Outcome outcome) {
        synchronized (this) {
            if (state != State.WAITING && state != State.WORKING) {
                return;
            }
            state = State.SETTLING;
        }
        owner.finished(this, outcome);
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
