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
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Who waits for a message, how many are lent, and whether lending goes on. */
final class PollState {

    private final Runnable onOver;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    // guarded by lock
    private boolean open = true;
    private int takers;
    private int lent;

    /**
     * @param onOver called, outside the lock, whenever it may be over
     */
    PollState(Runnable onOver) {
        this.onOver = onOver;
    }

    /** A taker comes, who has to {@link #leave}; not when lending has ended. */
    boolean enter() {
        return locked(
                () -> {
                    takers += open ? 1 : 0;
                    return open;
                });
    }

    void leave() {
        change(() -> takers--);
        onOver.run();
    }

    /**
     * A message is lent.
     *
     * @return whether it is still wanted
     */
    boolean lend() {
        return locked(
                () -> {
                    lent++;
                    return open;
                });
    }

    void returned() {
        change(() -> lent--);
        onOver.run();
    }

    /**
     * Ends lending.
     *
     * @return whether it had not ended before
     */
    boolean end() {
        return change(
                () -> {
                    boolean was = open;
                    open = false;
                    return was;
                });
    }

    boolean isOpen() {
        return locked(() -> open);
    }

    boolean isAwaited() {
        return locked(() -> takers > 0);
    }

    int lent() {
        return locked(() -> lent);
    }

    /** Rests, or wakes early when lending ends. */
    void rest(Duration pause) throws InterruptedException {
        lock.lock();
        try {
            long left = pause.toNanos();
            while (open && left > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    boolean awaitNoTakers(Duration limit) {
        return await(() -> takers == 0, limit);
    }

    boolean awaitNoneLent(Duration limit) {
        return await(() -> lent == 0, limit);
    }

    private boolean await(BooleanSupplier done, Duration limit) {
        return locked(() -> BoundedWait.await(changed, done, limit));
    }

    /** Whether lending has ended, and nothing is lent any more. */
    boolean isOver() {
        return locked(() -> !open && takers == 0 && lent == 0);
    }

    /** Whoever waits looks again. */
    private <T> T change(Supplier<T> action) {
        return locked(
                () -> {
                    changed.signalAll();
                    return action.get();
                });
    }

    private <T> T locked(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }
}
