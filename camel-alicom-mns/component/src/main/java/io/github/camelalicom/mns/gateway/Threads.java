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
package io.github.camelalicom.mns.gateway;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that consumers share. Ended by their owner, after the last user.
 *
 * @param io a few threads, which process the answers of the service and must not block
 * @param workers as many threads as are needed: the route, token fetches, and other code that may
 *     block
 * @param timer starts tasks at their time; must not block
 */
public record Threads(ExecutorService io, ExecutorService workers, ScheduledExecutorService timer) {

    private static final Logger LOG = LoggerFactory.getLogger(Threads.class);

    /** Starts the work on a thread of the executor. Returns false if its threads have ended. */
    public static boolean start(Executor executor, Runnable work) {
        try {
            executor.execute(work);
            return true;
        } catch (RejectedExecutionException e) {
            LOG.debug("The threads have ended: their users have stopped");
            return false;
        }
    }

    /** Starts the action after this time, unless the timer has ended: then no user is left. */
    public Future<?> after(Duration time, Runnable action) {
        try {
            return timer.schedule(action, time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.completedFuture(null);
        }
    }

    /** Tries again a second later: the system may be unable to create a thread at the moment. */
    public void retry(Runnable action) {
        after(Duration.ofSeconds(1), action);
    }

    /**
     * Runs the work on a thread of the executor, or on this one if its threads have ended: work
     * that a future depends on must not be lost.
     */
    static void run(Executor executor, Runnable work) {
        try {
            executor.execute(work);
        } catch (Exception | Error e) {
            work.run();
        }
    }
}
