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
 * How long a lease lasts from now. It counts from when the service began it: before the answer was
 * written, and long before it is read when the network is slow or the JVM paused.
 */
final class Leases {

    /** Assumed where the service does not say: the default of a queue. */
    static final Duration USUAL = Duration.ofSeconds(30);

    private static final Duration LONGEST = Duration.ofHours(12);

    /**
     * The Date header is cut to the second: it may have been almost one second later. A lease that
     * is taken for shorter than it is costs nothing; one that is taken for longer causes double
     * work.
     */
    private static final Duration DATE_RESOLUTION = Duration.ofSeconds(1);

    private static final Duration SHORTEST = Duration.ofMillis(500);

    /** Negating a duration costs a division of long numbers, too much for each message. */
    private static final Duration LONGEST_OVERDUE = SHORTEST.negated();

    private final LongSupplier nanoTime;
    // two clocks, since they are kept by different machines
    private final ServerClock dates;
    private final ServerClock receives;

    Leases(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.dates = new ServerClock(nanoTime);
        this.receives = new ServerClock(nanoTime);
    }

    /** Notes an answer; to be called after its leases were calculated. */
    void note(MnsResponse reply) {
        if (reply.serverTime() != null) {
            dates.note(reply.serverTime(), reply.sentAt());
        }
    }

    /**
     * The lease of a first receive, whose begin the service reports to the millisecond.
     *
     * @param wait how long the service was allowed to hold the request
     */
    Duration from(Instant began, Instant end, MnsResponse reply, Duration wait) {
        receives.note(began, reply.sentAt());
        return plausible(Duration.between(began, end))
                .minus(
                        Durations.longer(
                                overdue(reply, wait), receives.since(began, reply.sentAt())));
    }

    /** The lease of any other receive, of which at most the end is known. */
    Duration until(Instant end, MnsResponse reply, Duration wait) {
        if (end == null) {
            return USUAL.minus(sinceDate(reply, wait));
        } else if (reply.serverTime() == null) {
            return plausible(Duration.between(Instant.now(), end));
        }
        Instant answered = reply.serverTime().plus(DATE_RESOLUTION);
        return plausible(Duration.between(answered, end)).minus(sinceDate(reply, wait));
    }

    /** The lease after an extension, which began when the request was sent or later. */
    Duration extended(Duration by, Instant end, MnsResponse reply) {
        Duration least = by.minus(elapsed(reply));
        if (end == null) {
            return least;
        }
        Duration until = until(end, reply, Duration.ZERO);
        return Durations.shorter(until, by);
    }

    private Duration sinceDate(MnsResponse reply, Duration wait) {
        Duration since =
                reply.serverTime() == null
                        ? null
                        : dates.since(reply.serverTime().plus(DATE_RESOLUTION), reply.sentAt());
        return since == null ? overdue(reply, wait) : since;
    }

    /** What the answer certainly took beyond the wait. */
    private Duration overdue(MnsResponse reply, Duration wait) {
        return Durations.longer(elapsed(reply).minus(wait), Duration.ZERO);
    }

    private Duration elapsed(MnsResponse reply) {
        return Duration.ofNanos(nanoTime.getAsLong() - reply.sentAt());
    }

    /** A lease that no queue allows was misread, or counted by a wrong clock. */
    private static Duration plausible(Duration lease) {
        if (lease.compareTo(LONGEST_OVERDUE) < 0 || lease.compareTo(LONGEST) > 0) {
            return USUAL;
        }
        return Durations.longer(lease, SHORTEST);
    }
}
