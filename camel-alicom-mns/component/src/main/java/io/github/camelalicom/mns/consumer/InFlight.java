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
    private final Pace pace;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    // guarded by lock
    private int reserved;
    private int held;
    private int waiting;
    private int wanted;
    private boolean closed;

    InFlight(int most, Pace pace) {
        this.most = most;
        this.pace = pace;
    }

    /**
     * Reserves up to {@code max} permits, waiting for at least half of what may be held: a receive
     * costs the same for one message as for sixteen.
     *
     * @return how many were reserved; 0 when closed
     */
    int acquire(int max) {
        lock.lock();
        try {
            waiting++;
            wanted = max;
            while (!closed) {
                int limit = pace.limit();
                int room = room(limit);
                if (room >= worthwhile(max, limit)) {
                    return reserve(Math.min(max, room));
                }
                changed.awaitUninterruptibly();
            }
            return 0;
        } finally {
            waiting--;
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
        lock.lock();
        try {
            reserved -= permits;
            held += messages;
            signalIfOfUse();
        } finally {
            lock.unlock();
        }
    }

    /** A message has ended. */
    void release() {
        lock.lock();
        try {
            held--;
            signalIfOfUse();
        } finally {
            lock.unlock();
        }
    }

    /** A message left the route: by the pace there may be room for another. */
    void paceChanged() {
        lock.lock();
        try {
            signalIfOfUse();
        } finally {
            lock.unlock();
        }
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

    /** No more permits, until {@link #open()}. */
    void close() {
        setClosed(true);
    }

    void open() {
        setClosed(false);
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

    private void setClosed(boolean value) {
        lock.lock();
        try {
            closed = value;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * To wake a thread costs more than all the rest that is done for a message: not for each, if a
     * receive waits for sixteen.
     */
    private void signalIfOfUse() {
        if (held == 0 || waiting > 0 && isWorthwhile()) {
            changed.signalAll();
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
