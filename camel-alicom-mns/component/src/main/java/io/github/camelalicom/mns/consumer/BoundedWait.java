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
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Waits for a condition at stop. An interrupt shortens the wait and does not end it: Camel
 * interrupts when its shutdown timeout is over, and finished messages should still be deleted.
 */
final class BoundedWait {

    /** What remains of a wait after an interrupt: time to flush pending deletes. */
    static final Duration FLUSH_GRACE = Duration.ofSeconds(2);

    private BoundedWait() {}

    /**
     * Waits with the monitor held, which each change notifies.
     *
     * @return whether it is done
     */
    static boolean await(Object monitor, BooleanSupplier done, Duration limit) {
        boolean interrupted = false;
        long end = System.nanoTime() + limit.toNanos();
        long left = limit.toNanos();
        while (!done.getAsBoolean() && left > 0) {
            try {
                TimeUnit.NANOSECONDS.timedWait(monitor, left);
            } catch (InterruptedException e) {
                long graceEnd = System.nanoTime() + FLUSH_GRACE.toNanos();
                end = interrupted || end - graceEnd < 0 ? end : graceEnd;
                interrupted = true;
            }
            left = end - System.nanoTime();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return done.getAsBoolean();
    }
}
