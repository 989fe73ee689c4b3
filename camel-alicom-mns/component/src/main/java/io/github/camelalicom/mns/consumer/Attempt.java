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
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.camelalicom.mns.gateway.Durations;
import io.github.camelalicom.mns.gateway.MnsException;
import io.github.camelalicom.mns.gateway.Threads;

/**
 * One request whose answer is awaited for a limited time and accepted for longer: a service may act
 * on a request immediately and answer late, and the late answer still counts.
 *
 * @param <T> the answer
 */
abstract class Attempt<T> {

    /** After this time another attempt may be made. */
    static final Duration OVERDUE_AFTER = Duration.ofSeconds(4);

    /** A connection is not kept open for the hours that a lease may last. */
    private static final Duration MAX_PATIENCE = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);

    private final AtomicBoolean decided = new AtomicBoolean();
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final CompletableFuture<Void> overdueHandled = new CompletableFuture<>();

    /** How long to accept an answer that is useful for this time. */
    static Duration patience(long usefulNanos) {
        Duration useful = Duration.ofNanos(usefulNanos);
        if (useful.compareTo(OVERDUE_AFTER) < 0) {
            return OVERDUE_AFTER;
        }
        return Durations.shorter(useful, MAX_PATIENCE);
    }

    /** The request succeeded. */
    abstract void succeeded(T answer, boolean late);

    /** The request failed. */
    abstract void failed(MnsException failure, boolean late);

    /** The answer is overdue. {@link #succeeded} or {@link #failed} follows, late. */
    abstract void overdue();

    /**
     * Sends the request.
     *
     * @return completes when the answer, or the fact that it is overdue, was handled
     */
    final CompletableFuture<Void> send(Supplier<CompletableFuture<T>> request, Threads threads) {
        CompletableFuture<T> call = call(request);
        Future<?> timeout = call.isDone() ? null : scheduleOverdue(threads);
        call.whenComplete(
                (answer, failure) -> {
                    if (timeout != null) {
                        timeout.cancel(false);
                    }
                    if (decided.compareAndSet(false, true)) {
                        handle(() -> answered(answer, failure, false));
                    } else {
                        // after the other thread has handled that the request is overdue
                        overdueHandled.whenComplete((done, none) -> late(answer, failure));
                    }
                });
        return done;
    }

    private static <T> CompletableFuture<T> call(Supplier<CompletableFuture<T>> request) {
        try {
            return request.get();
        } catch (RuntimeException | Error e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private Future<?> scheduleOverdue(Threads threads) {
        return threads.after(OVERDUE_AFTER, () -> Threads.start(threads.io(), this::becomeOverdue));
    }

    private void becomeOverdue() {
        if (decided.compareAndSet(false, true)) {
            handle(this::overdue);
            overdueHandled.complete(null);
        }
    }

    private void answered(T answer, Throwable failure, boolean late) {
        if (failure == null) {
            succeeded(answer, late);
        } else {
            failed(MnsException.of(failure), late);
        }
    }

    private void late(T answer, Throwable failure) {
        try {
            answered(answer, failure, true);
        } catch (RuntimeException | Error e) {
            LOG.error("ALICOM-404 A late answer could not be handled", e);
        }
    }

    private void handle(Runnable action) {
        try {
            action.run();
            done.complete(null);
        } catch (RuntimeException | Error e) {
            done.completeExceptionally(e);
        }
    }
}
