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
 * Calms a receiver whose long polls come back empty before their time, because the server caps them
 * or the user switched waiting off: pauses that grow until a poll and its pause take eleven seconds
 * together, so at most six polls a minute. The first poll that waits as long as it was asked to, or
 * brings something, ends it. Used by one thread.
 */
final class IdleBackoff {

    private static final Duration FIRST = Duration.ofMillis(250);
    private static final Duration CALM = Duration.ofSeconds(11);

    /** What a poll may come back early by, and still have waited: services count in seconds. */
    private static final Duration TOLERANCE = Duration.ofMillis(500);

    private final Backoff backoff = new Backoff(FIRST, CALM, () -> 0);

    /**
     * Counts an empty receive.
     *
     * @param took how long the service held it
     * @param wait how long it was asked to
     * @return how long to rest before the next
     */
    Duration afterEmpty(Duration took, Duration wait) {
        if (took.compareTo(enough(wait)) >= 0) {
            reset();
            return Duration.ZERO;
        }
        return shorter(Duration.ofNanos(backoff.nextNanos()), CALM.minus(took));
    }

    void reset() {
        backoff.reset();
    }

    private static Duration enough(Duration wait) {
        return wait.isZero()
                ? CALM
                : shorter(CALM, wait.minus(shorter(TOLERANCE, wait.dividedBy(4))));
    }
}
