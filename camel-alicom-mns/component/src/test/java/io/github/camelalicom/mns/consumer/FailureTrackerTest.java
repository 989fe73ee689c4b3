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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.camelalicom.mns.LogCapture;
import io.github.camelalicom.mns.gateway.MnsException.Kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

class FailureTrackerTest {

    @RegisterExtension final LogCapture log = new LogCapture();

    private final List<String> reports = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();
    private long now;
    private final FailureTracker failures =
            new FailureTracker("Receiving", this::report, () -> now);

    private void report(String message, Throwable cause) {
        reports.add(cause.getMessage());
        lines.add(message.substring(0, "ALICOM-301".length()));
    }

    @Test
    void isReportedOnceHoweverLongItLasts() {
        fail(Kind.UNAVAILABLE, 50);

        assertThat(reports).containsExactly("scripted UNAVAILABLE");
    }

    @Test
    void isReportedAgainWhenItChanges() {
        fail(Kind.UNAVAILABLE, 5);
        fail(Kind.DENIED, 5);

        assertThat(reports).containsExactly("scripted UNAVAILABLE", "scripted DENIED");
    }

    @Test
    void isReportedAgainAMinuteAfterARecovery() {
        fail(Kind.UNAVAILABLE, 5);
        failures.recovered();
        pass(Duration.ofMinutes(1));
        fail(Kind.UNAVAILABLE, 5);

        assertThat(reports).hasSize(2);
        assertThat(lines).containsExactly("ALICOM-301", "ALICOM-301");
    }

    // failures that alternate with successes

    @Test
    void failuresThatAlternateWithSuccessesAreSummarisedOnceAMinute() {
        alternate(Kind.UNAVAILABLE, Duration.ofSeconds(185));

        assertThat(lines).containsExactly("ALICOM-301", "ALICOM-332", "ALICOM-332", "ALICOM-332");
        assertThat(recoveries()).isEqualTo(1);
    }

    @Test
    void theSummaryHasTheNumberTheTimeAndTheLastFailure() {
        List<String> texts = new ArrayList<>();
        FailureTracker tracker =
                new FailureTracker("Receiving", (message, e) -> texts.add(message), () -> now);
        for (int i = 0; i < 4; i++) {
            tracker.failed(ScriptedQueue.failure(Kind.THROTTLED));
            tracker.recovered();
            pass(Duration.ofSeconds(10));
        }
        pass(Duration.ofSeconds(30));

        tracker.recovered();

        assertThat(texts)
                .endsWith(
                        "ALICOM-332 Receiving failed 3 times in the last 70 s, and is tried again"
                                + " each time");
        pass(Duration.ofMinutes(2));
        tracker.recovered();
        assertThat(texts).as("nothing is left to report").hasSize(2);
    }

    @Test
    void theSummaryIsReportedByASuccessWhenNoFailureFollows() {
        fail(Kind.UNAVAILABLE, 1);
        failures.recovered();
        fail(Kind.UNAVAILABLE, 1);
        failures.recovered();
        pass(Duration.ofSeconds(59));
        failures.recovered();
        assertThat(lines).containsExactly("ALICOM-301");

        pass(Duration.ofSeconds(1));
        failures.recovered();

        assertThat(lines).containsExactly("ALICOM-301", "ALICOM-332");
        assertThat(reports).containsOnly("scripted UNAVAILABLE");
    }

    @Test
    void anOutageThatLastsIsReportedWithinSecondsAndSoIsItsEnd() {
        alternate(Kind.UNAVAILABLE, Duration.ofSeconds(20));
        assertThat(lines).containsExactly("ALICOM-301");

        for (int i = 0; i < 600; i++) {
            fail(Kind.UNAVAILABLE, 1);
            pass(Duration.ofMillis(500));
            assertThat(lines).hasSize(i < 10 ? 1 : 2);
        }
        failures.recovered();
        alternate(Kind.UNAVAILABLE, Duration.ofSeconds(59));

        assertThat(lines).containsExactly("ALICOM-301", "ALICOM-301");
        assertThat(recoveries()).isEqualTo(2);
        assertThat(log.text()).contains("works again, after 600 failures in 300 s");
    }

