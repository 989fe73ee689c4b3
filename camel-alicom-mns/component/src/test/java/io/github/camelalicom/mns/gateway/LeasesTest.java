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
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A lease counts from when the service began it, however late the answer is read. */
class LeasesTest {

    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration WAIT = Duration.ofSeconds(30);

    /** The service's clock, hours away from ours. */
    private static final Instant EPOCH = Instant.parse("2026-11-22T12:00:00Z");

    private final AtomicLong time = new AtomicLong();
    private final Leases leases = new Leases(time::get);

    @Test
    void anAnswerInTimeLeavesTheWholeLease() {
        assertThat(firstReceive(seconds(3), seconds(3), WAIT)).isEqualTo(LEASE);
    }

    @Test
    void whatTheAnswerTookBeyondTheWaitIsGone() {
        // sent, begun and written at once, read after forty seconds
        assertThat(firstReceive(seconds(0), seconds(40), WAIT)).isEqualTo(seconds(20));
    }

    @Test
    void withoutAWaitItCountsFromSending() {
        assertThat(firstReceive(seconds(0), seconds(5), Duration.ZERO)).isEqualTo(seconds(25));
    }

    @Test
    void aLateAnswerIsNoticedByEarlierOnesThatWereInTime() {
        firstReceive(seconds(2), seconds(2), WAIT);

        assertThat(firstReceive(seconds(1), seconds(13), WAIT)).isEqualTo(seconds(18));
    }

    @Test
    void anExpiredLeaseIsReportedAsExpired() {
        firstReceive(seconds(2), seconds(2), WAIT);

        assertThat(firstReceive(seconds(1), seconds(35), Duration.ofSeconds(20)))
                .isEqualTo(seconds(-4));
    }

    @Test
    void anEarlierAnswerByItsDateCountsForMessagesThatAreRedelivered() {
        redelivered(seconds(2), seconds(2));

        // the Date may be one second early, so that one second of the delay is not certain
        assertThat(redelivered(seconds(1), seconds(13))).isBetween(seconds(18), seconds(19));
    }

    @Test
    void aDelayIsNeverLongerThanTheRequestTook() {
        firstReceive(seconds(2), seconds(2), WAIT);
        // the service sets its clock back by a minute
        time.addAndGet(seconds(60).toNanos());
        Instant began = EPOCH.plus(now()).minusSeconds(60);
        long sent = time.get() - seconds(1).toNanos();

        assertThat(leases.from(began, began.plus(LEASE), reply(began, sent), WAIT))
                .isEqualTo(LEASE);
    }

    @Test
    void aDriftingClockIsForgotten() {
        firstReceive(seconds(0), seconds(0), WAIT);
        for (int minute = 0; minute < 60; minute++) {
            time.addAndGet(seconds(60).toNanos());
            // ten milliseconds a minute, in answers of long polls
            Instant began = EPOCH.plus(now()).minusMillis(10L * minute);
            long sent = time.get() - seconds(10).toNanos();
            leases.from(began, began.plus(LEASE), reply(began, sent), WAIT);
        }
        Instant began = EPOCH.plus(now()).minusMillis(600);
        long sent = time.get() - seconds(10).toNanos();

        assertThat(leases.from(began, began.plus(LEASE), reply(began, sent), WAIT))
                .isGreaterThan(LEASE.minusMillis(250));
    }

    @Test
    void anExtensionCountsFromWhenItWasAskedFor() {
        MnsResponse reply = reply(EPOCH, time.get());
        time.addAndGet(seconds(5).toNanos());

        assertThat(leases.extended(seconds(60), null, reply)).isEqualTo(seconds(55));
        assertThat(leases.extended(seconds(60), EPOCH.plusSeconds(60), reply))
                .isBetween(seconds(53), seconds(55));
    }

    @Test
    void anExtensionIsNeverLongerThanAskedFor() {
        assertThat(leases.extended(seconds(60), EPOCH.plusSeconds(90), reply(EPOCH, time.get())))
                .isEqualTo(seconds(60));
    }

    /** Sent now; begun and read so much later. */
    private Duration firstReceive(Duration begun, Duration read, Duration wait) {
        Instant began = EPOCH.plus(now()).plus(begun);
        MnsResponse reply = reply(began, time.get());
        time.addAndGet(read.toNanos());
        Duration lease = leases.from(began, began.plus(LEASE), reply, wait);
        leases.note(reply);
        return lease;
    }

    private Duration redelivered(Duration begun, Duration read) {
        Instant began = EPOCH.plus(now()).plus(begun);
        MnsResponse reply = reply(began, time.get());
        time.addAndGet(read.toNanos());
        Duration lease = leases.until(began.plus(LEASE), reply, WAIT);
        leases.note(reply);
        return lease;
    }

    private Duration now() {
        return Duration.ofNanos(time.get());
    }

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    private static MnsResponse reply(Instant date, long sentAt) {
        return new MnsResponse(200, new byte[0], date, sentAt);
    }
}
