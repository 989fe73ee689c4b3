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

import io.github.camelalicom.mns.gateway.Backoff;

import static io.github.camelalicom.mns.gateway.Durations.shorter;

/**
 * Slows down a receiver whose long polls return empty before their time, because the server caps
 * them or long polling is switched off: pauses grow until a poll and its pause take eleven seconds
 * together, so at most six polls a minute. The first poll that waits as long as requested, or
 * returns a message, ends them. Used by one thread.
 */
final class IdleBackoff {

    private static final Duration FIRST = Duration.ofMillis(250);
    private static final Duration MAX = Duration.ofSeconds(11);

    /** How early a poll may return and still count as a full wait: services count in seconds. */
    private static final Duration TOLERANCE = Duration.ofMillis(500);

    private final Backoff backoff = new Backoff(FIRST, MAX, () -> 0);

    /**
     * Counts an empty receive.
     *
     * @param took how long the service held it
     * @param wait how long it was requested to
     * @return how long to pause before the next
     */
    Duration afterEmpty(Duration took, Duration wait) {
        if (took.compareTo(enough(wait)) >= 0) {
            reset();
            return Duration.ZERO;
        }
        return shorter(Duration.ofNanos(backoff.nextNanos()), MAX.minus(took));
    }

    void reset() {
        backoff.reset();
    }

    private static Duration enough(Duration wait) {
        return wait.isZero()
                ? MAX
                : shorter(MAX, wait.minus(shorter(TOLERANCE, wait.dividedBy(4))));
    }
}
