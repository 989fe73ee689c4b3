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

import java.util.List;

/**
 * Deliveries that one worker has handed to the route, on this thread. The thread belongs to a
 * shared pool, so it is interrupted only while it runs this task.
 */
final class RoutingTask {

    private final List<Delivery> deliveries;
    private final long deadline;
    private final Thread thread = Thread.currentThread();

    // guarded by this
    private boolean ended;
    private boolean blocked;

    /**
     * @param deadline when the task counts as blocked, on the engine's clock
     */
    RoutingTask(List<Delivery> deliveries, long deadline) {
        this.deliveries = deliveries;
        this.deadline = deadline;
    }

    List<Delivery> deliveries() {
        return deliveries;
    }

    Thread thread() {
        return thread;
    }

    long deadline() {
        return deadline;
    }

    /** Interrupts the thread, unless it is the one that stops the consumer. */
    synchronized void interrupt() {
        if (!ended && thread != Thread.currentThread()) {
            thread.interrupt();
        }
    }

    /**
     * Counts the task as blocked.
     *
     * @return false when it has ended, or was blocked before
     */
    synchronized boolean block() {
        boolean running = !ended && !blocked;
        blocked = true;
        return running;
    }

    synchronized boolean isBlocked() {
        return blocked;
    }

    /**
     * The call into the route has returned.
     *
     * @return whether the task was not counted as blocked
     */
    synchronized boolean end() {
        ended = true;
        return !blocked;
    }
}
