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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.camelalicom.mns.gateway.MnsException.Kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

class FailureTrackerTest {

    private final List<String> reports = new ArrayList<>();
    private long now;
    private final FailureTracker failures =
            new FailureTracker(
                    "Receiving", (message, cause) -> reports.add(cause.getMessage()), () -> now);

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
    void isReportedAgainAfterARecovery() {
        fail(Kind.UNAVAILABLE, 5);
        failures.recovered();
        fail(Kind.UNAVAILABLE, 5);

        assertThat(reports).hasSize(2);
    }

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
