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
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** One pause for many callers. */
class SharedBackoffTest {

    private static final Duration MAX = Duration.ofSeconds(60);

    // near the end of its range, as System.nanoTime may be
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 10);
    private final SharedBackoff pause =
            new SharedBackoff(Duration.ofSeconds(1), MAX, () -> 0, now::get);

    @Test
    void growsWithEachFailureAfterIt() {
        pause.failed(MAX);
        pass(1);
        assertThat(pause.left()).isZero();
        pause.failed(MAX);

        assertThat(left()).isEqualTo(2);
    }

    @Test
    void isNotProlongedByCallsThatBeganBefore() {
        for (int i = 0; i < 16; i++) {
            pause.failed(MAX);
        }

        assertThat(left()).isEqualTo(1);
    }

    @Test
    void endsWithASuccessAndIsShortAgain() {
        fail(3);

        pause.succeeded();

        assertThat(pause.left()).isZero();
        assertThat(pause.failing()).isFalse();
        pause.failed(MAX);
        assertThat(left()).isEqualTo(1);
    }

    /** Where another outage begins, the pauses of the one before do not apply. */
    @Test
    void aResetDoesNotSayThatCallsSucceed() {
        fail(3);

        pause.reset();

        assertThat(pause.left()).isZero();
        assertThat(pause.failing()).isTrue();
    }

    @Test
    void failsUntilACallSucceedsAlsoAfterThePause() {
        pause.failed(MAX);
        pass(5);

        assertThat(pause.left()).isZero();
        assertThat(pause.failing()).isTrue();
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            pass(60);
            pause.failed(MAX);
        }
    }

    private void pass(int seconds) {
        now.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }

    private long left() {
        return Duration.ofNanos(pause.left()).toSeconds();
    }
}
