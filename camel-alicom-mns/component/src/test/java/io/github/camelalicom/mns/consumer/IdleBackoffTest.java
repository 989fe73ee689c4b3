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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class IdleBackoffTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    @Test
    void afterAFullWaitThereIsNoPause() {
        assertThat(new IdleBackoff().afterEmpty(LONG, LONG)).isZero();
    }

    @Test
    void pollsThatReturnAtOnceAreSoonSixAMinuteAtMost() {
        IdleBackoff pause = new IdleBackoff();
        Duration elapsed = Duration.ZERO;
        int inFirstMinute = 0;
        while (elapsed.compareTo(Duration.ofMinutes(1)) < 0) {
            inFirstMinute++;
            elapsed = elapsed.plus(pause.afterEmpty(Duration.ZERO, LONG));
        }

        assertThat(inFirstMinute).isLessThan(12);
        assertThat(pause.afterEmpty(Duration.ZERO, LONG)).isGreaterThan(Duration.ofSeconds(10));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 400, 1_000, 5_000, 9_000})
    void howeverShortTheServerCutsPollsTheyAreSoonSixAMinuteAtMost(long cappedAt) {
        IdleBackoff pause = new IdleBackoff();
        Duration took = Duration.ofMillis(cappedAt);
        Duration elapsed = Duration.ZERO;
        int afterFirstMinute = 0;
        while (elapsed.compareTo(Duration.ofMinutes(11)) < 0) {
            afterFirstMinute += elapsed.compareTo(Duration.ofMinutes(1)) < 0 ? 0 : 1;
            elapsed = elapsed.plus(took).plus(pause.afterEmpty(took, LONG));
        }

        assertThat(afterFirstMinute).isLessThanOrEqualTo(60);
    }

    @ParameterizedTest
    @ValueSource(longs = {1_000, 2_000, 5_000, 30_000})
    void aPollThatWaitedAsLongAsRequestedNeedsNoPause(long wait) {
        Duration asked = Duration.ofMillis(wait);

        assertThat(new IdleBackoff().afterEmpty(asked.minusMillis(200), asked)).isZero();
    }

    @Test
    void aFullWaitEndsThePauses() {
        IdleBackoff pause = new IdleBackoff();
        for (int i = 0; i < 10; i++) {
            pause.afterEmpty(Duration.ZERO, LONG);
        }

        assertThat(pause.afterEmpty(LONG, LONG)).isZero();
        assertThat(pause.afterEmpty(Duration.ZERO, LONG)).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void withoutAWaitEveryEmptyPollIsFollowedByAPause() {
        assertThat(new IdleBackoff().afterEmpty(Duration.ofSeconds(1), Duration.ZERO))
                .isGreaterThan(Duration.ZERO);
    }
}
