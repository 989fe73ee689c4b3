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

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Up to so many threads that repeat a step while there is something to do, and none when there is
 * not. Whoever adds work calls {@link #wake()} afterwards; readiness is asked under the lock under
 * which a thread leaves, so that no work is overlooked.
 */
final class WorkerSlots {

    private static final Logger LOG = LoggerFactory.getLogger(WorkerSlots.class);

    private final ExecutorService executor;
    private final ScheduledExecutorService timer;
    private final int size;
    private final BooleanSupplier ready;
    private final Runnable step;

    // guarded by this: a thread is active before it is a member
    private int active;
    private final Set<Thread> members = new HashSet<>();

    /**
     * @param timer for another attempt when no thread is to be had
     */
    WorkerSlots(
            ExecutorService executor,
            ScheduledExecutorService timer,
            int size,
            BooleanSupplier ready,
            Runnable step) {
        this.executor = executor;
        this.timer = timer;
        this.size = size;
        this.ready = ready;
        this.step = step;
    }

    /** One more thread, if there is work and not all slots are taken. */
    void wake() {
        synchronized (this) {
            if (active == size || !ready.getAsBoolean()) {
                return;
            }
            active++;
        }
        try {
            executor.execute(this::work);
        } catch (RejectedExecutionException e) {
            left();
            LOG.debug("The threads are gone: the consumer has stopped");
        } catch (RuntimeException | Error e) {
            left();
            wakeLater(e);
        }
    }

    /** As many threads as there may be: after a pause there may be work for all of them. */
    void wakeAll() {
        for (int i = 0; i < size; i++) {
            wake();
        }
    }

    /** Such as: no native thread to be had. The caller has other things to do, and must do them. */
    private void wakeLater(Throwable cause) {
        LOG.error("No thread could be started; tried again in a second", cause);
        try {
            timer.schedule(this::wake, 1, TimeUnit.SECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("The timer is gone: the consumer has stopped");
        }
    }

    /**
     * Another thread takes the place of one that does not come back. Should that one come back
     * after all, it leaves.
     */
    void replace(Thread stuck) {
        synchronized (this) {
            if (!members.remove(stuck)) {
                return;
            }
            active--;
        }
        wake();
    }

    private void work() {
        enter();
        while (goOn()) {
            // whatever the last step's code did to the flag is not meant for the next
            Thread.interrupted();
            try {
                step.run();
            } catch (RuntimeException | Error e) {
                LOG.error("A step failed; the consumer goes on", e);
            }
        }
    }

    private synchronized void enter() {
        members.add(Thread.currentThread());
    }

    private synchronized boolean goOn() {
        if (!members.contains(Thread.currentThread())) {
            return false;
        }
        if (ready.getAsBoolean() && !executor.isShutdown()) {
            return true;
        }
        members.remove(Thread.currentThread());
        active--;
        return false;
    }

    private synchronized void left() {
        active--;
    }
}
