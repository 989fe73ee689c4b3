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
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.camelalicom.mns.gateway.Threads;

/**
 * Starts tasks of one kind, such as requests, while one is due and fewer than the limit are under
 * way. No thread waits for an answer: when a task completes, its slot is free and the next one
 * starts. A timer wakes the queue when the next task is due.
 *
 * <p>Code that adds work calls {@link #wake()} afterwards. One thread at a time starts tasks; a
 * wake-up that arrives meanwhile is counted, and makes that thread check once more. So no work is
 * overlooked, and tasks that complete immediately are started in a loop, not recursively.
 */
final class WorkQueue {

    private static final Logger LOG = LoggerFactory.getLogger(WorkQueue.class);

    private final Threads threads;
    private final LongSupplier nanoTime;
    private final IntSupplier limit;
    private final Supplier<OptionalLong> nextDue;
    private final Supplier<CompletableFuture<?>> start;
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger wakeUps = new AtomicInteger();

    /** The wake-up that is scheduled; null if there is none. Guarded by this. */
    private Scheduled scheduled;

    private record Scheduled(long instant, Future<?> timer) {}

    /**
     * @param limit the maximum number of tasks under way; may change
     * @param nextDue the instant at which the next task is due; empty when there is none
     * @param start starts the next task; the returned future completes when the slot is free again
     */
    WorkQueue(
            Threads threads,
            LongSupplier nanoTime,
            IntSupplier limit,
            Supplier<OptionalLong> nextDue,
            Supplier<CompletableFuture<?>> start) {
        this.threads = threads;
        this.nanoTime = nanoTime;
        this.limit = limit;
        this.nextDue = nextDue;
        this.start = start;
    }

    /** There may be work, or a free slot. */
    void wake() {
        if (mayStart() && wakeUps.getAndIncrement() == 0) {
            execute();
        }
    }

    /** Wakes the queue at this instant, unless an earlier wake-up is scheduled. */
    synchronized void wakeAt(long instant) {
        if (scheduled != null && scheduled.instant() - instant <= 0) {
            return;
        }
        long delay = Math.max(0, instant - nanoTime.getAsLong());
        Future<?> timer = threads.after(Duration.ofNanos(delay), () -> timerExpired(instant));
        scheduled = new Scheduled(instant, timer);
    }

    /** A shared timer would keep this in memory until the next task is due. */
    synchronized void cancelTimer() {
        if (scheduled != null) {
            scheduled.timer().cancel(false);
        }
    }

    private void timerExpired(long instant) {
        synchronized (this) {
            if (scheduled != null && scheduled.instant() == instant) {
                scheduled = null;
            }
        }
        wake();
    }

    /** Tasks that occupy a slot. */
    int underWay() {
        return underWay.get();
    }

    private boolean mayStart() {
        if (underWay.get() >= limit.getAsInt()) {
            return false;
        }
        OptionalLong next = nextDue.get();
        if (next.isEmpty()) {
            return false;
        }
        boolean due = next.getAsLong() - nanoTime.getAsLong() <= 0;
        if (!due) {
            wakeAt(next.getAsLong());
        }
        return due;
    }

    private void execute() {
        try {
            if (!Threads.start(threads.io(), this::startAll)) {
                wakeUps.set(0);
            }
        } catch (RuntimeException | Error e) {
            wakeUps.set(0);
            wakeLater(e);
        }
    }

    private void wakeLater(Throwable cause) {
        LOG.error("ALICOM-402 No request could be started; retrying in 1 s", cause);
        threads.retry(this::wake);
    }

    private void startAll() {
        try {
            int seen;
            do {
                seen = wakeUps.get();
                while (mayStart() && !threads.io().isShutdown()) {
                    startNext();
                }
            } while (wakeUps.addAndGet(-seen) != 0);
        } catch (RuntimeException | Error e) {
            wakeUps.set(0);
            wakeLater(e);
        }
    }

    private void startNext() {
        underWay.incrementAndGet();
        CompletableFuture<?> task;
        try {
            task = start.get();
        } catch (RuntimeException | Error e) {
            task = CompletableFuture.failedFuture(e);
        }
        task.whenComplete((answer, failure) -> completed(failure));
    }

    private void completed(Throwable failure) {
        if (failure != null) {
            LOG.error("ALICOM-403 A request failed unexpectedly; the consumer continues", failure);
        }
        underWay.decrementAndGet();
        wake();
    }
}
