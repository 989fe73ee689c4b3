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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.github.camelalicom.mns.SteppedTimer;
import io.github.camelalicom.mns.consumer.Delivery.State;
import io.github.camelalicom.mns.gateway.MnsException.Kind;
import io.github.camelalicom.mns.gateway.Threads;

import static org.assertj.core.api.Assertions.assertThat;

/** How messages are made visible again, on a clock that is stepped by hand. */
class VisibilityResetsTest {

    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration ONE_SECOND = Duration.ofSeconds(1);

    private final SteppedTimer time = new SteppedTimer();
    private final ScriptedQueue queue = new ScriptedQueue();
    private final Map<String, State> ends = new LinkedHashMap<>();
    private final VisibilityResets resets =
            new VisibilityResets(
                    new VisibilityChanger(queue, "q", List.of(), time::nanoTime),
                    2,
                    new Threads(time, time, time),
                    time::nanoTime);

    @Test
    void aMessageIsReleasedWithOneRequest() {
        release("1");
        time.advance(ONE_SECOND);

        assertThat(queue.asked).containsExactly("handle-1 for 1s");
        assertThat(ends).containsEntry("1", State.RELEASED);
    }

    @Test
    void aTemporaryFailureIsRetriedWithinASecond() {
        queue.failingExtensions = 3;
        queue.failure = ScriptedQueue.failure(Kind.TOKEN_UNAVAILABLE);

        release("1");
        time.advance(ONE_SECOND);

        assertThat(queue.asked).hasSize(4);
        assertThat(ends).containsEntry("1", State.RELEASED);
    }

    /** Until then each attempt fails with the failure of the last attempt to fetch a token. */
    @Test
    void aTokenServiceThatIsDownForTwoSecondsIsOutlasted() {
        queue.failingExtensions = Integer.MAX_VALUE;
        queue.failure = ScriptedQueue.failure(Kind.TOKEN_UNAVAILABLE);

        release("1");
        time.advance(Duration.ofSeconds(2));
        queue.failingExtensions = 0;
        time.advance(ONE_SECOND);

        assertThat(ends).containsEntry("1", State.RELEASED);
    }

    @Test
    void whatKeepsFailingIsLeft() {
        queue.failingExtensions = Integer.MAX_VALUE;
        queue.failure = ScriptedQueue.failure(Kind.UNAVAILABLE);

        release("1", "2");
        time.advance(Duration.ofSeconds(5));

        assertThat(queue.asked).hasSizeGreaterThanOrEqualTo(8);
        assertThat(ends).containsEntry("1", State.LEFT).containsEntry("2", State.LEFT);
    }

    @Test
    void aPermanentFailureIsNotRetried() {
        queue.failingExtensions = 1;
        queue.failure = ScriptedQueue.failure(Kind.HANDLE_LOST);

        release("1");
        time.advance(ONE_SECOND);

        assertThat(queue.asked).hasSize(1);
        assertThat(ends).containsEntry("1", State.LEFT);
    }

    @Test
    void aServiceThatThrottlesIsLeftAloneForAWhile() {
        queue.failingExtensions = 1;
        queue.failure = ScriptedQueue.failure(Kind.THROTTLED);
        release("1");
        time.advance(Duration.ZERO);

        release("2", "3");
        assertThat(queue.asked).hasSize(1);
        time.advance(ONE_SECOND);

        assertThat(ends).hasSize(3);
    }

    private void release(String... ids) {
        for (String id : ids) {
            Delivery delivery =
                    Messages.delivery(
                            id,
                            LEASE,
                            time.nanoTime(),
                            new Delivery.Listener() {
                                @Override
                                public void finished(Delivery finished, Outcome outcome) {
                                    resets.reset(finished, ONE_SECOND, State.RELEASED);
                                }

                                @Override
                                public void ended(Delivery ended, State state) {
                                    ends.put(ended.message().messageId(), state);
                                }
                            });
            delivery.finish(Outcome.RELEASED);
        }
    }
}
