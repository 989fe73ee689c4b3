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
 * What one worker does at present: deliveries in the route, on this thread. The thread belongs to a
 * pool that others use too, so it is interrupted only while it is at this task.
 */
final class RoutingTask {

    private final List<Delivery> deliveries;
    private final long deadline;
    private final Thread thread = Thread.currentThread();

    // guarded by this
    private boolean over;
    private boolean givenUp;

    /**
     * @param deadline when it has taken so long that it counts as blocked, on the engine's clock
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

    /** Interrupts its thread, except one that stops its own consumer. */
    synchronized void interrupt() {
        if (!over && thread != Thread.currentThread()) {
            thread.interrupt();
        }
    }

    /**
     * Counts it as blocked.
     *
     * @return whether it was neither over nor blocked before
     */
    synchronized boolean giveUp() {
        boolean atWork = !over && !givenUp;
        givenUp = true;
        return atWork;
    }

    /**
     * The thread has returned.
     *
     * @return whether it was not counted as blocked
     */
    synchronized boolean end() {
        over = true;
        return !givenUp;
    }
}
