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

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;

/**
 * The permits: one for each message held, taken before a receive and returned when the message has
 * ended. The one counter that says whether anything is left to do at stop.
 */
final class InFlight {

    private final IntSupplier limit;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    // guarded by lock
    private int held;
    private boolean closed;

    /**
     * @param limit the most permits at present; asked anew each time, since it follows the pace
     */
    InFlight(IntSupplier limit) {
        this.limit = limit;
    }

    /**
     * Takes up to {@code max} permits, waiting for at least half of what the limit allows: a
     * receive costs the same for one message as for sixteen.
     *
     * @return how many were taken; 0 when closed
     */
    int acquire(int max) {
        lock.lock();
        try {
            while (!closed) {
                int room = room();
                if (room >= worthwhile(max)) {
                    return take(Math.min(max, room));
                }
                changed.awaitUninterruptibly();
            }
            return 0;
        } finally {
            lock.unlock();
        }
    }

    /** As {@link #acquire}, but all or nothing, at once. */
    int tryAcquire(int wanted) {
        lock.lock();
        try {
            return !closed && room() >= wanted ? take(wanted) : 0;
        } finally {
            lock.unlock();
        }
    }

    void release(int permits) {
        if (permits == 0) {
            return;
        }
        lock.lock();
        try {
            held -= permits;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

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

    /** Waits until every permit is back. */
    boolean awaitNone(long nanos) throws InterruptedException {
        lock.lock();
        try {
            long left = nanos;
            while (held > 0 && left > 0) {
                left = changed.awaitNanos(left);
            }
            return held == 0;
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

    private int room() {
        return limit.getAsInt() - held;
    }

    private int worthwhile(int max) {
        return Math.max(1, Math.min(max, limit.getAsInt() / 2));
    }

    private int take(int permits) {
        held += permits;
        return permits;
    }

    @Override
    public String toString() {
        return "InFlight[" + held() + " of " + limit.getAsInt() + "]";
    }
}