    @Test
    void anotherKindIsReportedAtOnce() {
        alternate(Kind.UNAVAILABLE, Duration.ofSeconds(20));

        fail(Kind.DENIED, 1);

        assertThat(reports).containsExactly("scripted UNAVAILABLE", "scripted DENIED");
        assertThat(lines).containsOnly("ALICOM-301");
    }

    @Test
    void kindsThatAlternateInAnOutageAreReportedOnceAMinuteEach() {
        for (int i = 0; i < 1_190; i++) {
            fail(i % 2 == 0 ? Kind.UNAVAILABLE : Kind.THROTTLED, 1);
            pass(Duration.ofMillis(100));
        }

        assertThat(reports)
                .containsExactly(
                        "scripted UNAVAILABLE",
                        "scripted THROTTLED",
                        "scripted UNAVAILABLE",
                        "scripted THROTTLED");
        assertThat(lines).containsOnly("ALICOM-301");
    }

    @Test
    void aFailureThatIsNotReportedIsStillCurrentAndItsRecoveryActsOn() {
        AtomicInteger recovered = new AtomicInteger();
        failures.onRecovery(recovered::incrementAndGet);
        fail(Kind.UNAVAILABLE, 1);
        failures.recovered();

        fail(Kind.UNAVAILABLE, 2);

        assertThat(reports).hasSize(1);
        assertThat(failures.failure().orElseThrow().failures()).isEqualTo(2);
        assertThat(failures.lastFailure()).isPresent();
        failures.recovered();
        assertThat(failures.failure()).isEmpty();
        assertThat(recovered).hasValue(2);
    }

    @Test
    void aFailureThatOnlyTheCallerGotIsNotFollowedByALineAboutItsEnd() {
        failures.count(ScriptedQueue.failure(Kind.UNAVAILABLE));

        failures.recovered();

        assertThat(recoveries()).isZero();
    }

    private void alternate(Kind kind, Duration time) {
        for (long end = now + time.toNanos(); now < end; pass(Duration.ofMillis(100))) {
            fail(kind, 1);
            failures.recovered();
        }
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    private long recoveries() {
        return log.text().lines().filter(line -> line.contains("ALICOM-302")).count();
    }

    // what is current

    @Test
    void isNotReportedWhenTheQueueWasClosed() {
        fail(Kind.CLOSED, 1);

        assertThat(reports).isEmpty();
        assertThat(failures.failure()).isEmpty();
    }

    @Test
    void isCurrentUntilTheCallWorksAgain() {
        fail(Kind.NO_SUCH_QUEUE, 2);
        now = Duration.ofSeconds(35).toNanos();
        fail(Kind.NO_SUCH_QUEUE, 1);
        now = Duration.ofSeconds(7_000).toNanos();

        assertThat(failures.failure().orElseThrow().sentence())
                .isEqualTo("Receiving has failed for 35 s (3 attempts): scripted NO_SUCH_QUEUE");
        failures.recovered();
        assertThat(failures.failure()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"DENIED", "TOKEN", "NO_SUCH_QUEUE", "REJECTED"})
    void aPermanentFailureNeedsAttentionAtOnce(Kind kind) {
        fail(kind, 1);

        assertThat(failures.failure().orElseThrow().needsAttention()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"UNAVAILABLE", "THROTTLED", "TOKEN_UNAVAILABLE"})
    void aTemporaryFailureNeedsAttentionAfterAMinute(Kind kind) {
        fail(kind, 1);
        now = Duration.ofSeconds(59).toNanos();
        fail(kind, 1);
        assertThat(failures.failure().orElseThrow().needsAttention()).isFalse();

        now = Duration.ofSeconds(60).toNanos();
        fail(kind, 1);

        assertThat(failures.failure().orElseThrow().needsAttention()).isTrue();
    }

    @Test
    void survivesAReporterThatFails() {
        FailureTracker fragile =
                new FailureTracker(
                        "Receiving",
                        (message, cause) -> {
                            throw new IllegalStateException("on purpose");
                        },
                        () -> 0);

        assertThatCode(() -> fragile.failed(ScriptedQueue.failure(Kind.UNAVAILABLE)))
                .doesNotThrowAnyException();
    }

    private void fail(Kind kind, int times) {
        for (int i = 0; i < times; i++) {
            failures.failed(ScriptedQueue.failure(kind));
        }
    }
}
