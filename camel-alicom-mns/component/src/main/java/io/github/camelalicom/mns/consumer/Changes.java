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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Signals changes of a state that a lock guards. Call {@link #signal()} after each change, without
 * that lock. Call {@link #next()} before checking the state: then no change after the check is
 * missed.
 */
final class Changes {

    private final AtomicReference<CompletableFuture<Void>> next = new AtomicReference<>();

    /** Completes at the next change. */
    CompletableFuture<Void> next() {
        return next.updateAndGet(now -> now == null ? new CompletableFuture<>() : now);
    }

    void signal() {
        CompletableFuture<Void> waiting = next.getAndSet(null);
        if (waiting != null) {
            waiting.complete(null);
        }
    }

    /**
     * Waits, with no lock held, until no further change is awaited, or the time is over.
     *
     * @param awaited the change to wait for; null when there is none
     */
    static void await(Supplier<CompletableFuture<Void>> awaited, long nanos)
            throws InterruptedException {
        long end = System.nanoTime() + nanos;
        try {
            CompletableFuture<Void> change = awaited.get();
            while (change != null) {
                change.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                change = awaited.get();
            }
        } catch (TimeoutException e) {
            // the time is over
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs the action once, when no further change is awaited; no thread waits. */
    static void whenDone(Supplier<CompletableFuture<Void>> awaited, Runnable action) {
        CompletableFuture<Void> change = awaited.get();
        if (change == null) {
            action.run();
        } else {
            change.thenRun(() -> whenDone(awaited, action));
        }
    }
}
