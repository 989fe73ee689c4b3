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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts requests of one kind while there is work and fewer than so many are under way. No thread
 * waits for an answer: when a request completes, its slot is free and the next one starts.
 *
 * <p>Code that adds work calls {@link #wake()} afterwards. One thread at a time starts requests; a
 * wake-up that arrives meanwhile is counted, and makes that thread look once more. So no work is
 * overlooked, and requests whose answer is there at once are started in a loop, not one inside the
 * other.
 */
final class WorkQueue {

    private static final Logger LOG = LoggerFactory.getLogger(WorkQueue.class);

    private final ExecutorService io;
    private final ScheduledExecutorService timer;
    private final IntSupplier limit;
    private final BooleanSupplier ready;
    private final Supplier<CompletableFuture<?>> start;
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger wakeUps = new AtomicInteger();

    /**
     * @param limit the most requests under way at a time; may change
     * @param ready whether there is something to start
     * @param start starts the next request; what it returns completes when the slot is free again
     */
    WorkQueue(
            ExecutorService io,
            ScheduledExecutorService timer,
            IntSupplier limit,
            BooleanSupplier ready,
            Supplier<CompletableFuture<?>> start) {
        this.io = io;
        this.timer = timer;
        this.limit = limit;
        this.ready = ready;
        this.start = start;
    }

    /** There may be work, or room for it. */
    void wake() {
        if (mayStart() && wakeUps.getAndIncrement() == 0) {
            execute();
        }
    }

    /** Requests that occupy a slot. */
    int underWay() {
        return underWay.get();
    }

    private boolean mayStart() {
        return underWay.get() < limit.getAsInt() && ready.getAsBoolean();
    }

    private void execute() {
        try {
            io.execute(this::startAll);
        } catch (RejectedExecutionException e) {
            wakeUps.set(0);
            LOG.debug("The threads have ended: the consumer has stopped");
        } catch (RuntimeException | Error e) {
            wakeUps.set(0);
            wakeLater(e);
        }
    }

    /** For example, the system may have no thread left at the moment. */
    private void wakeLater(Throwable cause) {
        LOG.error("No request could be started; retrying in 1 s", cause);
        try {
            timer.schedule(this::wake, 1, TimeUnit.SECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("The timer has ended: the consumer has stopped");
        }
    }

    private void startAll() {
        try {
            int seen;
            do {
                seen = wakeUps.get();
                while (mayStart() && !io.isShutdown()) {
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
        CompletableFuture<?> request;
        try {
            request = start.get();
        } catch (RuntimeException | Error e) {
            request = CompletableFuture.failedFuture(e);
        }
        request.whenComplete((answer, failure) -> completed(failure));
    }

    private void completed(Throwable failure) {
        if (failure != null) {
            LOG.error("A request failed unexpectedly; the consumer continues", failure);
        }
        underWay.decrementAndGet();
        wake();
    }
}
