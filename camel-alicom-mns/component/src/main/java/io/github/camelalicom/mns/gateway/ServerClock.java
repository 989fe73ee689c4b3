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
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * How late an answer is, by a time that the service wrote into it. The local clock and the
 * service's may differ by any constant: the smallest difference of many answers belongs to the
 * fastest one, and the excess of another is its delay.
 *
 * <p>The smallest difference of the last minutes counts, since clocks drift; and a service that
 * sets its clock is noticed by a delay that is longer than the whole request took.
 */
final class ServerClock {

    private static final long MEMORY = Duration.ofMinutes(10).toNanos();

    private final LongSupplier nanoTime;
    private final long origin;

    // guarded by this
    private long periodBegan;
    private Long min;
    private Long minBefore;

    ServerClock(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.origin = nanoTime.getAsLong();
        this.periodBegan = origin;
    }

    /**
     * Notes a time of the service, read just now.
     *
     * @param sentAt when the request was sent, by the clock of this object
     */
    synchronized void note(Instant written, long sentAt) {
        long now = nanoTime.getAsLong();
        if (now - periodBegan >= MEMORY) {
            minBefore = min;
            min = null;
            periodBegan = now;
        }
        long difference = difference(written, now);
        Long present = present();
        if (present != null && difference - (now - sentAt) > present) {
            // later than the request: the service's clock was set back
            minBefore = null;
            min = difference;
        } else if (min == null || difference < min) {
            min = difference;
        }
    }

    /** The delay since the service wrote this time; null before anything was noted. */
    synchronized Duration since(Instant written, long sentAt) {
        Long present = present();
        if (present == null) {
            return null;
        }
        long now = nanoTime.getAsLong();
        long delay = difference(written, now) - present;
        return Duration.ofNanos(Math.max(0, Math.min(delay, now - sentAt)));
    }

    private Long present() {
        if (min == null || minBefore == null) {
            return min == null ? minBefore : min;
        }
        return Math.min(min, minBefore);
    }

    private long difference(Instant written, long now) {
        return now - origin - saturated(written);
    }

    /** Far from any real time an instant has no count of nanoseconds. */
    private static long saturated(Instant written) {
        long seconds =
                Math.max(-4_000_000_000L, Math.min(4_000_000_000L, written.getEpochSecond()));
        return seconds * 1_000_000_000L + written.getNano();
    }
}
