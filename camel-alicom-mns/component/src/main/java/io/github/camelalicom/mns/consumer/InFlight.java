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
import java.util.ArrayList;
import java.util.List;

/**
 * The permits: one is reserved before a receive for every message that it may return, and then held
 * by each message until it has ended. The stop of the consumer waits for them.
 *
 * <p>Two limits apply: {@code maxInFlight} to all messages that are held, from receive until
 * deleted; and the {@link ThroughputEstimate} to messages that wait for a worker or occupy one.
 */
final class InFlight {

    private final int max;
    private final ThroughputEstimate throughput;

    // guarded by this
    private int reserved;
    private int held;
    private int unfinished;
    private int wanted;
    private boolean closed;

    /** One, and after a resume briefly that of the receiver before; guarded by this. */
    private final List<Runnable> waiters = new ArrayList<>(1);

    InFlight(int max, ThroughputEstimate throughput) {
        this.max = max;
        this.throughput = throughput;
    }

    /**
     * Reserves up to so many permits, if at least half of what may be held is free: a receive costs
     * the same for one message as for sixteen.
     *
     * @param whenRoom called once when there is room, on the thread that made it, if there is none
     *     now; not while closed
     * @return the number of permits reserved; 0 when there is no room, or closed
     */
    synchronized int acquire(int permits, Runnable whenRoom) {
        int limit = throughput.limit();
        int room = room(limit);
        if (!closed && room >= worthwhile(permits, limit)) {
            return reserve(Math.min(permits, room));
        }
        if (!closed) {
            wanted = permits;
            waiters.add(whenRoom);
        }
        return 0;
    }

    /** Reserves all of these permits or none, without a waiter for room. */
    synchronized int tryAcquire(int permits) {
        return isFree(permits) ? reserve(permits) : 0;
    }

    /** Whether so many permits could be reserved now. */
    synchronized boolean hasRoom(int permits) {
        return isFree(permits);
    }

    private boolean isFree(int permits) {
        return !closed && room(throughput.limit()) >= permits;
    }

    /** A receive has ended: its messages take over permits, and the others are free. */
    void received(int permits, int messages) {
        wake(update(-permits, messages, messages));
    }

    /** The work on a message is finished, or will not begin; the message has yet to end. */
    void finished() {
        wake(update(0, 0, -1));
    }

    /** A message has ended. */
    void release() {
        wake(update(0, -1, 0));
    }

    /** A worker is free: the throughput may allow another message. */
    void throughputChanged() {
        wake(update(0, 0, 0));
    }

    /** Messages held, without the permits of receives under way. */
    synchronized int held() {
        return held;
    }

    /** No more permits, until {@link #open()}; waiters for room are forgotten. */
    synchronized void close() {
        closed = true;
        waiters.clear();
        notifyAll();
    }

    synchronized void open() {
        closed = false;
    }

    /** Waits until every message has ended. Returns whether they have. */
    synchronized boolean awaitNone(Duration limit) {
        return BoundedWait.await(this, () -> held == 0, limit);
    }

    /** Waits until it {@link #isSettled}. Returns whether it is. */
    synchronized boolean awaitSettled(Duration limit) {
        return BoundedWait.await(this, () -> held <= unfinished, limit);
    }

    /** Whether all messages that are held are unfinished, so that none waits to be deleted. */
    synchronized boolean isSettled() {
        return held <= unfinished;
    }

    /** Returns the waiters if there is enough room now, to be called without the lock. */
    private synchronized List<Runnable> update(int moreReserved, int moreHeld, int moreUnfinished) {
        reserved += moreReserved;
        held += moreHeld;
        unfinished += moreUnfinished;
        if (held == 0 || closed) {
            notifyAll();
        }
        if (waiters.isEmpty() || !isWorthwhile()) {
            return List.of();
        }
        List<Runnable> woken = List.copyOf(waiters);
        waiters.clear();
        return woken;
    }

    private static void wake(List<Runnable> woken) {
        woken.forEach(Runnable::run);
    }

    private boolean isWorthwhile() {
        int limit = throughput.limit();
        return room(limit) >= worthwhile(wanted, limit);
    }

    /**
     * @param limit how many messages may wait for a worker or occupy one
     */
    private int room(int limit) {
        return Math.min(max - held, limit - throughput.open()) - reserved;
    }

    private int worthwhile(int permits, int limit) {
        return Math.max(1, Math.min(permits, Math.min(max, limit) / 2));
    }

    private int reserve(int permits) {
        reserved += permits;
        return permits;
    }
}
