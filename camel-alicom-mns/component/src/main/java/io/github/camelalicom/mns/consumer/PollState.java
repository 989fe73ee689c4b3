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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Whether polling is possible, how many pollers wait, and how many messages are held. */
final class PollState {

    private final Runnable onRelease;
    private final CompletableFuture<Void> closed = new CompletableFuture<>();

    // guarded by this
    private int pollers;
    private int held;

    /**
     * @param onRelease called without the lock when a poller has left or a message has ended
     */
    PollState(Runnable onRelease) {
        this.onRelease = onRelease;
    }

    /** Counts a poller until it calls {@link #leave}. Returns whether polling is possible. */
    boolean enter() {
        return count(1, 0);
    }

    void leave() {
        count(-1, 0);
        onRelease.run();
    }

    /** Counts a held message. Returns whether a poller can still receive it. */
    boolean hold() {
        return count(0, 1);
    }

    void release() {
        count(0, -1);
        onRelease.run();
    }

    private synchronized boolean count(int morePollers, int moreHeld) {
        pollers += morePollers;
        held += moreHeld;
        notifyAll();
        return isOpen();
    }

    /** Wakes pollers that wait or pause. Returns whether polling was possible until now. */
    boolean close() {
        return closed.complete(null);
    }

    boolean isOpen() {
        return !closed.isDone();
    }

    synchronized boolean isAwaited() {
        return pollers > 0;
    }

    synchronized int held() {
        return held;
    }

    /** Whether polling is closed, no poller is left, and no message is held. */
    synchronized boolean isOver() {
        return !isOpen() && pollers == 0 && held == 0;
    }

    /** Waits for this time, or until polling is closed. */
    void pause(Duration time) throws InterruptedException {
        await(closed, time);
    }

    /** Waits until the reply arrives, for this time, or until polling is closed. */
    void await(CompletableFuture<?> reply, Duration time) throws InterruptedException {
        try {
            CompletableFuture.anyOf(reply, closed).get(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException e) {
            // the caller looks at the reply
        }
    }

    synchronized boolean awaitNoPollers(Duration limit) {
        return BoundedWait.await(this, () -> pollers == 0, limit);
    }

    synchronized boolean awaitNoneHeld(Duration limit) {
        return BoundedWait.await(this, () -> held == 0, limit);
    }
}
