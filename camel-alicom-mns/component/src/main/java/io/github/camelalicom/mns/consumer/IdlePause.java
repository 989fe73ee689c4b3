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

/**
 * Calms a receiver whose long polls come back empty at once, because the server caps them or the
 * user switched waiting off: pauses that grow up to eleven seconds, so at most six polls a minute.
 * The first poll that waits, or brings something, ends it. Used by one thread.
 */
final class IdlePause {

    private static final Duration FIRST = Duration.ofMillis(250);
    private static final Duration MOST = Duration.ofSeconds(11);
    private static final Duration PATIENT = Duration.ofSeconds(1);

    private Duration next = Duration.ZERO;

    /**
     * Counts an empty receive.
     *
     * @param took how long the service held it
     * @param wait how long it was asked to
     * @return how long to rest before the next
     */
    Duration afterEmpty(Duration took, Duration wait) {
        Duration patient = wait.compareTo(PATIENT) < 0 ? wait.dividedBy(2) : PATIENT.dividedBy(2);
        if (!wait.isZero() && took.compareTo(patient) >= 0) {
            reset();
            return Duration.ZERO;
        }
        next = next.isZero() ? FIRST : next.multipliedBy(2);
        if (next.compareTo(MOST) > 0) {
            next = MOST;
        }
        return next;
    }

    void reset() {
        next = Duration.ZERO;
    }
}
