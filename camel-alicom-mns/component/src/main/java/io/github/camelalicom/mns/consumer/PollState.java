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
import java.util.function.Supplier;

/** Whether polling is possible, how many pollers wait, and how many messages are held. */
final class PollState {

    private final Runnable onOver;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    // guarded by lock
    private boolean open = true;
    private int pollers;
    private int held;

    /**
     * @param onOver called, outside the lock, whenever polling may be over
     */
    PollState(Runnable onOver) {
        this.onOver = onOver;
    }

    /** Registers a poller, which has to {@link #leave}. Returns false after {@link #close}. */
    boolean enter() {
        return locked(
                () -> {
                    pollers += open ? 1 : 0;
                    return open;
                });
    }

    void leave() {
        change(() -> --pollers);
        onOver.run();
    }

    /** Counts a message as held. Returns whether a poller can still take it. */
    boolean hold() {
        return locked(
                () -> {
                    held++;
                    return open;
                });
    }

    void release() {
        change(() -> --held);
        onOver.run();
    }

    /** Wakes all pollers. Returns whether polling was possible until now. */
    boolean close() {
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
        return locked(() -> pollers > 0);
    }

    int held() {
        return locked(() -> held);
    }

    /** Whether polling is closed, no poller is left, and no message is held. */
    boolean isOver() {
        return locked(() -> !open && pollers == 0 && held == 0);
    }

    /** Waits for this time, or until polling is closed. */
    void pause(Duration time) throws InterruptedException {
        lock.lock();
        try {
            long left = time.toNanos();
            while (open && left > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    boolean awaitNoPollers(Duration limit) {
        return locked(() -> BoundedWait.await(changed, () -> pollers == 0, limit));
    }

    boolean awaitNoneHeld(Duration limit) {
        return locked(() -> BoundedWait.await(changed, () -> held == 0, limit));
    }

    private <T> T locked(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    /** Changes something, and lets all waiting threads check again. */
    private <T> T change(Supplier<T> action) {
        return locked(
                () -> {
                    changed.signalAll();
                    return action.get();
                });
    }
}
