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

import io.github.camelalicom.mns.SteppedTimer;
import io.github.camelalicom.mns.consumer.Delivery.State;

import static org.assertj.core.api.Assertions.assertThat;

class DeleteBatcherTest {

    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration LINGER = Duration.ofMillis(100);

    private final SteppedTimer time = new SteppedTimer();
    private final List<Integer> batches = new ArrayList<>();
    private final DeleteBatcher gathering =
            new DeleteBatcher(Messages.settings(), time, this::takeAll, time::nanoTime);

    @Test
    void aFullBatchGoesAtOnce() {
        add(17, LEASE);

        assertThat(gathering.ready()).isTrue();
        assertThat(gathering.take()).hasSize(16);
        assertThat(gathering.ready()).isFalse();
    }

    @Test
    void whoMayHoldFewerThanTwoBatchesDoesNotWaitForAFullOne() {
        DeleteBatcher few =
                new DeleteBatcher(Messages.settings(4), time, this::takeAll, time::nanoTime);
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
        assertThat(gathering.take()).isEmpty();

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
    void lingersNoMoreOnceFlushing() {
        gathering.flushing(true);
        add(1, LEASE);

        assertThat(gathering.take()).hasSize(1);
    }

    @Test
    void nothingGoesWhileItPausesAfterAFailure() {
        add(16, LEASE);
        gathering.addAgain(gathering.take());
        add(16, LEASE);

        assertThat(gathering.take()).isEmpty();
        time.advance(Duration.ofMillis(100));
        assertThat(batches).containsExactly(16, 16);
    }

    private void add(int count, Duration lease) {
        for (int i = 0; i < count; i++) {
            gathering.add(Messages.delivery("m", lease, time.nanoTime(), new Nobody()));
        }
    }

    private void takeAll() {
        List<Delivery> batch = gathering.take();
        while (!batch.isEmpty()) {
            batches.add(batch.size());
            batch = gathering.take();
        }
    }

    private static final class Nobody implements Delivery.Listener {
        @Override
        public void finished(Delivery delivery, Outcome outcome) {
            // the gathering does not finish deliveries
        }

        @Override
        public void ended(Delivery delivery, State state) {
            // nor does it end them
        }
    }
}
