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
import java.util.function.BooleanSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.camelalicom.mns.gateway.Threads;

/**
 * Up to so many worker threads that repeat a step while there is work, and none when there is not.
 * Code that adds work calls {@link #wake} afterwards. A thread checks for work under the same lock
 * under which it leaves, so that no work is overlooked.
 */
final class WorkerSlots {

    private static final Logger LOG = LoggerFactory.getLogger(WorkerSlots.class);

    private final Threads threads;
    private final int size;
    private final BooleanSupplier ready;
    private final Runnable step;

    // guarded by this: a thread is active before it is a member
    private int active;
    private final Set<Thread> members = new HashSet<>();

    WorkerSlots(Threads threads, int size, BooleanSupplier ready, Runnable step) {
        this.threads = threads;
        this.size = size;
        this.ready = ready;
        this.step = step;
    }

    /** Starts up to so many more threads, while there is work and a slot is free. */
    void wake(int most) {
        for (int left = most; left > 0 && reserve(); left--) {
            start();
        }
    }

    private synchronized boolean reserve() {
        boolean wanted = active < size && ready.getAsBoolean();
        active += wanted ? 1 : 0;
        return wanted;
    }

    private void start() {
        try {
            if (!Threads.start(threads.workers(), this::work)) {
                left();
            }
        } catch (RuntimeException | Error e) {
            left();
            LOG.error("ALICOM-320 No worker thread could be started; retrying in 1 s", e);
            threads.retry(() -> wake(1));
        }
    }

    /** Frees the slot of a blocked thread. If that thread returns after all, it leaves. */
    void replace(Thread blocked) {
        synchronized (this) {
            if (!members.remove(blocked)) {
                return;
            }
            active--;
        }
        wake(1);
    }

    private void work() {
        enter();
        while (hasNext()) {
            // an interrupt that the last step left behind is not meant for the next one
            Thread.interrupted();
            try {
                step.run();
            } catch (RuntimeException | Error e) {
                LOG.error("ALICOM-321 Unexpected error in a worker; it continues", e);
            }
        }
    }

    private synchronized void enter() {
        members.add(Thread.currentThread());
    }

    /** Whether this thread runs another step; if not, it has left. */
    private synchronized boolean hasNext() {
        if (!members.contains(Thread.currentThread())) {
            return false;
        }
        if (ready.getAsBoolean() && !threads.workers().isShutdown()) {
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
