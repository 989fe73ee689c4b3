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
 * A pool that has a thread for every task that blocks, and not many for tasks that are short. A
 * cached pool starts a thread for each of two hundred receipts that arrive at two hundred queues at
 * the same moment, though a handful of threads work them off as fast. Here tasks are queued, and
 * threads are added while the queue does not move.
 */
final class WorkerPool extends AbstractExecutorService {

    /** How long a task may be queued before threads are added for it. */
    private static final Duration LOOK = Duration.ofMillis(5);

    private final ThreadPoolExecutor pool;
    private final ScheduledExecutorService timer;
    private final int usualSize;
    private final AtomicBoolean looking = new AtomicBoolean();

    /**
     * @param pool of a fixed size, with an unbounded queue; its threads end when they are idle
     * @param timer adds threads to it
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
            lookLater();
        }
    }

    private void lookLater() {
        if (looking.compareAndSet(false, true)) {
            long completed = pool.getCompletedTaskCount();
            try {
                timer.schedule(() -> look(completed), LOOK.toNanos(), TimeUnit.NANOSECONDS);
            } catch (RejectedExecutionException e) {
                looking.set(false);
            }
        }
    }

    /** All wait for threads that do not come back; or they wait for their turn, and one helps. */
    private void look(long completedBefore) {
        looking.set(false);
        int queued = pool.getQueue().size();
        if (queued > 0) {
            boolean stuck = pool.getCompletedTaskCount() == completedBefore;
            setSize(pool.getCorePoolSize() + (stuck ? queued : 1));
            lookLater();
        } else if (pool.getCorePoolSize() > usualSize) {
            setSize(Math.max(usualSize, pool.getActiveCount()));
        }
    }

    private void setSize(int size) {
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
