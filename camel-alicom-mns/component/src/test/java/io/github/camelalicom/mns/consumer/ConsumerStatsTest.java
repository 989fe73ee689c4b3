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
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.github.camelalicom.mns.gateway.ReceivedMessage;

import static org.assertj.core.api.Assertions.assertThat;

class ConsumerStatsTest {

    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final Duration LEASE = Duration.ofSeconds(30);

    private final List<String> heard = new ArrayList<>();
    private long now;
    private final ConsumerStats timings =
            new ConsumerStats(
                    new ConsumerStats.Listener() {
                        @Override
                        public void begun(long lagNanos) {
                            heard.add("lag " + Duration.ofNanos(lagNanos));
                        }

                        @Override
                        public void deleted(long leaseLeftNanos) {
                            heard.add("left " + Duration.ofNanos(leaseLeftNanos));
                        }
                    },
                    () -> now,
                    InstantSource.fixed(NOW));

    @Test
    void theLagIsFromTheQueueToTheRoute() {
        timings.begun(delivery(NOW.minusMillis(200), 1));
        timings.begun(delivery(NOW.minusMillis(400), 1));

        assertThat(timings.lag())
                .isEqualTo(
                        new DurationSummary(
                                2,
                                Duration.ofMillis(200),
                                Duration.ofMillis(300),
                                Duration.ofMillis(400)));
        assertThat(heard).containsExactly("lag PT0.2S", "lag PT0.4S");
    }

    @Test
    void aClockThatIsBehindMakesNoNegativeLag() {
        timings.begun(delivery(NOW.plusSeconds(3), 1));

        assertThat(timings.lag().max()).isZero();
        assertThat(timings.lag().count()).isEqualTo(1);
    }

    @Test
    void redeliveriesAndMessagesWithoutATimeDoNotCount() {
        timings.begun(delivery(NOW.minusSeconds(90), 2));
        timings.begun(delivery(null, 1));

        assertThat(timings.lag())
                .isEqualTo(new DurationSummary(0, Duration.ZERO, Duration.ZERO, Duration.ZERO));
        assertThat(heard).isEmpty();
    }

    @Test
    void theMarginIsWhatIsLeftOfTheLease() {
        Delivery delivery = delivery(NOW, 1);
        now = Duration.ofSeconds(12).toNanos();
        timings.deleted(delivery);
        now = Duration.ofSeconds(31).toNanos();
        timings.deleted(delivery);

        assertThat(timings.margin())
                .isEqualTo(
                        new DurationSummary(
                                2, Duration.ZERO, Duration.ofSeconds(9), Duration.ofSeconds(18)));
        assertThat(heard).containsExactly("left PT18S", "left PT0S");
    }

    /** Else the message would be left, or its place never be free again. */
    @Test
    void aListenerThatFailsAffectsNothingElse() {
        ConsumerStats failing =
                new ConsumerStats(
                        new ConsumerStats.Listener() {
                            @Override
                            public void begun(long lagNanos) {
                                throw new IllegalStateException("on purpose");
                            }

                            @Override
                            public void deleted(long leaseLeftNanos) {
                                throw new LinkageError("on purpose");
                            }
                        },
                        () -> now,
                        InstantSource.fixed(NOW));

        failing.begun(delivery(NOW.minusMillis(200), 1));
        failing.deleted(delivery(NOW, 1));

        assertThat(failing.lag().count()).isEqualTo(1);
        assertThat(failing.margin().count()).isEqualTo(1);
    }

    private static Delivery delivery(Instant enqueued, int dequeueCount) {
        return new Delivery(
                new ReceivedMessage(
                        "1", "h", "e30=", null, enqueued, null, null, dequeueCount, null, LEASE),
                0,
                new Delivery.Listener() {
                    @Override
                    public void finished(Delivery delivery, Outcome outcome) {}

                    @Override
                    public void ended(Delivery delivery, Delivery.State state) {}
                });
    }
}
