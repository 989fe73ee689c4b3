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

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class InFlightTest {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final InFlight inFlight = new InFlight(() -> 20);

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    @Test
    void givesAFullBatchWhenThereIsRoom() {
        assertThat(inFlight.acquire(16)).isEqualTo(16);
        assertThat(inFlight.held()).isEqualTo(16);
    }

    @Test
    void waitsUntilHalfOfTheLimitIsFree() throws Exception {
        // given
        inFlight.acquire(16);
        // when
        Future<Integer> next = threads.submit((Callable<Integer>) () -> inFlight.acquire(16));
        inFlight.release(5);
        // then
        assertThat(next.isDone()).isFalse();
        inFlight.release(1);
        assertThat(next.get(10, TimeUnit.SECONDS)).isEqualTo(10);
    }

    @Test
    void helpersGetAllOrNothing() {
        inFlight.acquire(16);

        assertThat(inFlight.tryAcquire(5)).isZero();
        assertThat(inFlight.tryAcquire(4)).isEqualTo(4);
    }

    @Test
    void closingEndsTheWait() throws Exception {
        inFlight.acquire(16);
        Future<Integer> next = threads.submit((Callable<Integer>) () -> inFlight.acquire(16));

        inFlight.close();

        assertThat(next.get(10, TimeUnit.SECONDS)).isZero();
        assertThat(inFlight.tryAcquire(1)).isZero();
    }

    @Test
    void servesAgainWhenOpened() {
        inFlight.close();
        inFlight.open();

        assertThat(inFlight.acquire(1)).isEqualTo(1);
    }

    @Test
    void tellsWhenNothingIsHeldAnyMore() throws Exception {
        inFlight.acquire(3);
        assertThat(inFlight.awaitNone(1)).isFalse();
        Future<Boolean> none =
                threads.submit(() -> inFlight.awaitNone(TimeUnit.SECONDS.toNanos(10)));

        inFlight.release(3);

        await().until(none::isDone);
        assertThat(none.get()).isTrue();
    }
}
