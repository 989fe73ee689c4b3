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
package io.github.camelalicom.mns.emulator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The emulator's time: the machine's time plus the duration by which a test has advanced it.
 * Leases, long polls, delayed messages and tokens follow it; threads that wait for one of them are
 * woken when it changes.
 */
public final class EmulatorClock implements InstantSource {

    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

    private final InstantSource machine;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private Duration ahead = Duration.ZERO;
    private Instant frozenAt;

    EmulatorClock(InstantSource machine) {
        this.machine = machine;
    }

    /** The current time in whole milliseconds, the resolution of the services. */
    @Override
    public synchronized Instant instant() {
        Instant base = frozenAt == null ? machine.instant() : frozenAt;
        return base.plus(ahead).truncatedTo(ChronoUnit.MILLIS);
    }

    /**
     * Advances the time.
     *
     * @param step 0 or more, up to the end of the year 9999: the services write years in four
     *     digits
     * @throws IllegalArgumentException when it is out of range
     */
    public void advance(Duration step) {
        synchronized (this) {
            ahead = checked(step);
        }
        notifyListeners();
    }

    private Duration checked(Duration step) {
        boolean inRange = Ranges.isBetween(step, Duration.ZERO, Duration.between(instant(), LAST));
        Ranges.check(inRange, "advance", step, "0 or more, up to the year 9999");
        return ahead.plus(step);
    }

    /** Stops the time; afterwards only {@link #advance} changes it. */
    public synchronized void freeze() {
        if (frozenAt == null) {
            frozenAt = machine.instant();
        }
    }

    /**
     * Returns to the machine's time. Long polls that began at a later time end. Leases keep their
     * end, which may be hours ahead then; {@link AlicomEmulator#reset} removes their messages, too.
     */
    public void reset() {
        synchronized (this) {
            ahead = Duration.ZERO;
            frozenAt = null;
        }
        notifyListeners();
    }

    void onMove(Runnable listener) {
        listeners.add(listener);
    }

    private void notifyListeners() {
        listeners.forEach(Runnable::run);
    }
}
