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

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Runs one task at the earliest instant that anyone has asked for, and forgets later ones: the task
 * is to look around and ask again.
 */
final class Alarm {

    private final ScheduledExecutorService timer;
    private final Runnable task;
    private final LongSupplier nanoTime;

    // guarded by this
    private boolean set;
    private long setFor;

    /**
     * @param task runs on the timer's thread, and must not block it
     */
    Alarm(ScheduledExecutorService timer, Runnable task, LongSupplier nanoTime) {
        this.timer = timer;
        this.task = task;
        this.nanoTime = nanoTime;
    }

    /** Asks for the task to run at this instant, or sooner. */
    synchronized void by(long at) {
        if (set && setFor - at <= 0) {
            return;
        }
        set = true;
        setFor = at;
        long delay = Math.max(0, at - nanoTime.getAsLong());
        try {
            timer.schedule(() -> ring(at), delay, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            // the consumer has stopped: the queue's lease is all that is left
            set = false;
        }
    }

    private void ring(long at) {
        synchronized (this) {
            if (set && setFor == at) {
                set = false;
            }
        }
        task.run();
    }
}
