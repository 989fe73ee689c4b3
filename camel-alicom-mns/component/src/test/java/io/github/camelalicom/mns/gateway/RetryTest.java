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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.camelalicom.mns.gateway.MnsException.Kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class RetryTest {

    private static final Duration SILENCE = Duration.ofMillis(40);

    private final Retry attempts = new Retry(Duration.ofMillis(1), SILENCE);
    private final AtomicInteger calls = new AtomicInteger();

    @ParameterizedTest
    @EnumSource(Kind.class)
    void whatMayPassIsTriedFourTimesAndWhatMayNotOnce(Kind kind) {
        MnsException e =
                catchThrowableOfType(MnsException.class, () -> attempts.call(failing(kind, 9)));

        assertThat(e.kind()).isEqualTo(kind);
        assertThat(calls).hasValue(kind.retryable() ? 4 : 1);
    }

    @Test
    void theFirstSuccessEndsIt() {
        assertThat(attempts.call(failing(Kind.UNAVAILABLE, 2))).isEqualTo("done");
        assertThat(calls).hasValue(3);
    }

    @Test
    void afterThrottlingAnotherCallKeepsQuietToo() {
        catchThrowableOfType(MnsException.class, () -> attempts.call(failing(Kind.THROTTLED, 4)));
        long start = System.nanoTime();

        attempts.call(() -> "another");

        // eight times the first silence, half of it jitter, less what passed since the failure
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(SILENCE);
    }

    @Test
    void closingEndsThePauseBeforeTheNextAttempt() {
        attempts.close();

        MnsException e =
                catchThrowableOfType(
                        MnsException.class, () -> attempts.call(failing(Kind.UNAVAILABLE, 1)));

        assertThat(e.kind()).isEqualTo(Kind.CLOSED);
        assertThat(calls).hasValue(1);
    }

    @Test
    void anInterruptEndsTheWaitingAndIsKept() {
        Thread.currentThread().interrupt();

        MnsException e =
                catchThrowableOfType(
                        MnsException.class, () -> attempts.call(failing(Kind.UNAVAILABLE, 1)));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(e.kind()).isEqualTo(Kind.CLOSED);
    }

    private Supplier<String> failing(Kind kind, int times) {
        return () -> {
            if (calls.incrementAndGet() <= times) {
                throw new MnsException(kind, null, "scripted");
            }
            return "done";
        };
    }
}
