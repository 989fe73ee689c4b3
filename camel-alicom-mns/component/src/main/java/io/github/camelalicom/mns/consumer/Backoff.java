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
import java.util.function.DoubleSupplier;

/**
 * Exponential wait with full jitter: many consumers that failed together do not come back together.
 * Not thread-safe; its owner guards it.
 */
final class Backoff {

    private static final int MOST_DOUBLINGS = 30;

    private final Duration first;
    private final Duration most;
    private final DoubleSupplier random;
    private int failures;

    /**
     * @param random 0 to below 1
     */
    Backoff(Duration first, Duration most, DoubleSupplier random) {
        this.first = first;
        this.most = most;
        this.random = random;
    }

    /** The next wait, longer on average than the one before. */
    long nextNanos() {
        return nextNanos(most);
    }

    /** As {@link #nextNanos()}, but not longer than this either. */
    long nextNanos(Duration atMost) {
        double doubled = (double) first.toNanos() * (1L << Math.min(failures, MOST_DOUBLINGS));
        double ceiling = Math.min(doubled, Math.min(most.toNanos(), atMost.toNanos()));
        failures++;
        return (long) (ceiling * (1 - random.getAsDouble()));
    }

    void reset() {
        failures = 0;
    }
}
