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
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BackoffTest {

    @Test
    void doublesUpToItsMaximum() {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60), () -> 0);

        List<Long> seconds = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            seconds.add(Duration.ofNanos(backoff.nextNanos()).toSeconds());
        }

        assertThat(seconds).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L);
    }

    @Test
    void isSpreadOverTheWholeRange() {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60), () -> 0.75);

        assertThat(backoff.nextNanos()).isEqualTo(Duration.ofMillis(250).toNanos());
    }

    @Test
    void doesNotOverflowAfterManyFailures() {
        Backoff backoff = new Backoff(Duration.ofHours(1), Duration.ofHours(1), () -> 0);

        for (int i = 0; i < 100; i++) {
            assertThat(backoff.nextNanos()).isEqualTo(Duration.ofHours(1).toNanos());
        }
    }

    @Test
    void isShortAgainAfterASuccess() {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60), () -> 0);
        backoff.nextNanos();
        backoff.nextNanos();

        backoff.reset();

        assertThat(backoff.nextNanos()).isEqualTo(Duration.ofSeconds(1).toNanos());
    }

    @Test
    void canBeKeptShorterForOneFailure() {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60), () -> 0);
        Duration shorter = Duration.ofSeconds(2);

        List<Long> seconds = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            seconds.add(Duration.ofNanos(backoff.nextNanos(shorter)).toSeconds());
        }

        assertThat(seconds).containsExactly(1L, 2L, 2L, 2L);
    }
}
