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
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import io.github.camelalicom.mns.SteppedTimer;
import io.github.camelalicom.mns.gateway.Threads;

import static org.assertj.core.api.Assertions.assertThat;

class DeleteBatcherTest {

    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration LINGER = Duration.ofMillis(100);

    private final SteppedTimer time = new SteppedTimer();
    private final List<Integer> batches = new ArrayList<>();
    private final DeleteBatcher batcher = new DeleteBatcher(Messages.settings(), time::nanoTime);

    /** Takes batches when they are due. */
    private final WorkQueue sender =
            new WorkQueue(
                    new Threads(time, time, time),
                    time::nanoTime,
                    () -> 1,
                    batcher::nextDue,
                    this::takeNext);

    @Test
    void aFullBatchIsDueAtOnce() {
        for (int i = 0; i < 17; i++) {
            batcher.add(delivery(LEASE));
        }

        assertThat(batcher.nextDue()).hasValue(time.nanoTime());
        assertThat(batcher.take()).hasSize(16);
        assertThat(batcher.nextDue()).hasValue(time.nanoTime() + LINGER.toNanos());
    }

    @Test
    void withPermitsForFewerThanTwoBatchesHalfOfThemIsABatch() {
        DeleteBatcher few = new DeleteBatcher(Messages.settings(4), time::nanoTime);
        for (int i = 0; i < 4; i++) {
            few.add(Messages.delivery("1", LEASE, time.nanoTime(), null));
        }

        assertThat(few.take()).hasSize(2);
        assertThat(few.take()).hasSize(2);
    }

    @Test
    void aPartialBatchGoesWhenItsOldestHasLingered() {
        add(1, LEASE);
        time.advance(Duration.ofMillis(60));
        add(2, LEASE);
        assertThat(batcher.take()).isEmpty();

        time.advance(Duration.ofMillis(40));

        assertThat(batches).containsExactly(3);
    }

    @Test
    void whatComesAfterABatchHasItsOwnLinger() {
        add(1, LEASE);
        time.advance(LINGER);
        time.advance(Duration.ofMillis(10));
        add(1, LEASE);
        time.advance(Duration.ofMillis(99));
        assertThat(batches).containsExactly(1);

        time.advance(Duration.ofMillis(1));

        assertThat(batches).containsExactly(1, 1);
    }

    @Test
    void neverLingersPastHalfOfTheLease() {
        add(1, Duration.ofMillis(80));

        time.advance(Duration.ofMillis(40));

        assertThat(batches).containsExactly(1);
    }

    @Test
    void itsSenderIsWokenOnlyByAMessageThatMakesABatchDueEarlier() {
        assertThat(batcher.add(delivery(LEASE))).as("the first").isTrue();
        assertThat(batcher.add(delivery(LEASE))).as("another").isFalse();
        assertThat(batcher.add(delivery(Duration.ofMillis(80)))).as("a short lease").isTrue();
        for (int i = 4; i <= 15; i++) {
            assertThat(batcher.add(delivery(LEASE))).as("number " + i).isFalse();
        }
        assertThat(batcher.add(delivery(LEASE))).as("a full batch").isTrue();
        assertThat(batcher.add(delivery(LEASE))).as("more than that").isFalse();
        batcher.flushing(true);
        assertThat(batcher.add(delivery(LEASE))).as("while flushing").isTrue();
    }

    @Test
    void whatIsLeftOfABatchIsDueWhenItsOwnOldestHasLingered() {
        batcher.add(delivery(Duration.ofMillis(80)));
        for (int i = 2; i <= 17; i++) {
            batcher.add(delivery(LEASE));
        }

        assertThat(batcher.take()).hasSize(16);
        assertThat(batcher.nextDue()).hasValue(time.nanoTime() + LINGER.toNanos());
    }

    @Test
    void anAnswerThatEndsAPauseWakesTheSender() {
        add(16, LEASE);
        assertThat(batcher.succeeded()).isFalse();

        batcher.addAgain(List.of(delivery(LEASE)));

        assertThat(batcher.succeeded()).isTrue();
        assertThat(batcher.succeeded()).isFalse();
    }

    @Test
    void lingersNoMoreOnceFlushing() {
        batcher.flushing(true);
        batcher.add(delivery(LEASE));

        assertThat(batcher.take()).hasSize(1);
    }

    @Test
    void nothingGoesWhileItPausesAfterAFailure() {
        for (int i = 0; i < 16; i++) {
            batcher.add(delivery(LEASE));
        }
        batcher.addAgain(batcher.take());
        sender.wake();
        add(16, LEASE);

        assertThat(batcher.take()).isEmpty();
        time.advance(Duration.ofMillis(100));
        assertThat(batches).containsExactly(16, 16);
    }

    private void add(int count, Duration lease) {
        for (int i = 0; i < count; i++) {
            if (batcher.add(delivery(lease))) {
                sender.wake();
            }
        }
    }

    private Delivery delivery(Duration lease) {
        return Messages.delivery("m", lease, time.nanoTime(), (delivery, state) -> {});
    }

    private CompletableFuture<?> takeNext() {
        batches.add(batcher.take().size());
        return CompletableFuture.completedFuture(null);
    }
}
