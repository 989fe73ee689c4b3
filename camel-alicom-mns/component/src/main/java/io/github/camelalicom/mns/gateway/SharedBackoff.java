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
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * A pause after a failure, during which none of many callers makes an attempt; it grows with each
 * failure. Safe for many threads.
 */
public final class SharedBackoff {

    private final Duration first;
    private final Duration max;
    private final DoubleSupplier jitter;
    private final LongSupplier nanoTime;

    // guarded by this
    private int failures;
    private boolean pausing;
    private long pauseEnd;

    private volatile boolean failing;

    /**
     * @param jitter the share of each pause that is left out: 0 to below 1
     */
    public SharedBackoff(
            Duration first, Duration max, DoubleSupplier jitter, LongSupplier nanoTime) {
        this.first = first;
        this.max = max;
        this.jitter = jitter;
        this.nanoTime = nanoTime;
    }

    /** With full jitter. */
    public SharedBackoff(Duration first, Duration max, LongSupplier nanoTime) {
        this(first, max, Backoff::full, nanoTime);
    }

    /** A call failed. A call that fails during a pause began earlier, and does not prolong it. */
    public synchronized void failed(Duration atMost) {
        failing = true;
        if (left() == 0) {
            pausing = true;
            Duration most = Durations.shorter(max, atMost);
            pauseEnd =
                    nanoTime.getAsLong()
                            + Backoff.nanos(first, most, failures++, jitter.getAsDouble());
        }
    }

    /** A call succeeded: there is no pause, and the next one is short again. */
    public synchronized void succeeded() {
        failing = false;
        reset();
    }

    /** There is no pause, and the next one is short again; whether calls fail is not known. */
    public synchronized void reset() {
        pausing = false;
        failures = 0;
    }

    /** Whether the last call failed, also when the pause after it is over. */
    public boolean failing() {
        return failing;
    }

    /** The rest of the pause, in nanoseconds; 0 when there is none. */
    public synchronized long left() {
        long left = pausing ? pauseEnd - nanoTime.getAsLong() : 0;
        pausing = left > 0;
        return pausing ? left : 0;
    }
}
