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
package io.github.camelalicom.mns.monitor;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import io.github.camelalicom.mns.consumer.Failure;
import io.github.camelalicom.mns.gateway.MnsException;
import io.github.camelalicom.mns.gateway.MnsException.Kind;
import io.github.camelalicom.mns.monitor.RequestStats.RequestFailures;

import static org.assertj.core.api.Assertions.assertThat;

/** When the failed requests of a producer count as a current failure. */
class RequestFailuresTest {

    private final AtomicLong clock = new AtomicLong(-1_000);
    private final RequestFailures failures = new RequestFailures("Querying", clock::get);

    @Test
    void aFailureIsCurrentUntilARequestSucceeds() {
        fail(Kind.DENIED);
        assertThat(failures.current()).extracting(Failure::failures).containsExactly(1);

        failures.succeeded();

        assertThat(failures.current()).isEmpty();
        assertThat(failures.last()).isPresent();
    }

    @Test
    void aPermanentFailureNeedsAttentionImmediately() {
        fail(Kind.DENIED);

        assertThat(failures.current()).allMatch(Failure::needsAttention);
    }

    @Test
    void aTemporaryFailureNeedsAttentionAfterAMinuteOfFailures() {
        fail(Kind.UNAVAILABLE);
        after(Duration.ofSeconds(59));
        fail(Kind.UNAVAILABLE);
        assertThat(failures.current()).noneMatch(Failure::needsAttention);

        after(Duration.ofSeconds(1));
        fail(Kind.UNAVAILABLE);

        assertThat(failures.current())
                .allMatch(Failure::needsAttention)
                .extracting(Failure::sentence)
                .containsExactly("Querying has failed for 60 s (3 attempts): failed");
    }

    @Test
    void aSingleTemporaryFailureNeverNeedsAttention() {
        fail(Kind.UNAVAILABLE);
        after(Duration.ofMinutes(4));

        assertThat(failures.current()).noneMatch(Failure::needsAttention);
    }

    @Test
    void aFailureAfterOneThatIsNoLongerCurrentIsTheFirst() {
        fail(Kind.UNAVAILABLE);
        after(RequestFailures.CURRENT.plusNanos(1));

        fail(Kind.UNAVAILABLE);

        assertThat(failures.current())
                .noneMatch(Failure::needsAttention)
                .extracting(Failure::failures)
                .containsExactly(1);
    }

    @Test
    void aFailureThatWasNotConfirmedForFiveMinutesIsNotCurrent() {
        fail(Kind.DENIED);
        after(RequestFailures.CURRENT);
        assertThat(failures.current()).hasSize(1);

        after(Duration.ofNanos(1));

        assertThat(failures.current()).isEmpty();
        assertThat(failures.last().orElseThrow().ago()).isGreaterThan(RequestFailures.CURRENT);
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            mode = Mode.INCLUDE,
            names = {"HANDLE_LOST", "MESSAGE_GONE", "REJECTED"})
    void theFailureOfASingleMessageOrRequestIsOnlyTheLastError(Kind kind) {
        fail(kind);

        assertThat(failures.current()).isEmpty();
        assertThat(failures.last()).isPresent();
    }

    @Test
    void theEndOfTheGatewayIsNoFailure() {
        fail(Kind.CLOSED);

        assertThat(failures.current()).isEmpty();
        assertThat(failures.last()).isEmpty();
    }

    private void fail(Kind kind) {
        failures.failed(new MnsException(kind, null, "failed"));
    }

    private void after(Duration time) {
        clock.addAndGet(time.toNanos());
    }
}
