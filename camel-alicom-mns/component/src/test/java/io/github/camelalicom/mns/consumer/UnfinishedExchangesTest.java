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

import io.github.camelalicom.mns.SteppedTimer;

import static org.assertj.core.api.Assertions.assertThat;

class UnfinishedExchangesTest {

    private final SteppedTimer time = new SteppedTimer();
    private final UnfinishedExchanges unfinished =
            new UnfinishedExchanges("q", Duration.ofHours(1), time::nanoTime);

    @Test
    void saysNothingWhileExchangesAreCompleted() {
        Delivery delivery = delivery();
        unfinished.begun(delivery);
        unfinished.finished(delivery);

        assertThat(unfinished.failure()).isEmpty();
    }

    @Test
    void needsAttentionAtOnceAndSaysWhereToLook() {
        unfinished.notFinished();

        Failure failure = unfinished.failure().orElseThrow();
        assertThat(failure.needsAttention()).isTrue();
        assertThat(failure.sentence())
                .isEqualTo(
                        "Routing receipts of queue q: ALICOM-323 1 receipt was not completed within"
                                + " maxExtension (1h), MNS redelivers it; look for a step that lost"
                                + " its callback or blocks");
    }

    @Test
    void countsReceiptsAndThreads() {
        unfinished.notFinished();
        unfinished.notFinished();
        unfinished.blocked();

        assertThat(unfinished.failure().orElseThrow().failures()).isEqualTo(3);
        assertThat(unfinished.failure().orElseThrow().sentence())
                .contains("2 receipts were not completed", "MNS redelivers them")
                .contains("1 thread has been blocked in the route for longer than");
    }

    @Test
    void isOverWhenAnExchangeThatBeganLaterIsCompleted() {
        Delivery before = delivery();
        unfinished.begun(before);
        unfinished.notFinished();
        Delivery later = delivery();
        unfinished.begun(later);

        unfinished.finished(before);
        assertThat(unfinished.failure()).isPresent();
        unfinished.finished(later);

        assertThat(unfinished.failure()).isEmpty();
    }

    @Test
    void whatBeganBeforeTheLastOneDoesNotEndIt() {
        unfinished.notFinished();
        Delivery between = delivery();
        unfinished.begun(between);
        unfinished.notFinished();

        unfinished.finished(between);

        assertThat(unfinished.failure().orElseThrow().failures()).isEqualTo(2);
    }

    private static Delivery delivery() {
        return Messages.delivery("1", Duration.ofSeconds(30), 0, null);
    }
}
