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
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The permits: taken before a receive for all that it may bring, then held by each message until it
 * has ended. The one counter that says whether anything is left to do at stop.
 *
 * <p>Two limits apply: never more messages than the option allows, from receive until deleted; and
 * never more of them waiting or at work than the pace makes wise.
 */
final class InFlight {

    private final int most;
    private final ThroughputEstimate pace;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    // guarded by lock
    private int reserved;
    private int held;
    private int unfinished;
    private int wanted;
    private Runnable waiter;
    private boolean closed;

    InFlight(int most, ThroughputEstimate pace) {
        this.most = most;
        this.pace = pace;
    }

    /**
     * Reserves up to {@code max} permits, if at least half of what may be held is free: a receive
     * costs the same for one message as for sixteen.
     *
     * @param whenRoom called once when there is room, on the thread that made it, if there is not
     *     now; not while closed
     * @return how many were reserved; 0 when there is no room, or closed
     */
    int acquire(int max, Runnable whenRoom) {
        lock.lock();
        try {
            int limit = pace.limit();
            int room = room(limit);
            if (!closed && room >= worthwhile(max, limit)) {
                return reserve(Math.min(max, room));
            }
            if (!closed) {
                wanted = max;
                waiter = whenRoom;
            }
            return 0;
        } finally {
            lock.unlock();
        }
    }

    /** As {@link #acquire}, but all or nothing, at once. */
    int tryAcquire(int permits) {
        lock.lock();
        try {
            return !closed && room(pace.limit()) >= permits ? reserve(permits) : 0;
        } finally {
            lock.unlock();
        }
    }

    /** Whether so many could be reserved now. */
    boolean hasRoom(int permits) {
        lock.lock();
        try {
            return !closed && room(pace.limit()) >= permits;
        } finally {
            lock.unlock();
        }
    }

    /** A receive is over: its permits are the messages', and the others are free. */
    void received(int permits, int messages) {
        wake(update(-permits, messages, messages));
    }

    /** The work on a message is over, or it will not be worked on; it has yet to end. */
    void finished() {
        wake(update(0, 0, -1));
    }

    /** A message has ended. */
    void release() {
        wake(update(0, -1, 0));
    }

    /** A worker is free: by the pace there may be room for another message. */
    void paceChanged() {
        wake(update(0, 0, 0));
    }

    /** Messages held; permits of receives under way do not count. */
    int held() {
        lock.lock();
        try {
            return held;
        } finally {
            lock.unlock();
        }
    }

    /** No more permits, until {@link #open()}; the waiter for room is forgotten. */
    void close() {
        lock.lock();
        try {
            closed = true;
            waiter = null;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void open() {
        lock.lock();
        try {
            closed = false;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until every message has ended.
     *
     * @return whether they have
     */
    boolean awaitNone(Duration limit) {
        lock.lock();
        try {
            return BoundedWait.await(changed, () -> held == 0, limit);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until what is held is still being worked on: nothing is waiting for the queue.
     *
     * @return whether it is so
     */
    boolean awaitSettled(Duration limit) {
        lock.lock();
        try {
            return BoundedWait.await(changed, () -> held <= unfinished, limit);
        } finally {
            lock.unlock();
        }
    }

    boolean isSettled() {
        lock.lock();
        try {
            return held <= unfinished;
        } finally {
            lock.unlock();
        }
    }

    /** The waiter for room, if there is enough of it now; it is woken without the lock. */
    private Runnable update(int moreReserved, int moreHeld, int moreUnfinished) {
        lock.lock();
        try {
            reserved += moreReserved;
            held += moreHeld;
            unfinished += moreUnfinished;
            if (held == 0 || closed) {
                changed.signalAll();
            }
            if (waiter == null || !isWorthwhile()) {
                return null;
            }
            Runnable woken = waiter;
            waiter = null;
            return woken;
        } finally {
            lock.unlock();
        }
    }

    private static void wake(Runnable woken) {
        if (woken != null) {
            woken.run();
        }
    }

    private boolean isWorthwhile() {
        int limit = pace.limit();
        return room(limit) >= worthwhile(wanted, limit);
    }

    /**
     * @param limit what the pace allows to have waiting or at work
     */
    private int room(int limit) {
        return Math.min(most - held, limit - pace.open()) - reserved;
    }

    private int worthwhile(int max, int limit) {
        return Math.max(1, Math.min(max, Math.min(most, limit) / 2));
    }

    private int reserve(int permits) {
        reserved += permits;
        return permits;
    }
}
