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
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/**
 * Exponential backoff with full jitter: callers that failed together do not try again together.
 * Safe for many threads.
 */
public final class Backoff {

    private static final int MAX_DOUBLINGS = 30;

    private final Duration first;
    private final Duration max;
    private final DoubleSupplier jitter;

    // guarded by this
    private int failures;

    /**
     * @param jitter the share of each delay that is left out: 0 to below 1
     */
    public Backoff(Duration first, Duration max, DoubleSupplier jitter) {
        this.first = first;
        this.max = max;
        this.jitter = jitter;
    }

    /** With full jitter. */
    public Backoff(Duration first, Duration max) {
        this(first, max, Backoff::full);
    }

    /** Jitter that may leave out all of a delay. */
    static double full() {
        return ThreadLocalRandom.current().nextDouble();
    }

    /** Jitter for a delay that also protects the service, so that at least half of it is kept. */
    static double upToHalf() {
        return ThreadLocalRandom.current().nextDouble(0.5);
    }

    /**
     * The delay in nanoseconds after so many earlier failures.
     *
     * @param jitter the share of it that is left out: 0 to below 1
     */
    static long nanos(Duration first, Duration max, int failures, double jitter) {
        double doubled = (double) first.toNanos() * (1L << Math.min(failures, MAX_DOUBLINGS));
        return (long) (Math.min(doubled, max.toNanos()) * (1 - jitter));
    }

    /** The next delay, longer on average than the one before. */
    public long nextNanos() {
        return nextNanos(max);
    }

    /** As {@link #nextNanos()}, but not longer than this either. */
    public synchronized long nextNanos(Duration atMost) {
        return nanos(first, Durations.shorter(max, atMost), failures++, jitter.getAsDouble());
    }

    /** The next delay is short again. */
    public synchronized void reset() {
        failures = 0;
    }
}
