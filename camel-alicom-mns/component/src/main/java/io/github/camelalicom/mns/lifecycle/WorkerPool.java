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
package io.github.camelalicom.mns.lifecycle;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A pool that has a thread for every blocked task, and few threads for short tasks. A cached pool
 * starts a thread for each of 200 receipts that arrive at 200 queues at the same moment, although a
 * few threads process them just as fast. Here tasks are queued, and threads are added while the
 * queue does not shrink.
 */
final class WorkerPool extends AbstractExecutorService {

    /** The time a task may be queued before threads are added for it. */
    private static final Duration CHECK_INTERVAL = Duration.ofMillis(5);

    private final ThreadPoolExecutor pool;
    private final ScheduledExecutorService timer;
    private final int usualSize;
    private final AtomicBoolean checkScheduled = new AtomicBoolean();

    /**
     * @param pool with a fixed size and an unbounded queue; its idle threads end
     * @param timer runs the checks that add threads
     */
    WorkerPool(ThreadPoolExecutor pool, ScheduledExecutorService timer) {
        this.pool = pool;
        this.timer = timer;
        this.usualSize = pool.getCorePoolSize();
    }

    @Override
    public void execute(Runnable task) {
        pool.execute(task);
        if (!pool.getQueue().isEmpty()) {
            scheduleCheck();
        }
    }

    private void scheduleCheck() {
        if (checkScheduled.compareAndSet(false, true)) {
            int queued = pool.getQueue().size();
            long completed = pool.getCompletedTaskCount();
            try {
                timer.schedule(
                        () -> check(queued, completed),
                        CHECK_INTERVAL.toNanos(),
                        TimeUnit.NANOSECONDS);
            } catch (RejectedExecutionException e) {
                checkScheduled.set(false);
            }
        }
    }

    /**
     * If no task has completed, all threads are blocked. If fewer have completed than were queued,
     * one more thread is enough; otherwise all of those have begun, and what is queued now is new.
     */
    private void check(int queuedBefore, long completedBefore) {
        checkScheduled.set(false);
        int queued = pool.getQueue().size();
        long completed = pool.getCompletedTaskCount() - completedBefore;
        if (queued == 0) {
            setSize(Math.max(usualSize, pool.getActiveCount()));
            return;
        }
        // first: the system may be unable to create a thread at the moment
        scheduleCheck();
        if (completed < queuedBefore) {
            setSize(pool.getCorePoolSize() + (completed == 0 ? queued : 1));
        }
    }

    private void setSize(int size) {
        if (size == pool.getCorePoolSize()) {
            return;
        }
        if (size > pool.getMaximumPoolSize()) {
            pool.setMaximumPoolSize(size);
            pool.setCorePoolSize(size);
        } else {
            pool.setCorePoolSize(size);
            pool.setMaximumPoolSize(size);
        }
    }

    @Override
    public void shutdown() {
        pool.shutdown();
    }

    @Override
    public List<Runnable> shutdownNow() {
        return pool.shutdownNow();
    }

    @Override
    public boolean isShutdown() {
        return pool.isShutdown();
    }

    @Override
    public boolean isTerminated() {
        return pool.isTerminated();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        return pool.awaitTermination(timeout, unit);
    }
}
