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
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;

/**
 * The time in which a service that failed is left alone by all who want the same of it: longer
 * after each further failure, and short again after a success.
 */
final class Pause {

    private final LongSupplier nanoTime;

    // guarded by this
    private final Backoff backoff;
    private boolean on;
    private long end;

    private volatile boolean failing;

    Pause(Duration first, Duration most, LongSupplier nanoTime) {
        this.backoff = new Backoff(first, most, () -> ThreadLocalRandom.current().nextDouble());
        this.nanoTime = nanoTime;
    }

    /** A call failed. During a pause it is one that began earlier, and tells nothing new. */
    synchronized void failed(Duration atMost) {
        failing = true;
        if (left() == 0) {
            on = true;
            end = nanoTime.getAsLong() + backoff.nextNanos(atMost);
        }
    }

    synchronized void succeeded() {
        failing = false;
        on = false;
        backoff.reset();
    }

    /** Whether the last call failed, also when the pause after it is over. */
    boolean failing() {
        return failing;
    }

    /** What is left of the pause, in nanoseconds; 0 when there is none. */
    synchronized long left() {
        long left = on ? end - nanoTime.getAsLong() : 0;
        on = left > 0;
        return on ? left : 0;
    }
}
