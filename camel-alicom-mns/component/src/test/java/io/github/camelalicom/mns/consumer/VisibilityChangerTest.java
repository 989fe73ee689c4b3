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
import java.util.List;

import org.junit.jupiter.api.Test;

import io.github.camelalicom.mns.SteppedTimer;
import io.github.camelalicom.mns.gateway.MnsException.Kind;

import static org.assertj.core.api.Assertions.assertThat;

/** Whether changes of visibility are asked for, on a clock that is stepped by hand. */
class VisibilityChangerTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final SteppedTimer time = new SteppedTimer();
    private final ScriptedQueue queue = new ScriptedQueue();
    private final FailureTracker receiving = new FailureTracker("Receiving", time::nanoTime);
    private final VisibilityChanger visibility =
            new VisibilityChanger(queue, "q", List.of(receiving), time::nanoTime);

    /** It may be that the token ended twice in a row. */
    @Test
    void aSingleRefusalSwitchesThemOffForSeconds() {
        refuse(1);
        change();
        assertThat(visibility.refused()).isTrue();

        time.advance(Duration.ofSeconds(10));
        change();
        time.advance(SECOND);

        assertThat(visibility.refused()).isFalse();
        assertThat(queue.asked).hasSize(2);
    }

    @Test
    void eachFurtherRefusalDoublesTheTimeUpToTenMinutes() {
        refuse(Integer.MAX_VALUE);

        for (long seconds : new long[] {10, 20, 40, 80, 160, 320, 600, 600}) {
            change();
            time.advance(Duration.ofSeconds(seconds).minus(SECOND));
            assertThat(visibility.refused()).as("for %d s", seconds).isTrue();
            time.advance(SECOND);
            assertThat(visibility.refused()).as("after %d s", seconds).isFalse();
        }
    }

    @Test
    void anotherRefusalOfTheSameTimeDoesNotProlongIt() {
        queue.answersLater = true;
        refuse(2);
        change();
        change();

        receiving.recovered();
        queue.held.remove().give();
        queue.held.remove().give();

        time.advance(Duration.ofSeconds(10));
        assertThat(visibility.refused()).isFalse();
    }

    @Test
    void afterASuccessTheTimeIsShortAgain() {
        refuse(2);
        change();
        time.advance(Duration.ofSeconds(10));
        change();
        time.advance(Duration.ofSeconds(20));
        change();

        refuse(1);
        change();
        time.advance(Duration.ofSeconds(10));

        assertThat(visibility.refused()).isFalse();
    }

    @Test
    void aRefusalWhileOtherCallsFailSwitchesNothingOff() {
        refuse(1);
        receiving.count(ScriptedQueue.failure(Kind.DENIED));
        visibility.change("handle", SECOND, SECOND);

        assertThat(visibility.refused()).isFalse();
    }

    private void refuse(int changes) {
        queue.failingExtensions = changes;
        queue.failure = ScriptedQueue.failure(Kind.DENIED);
    }

    /** While other calls succeed. */
    private void change() {
        receiving.recovered();
        visibility.change("handle", SECOND, SECOND);
    }
}
