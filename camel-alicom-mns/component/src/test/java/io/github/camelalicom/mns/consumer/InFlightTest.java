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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.github.camelalicom.mns.SteppedTimer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class InFlightTest {

    private static final Duration LONG = Duration.ofSeconds(10);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final SteppedTimer time = new SteppedTimer();
    private final ThroughputEstimate throughput =
            new ThroughputEstimate(1, 100, 100, time::nanoTime);
    private final InFlight inFlight = new InFlight(20, throughput);
    private final AtomicInteger calls = new AtomicInteger();

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    @Test
    void givesAFullBatchWhenThereIsRoom() {
        assertThat(acquire(16)).isEqualTo(16);
        assertThat(inFlight.held()).isZero();

        inFlight.received(16, 10);

        assertThat(inFlight.held()).isEqualTo(10);
        assertThat(inFlight.tryAcquire(10)).isEqualTo(10);
    }

    @Test
    void wakesTheWaiterWhenHalfOfTheLimitIsFree() {
        // given
        inFlight.received(acquire(16), 16);
        assertThat(acquire(16)).isZero();
        // when
        release(5);
        // then
        assertThat(calls).hasValue(0);
        release(1);
        assertThat(calls).hasValue(1);
        assertThat(acquire(16)).isEqualTo(10);
    }

    @Test
    void wakesTheWaiterOnceAndNotForEachMessage() {
        inFlight.received(acquire(16), 16);
        acquire(16);

        release(16);

        assertThat(calls).hasValue(1);
    }

    @Test
    void wakesTheWaiterWhenTheThroughputAllowsIt() {
        // given a throughput of one message a second, so two at a time
        throughput.opened(1);
        time.advance(Duration.ofSeconds(1));
        throughput.closed(1);
        inFlight.received(acquire(2), 2);
        throughput.opened(1);
        throughput.opened(1);
        assertThat(acquire(2)).isZero();
        // when one has left the route, though it is not deleted yet
        throughput.closed(1);
        inFlight.throughputChanged();
        // then
        assertThat(calls).hasValue(1);
    }

    /** After a resume, the receiver before may look for room while the new one waits for it. */
    @Test
    void wakesEachOfTwoWaiters() {
        AtomicInteger first = new AtomicInteger();
        inFlight.received(acquire(16), 16);
        assertThat(inFlight.acquire(16, first::incrementAndGet)).isZero();
        assertThat(acquire(16)).isZero();

        release(16);

        assertThat(first).hasValue(1);
        assertThat(calls).hasValue(1);
    }

    @Test
    void aReceiveThatReturnsItsPermitsMakesRoom() {
        acquire(16);
        assertThat(acquire(16)).isZero();

        inFlight.received(16, 0);

        assertThat(calls).hasValue(1);
    }

    @Test
    void saysWhetherThereIsRoomForMore() {
        inFlight.received(acquire(16), 10);

        assertThat(inFlight.hasRoom(10)).isTrue();
        assertThat(inFlight.hasRoom(11)).isFalse();
        inFlight.close();
        assertThat(inFlight.hasRoom(1)).isFalse();
    }

    @Test
    void holdsNoMoreInTheRouteThanTheThroughputAllows() throws Exception {
        // given a throughput of one message a second, so two at a time
        throughput.opened(1);
        time.advance(Duration.ofSeconds(1));
        throughput.closed(1);
        inFlight.received(acquire(1), 1);
        throughput.opened(1);
        assertThat(inFlight.tryAcquire(2)).isZero();
        // when it has left the route, though it is not deleted yet
        throughput.closed(1);
        // then there is room
        assertThat(inFlight.tryAcquire(2)).isEqualTo(2);
    }

    @Test
    void extraReceiversGetAllOrNothing() {
        acquire(16);

        assertThat(inFlight.tryAcquire(5)).isZero();
        assertThat(inFlight.tryAcquire(4)).isEqualTo(4);
    }

    @Test
    void closingForgetsTheWaiter() {
        inFlight.received(acquire(16), 16);
        acquire(16);

        inFlight.close();
        release(16);
        inFlight.open();

        assertThat(calls).hasValue(0);
        inFlight.close();
        assertThat(acquire(16)).isZero();
        assertThat(inFlight.tryAcquire(1)).isZero();
        inFlight.open();
        assertThat(calls).as("a waiter that asked while closed").hasValue(0);
    }

    @Test
    void isSettledWhenAllThatIsHeldIsAtWork() throws Exception {
        // given two messages, of which one has left the route and is not deleted yet
        inFlight.received(acquire(2), 2);
        assertThat(inFlight.isSettled()).isTrue();
        inFlight.finished();
        assertThat(inFlight.isSettled()).isFalse();
        inFlight.close();
        Future<Boolean> settled = threads.submit(() -> inFlight.awaitSettled(LONG));
        // when it is deleted
        inFlight.release();
        // then
        assertThat(settled.get(60, TimeUnit.SECONDS)).isTrue();
        assertThat(inFlight.held()).isEqualTo(1);
    }

    @Test
    void servesAgainWhenOpened() {
        inFlight.close();
        inFlight.open();

        assertThat(acquire(1)).isEqualTo(1);
    }

    @Test
    void signalsThatNoMessageIsHeldWhateverIsReserved() throws Exception {
        inFlight.received(acquire(3), 3);
        acquire(2);
        assertThat(inFlight.awaitNone(Duration.ofNanos(1))).isFalse();
        Future<Boolean> none = threads.submit(() -> inFlight.awaitNone(LONG));

        release(3);

        assertThat(none.get(60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void anInterruptShortensTheWaitForTheLastMessages() throws Exception {
        inFlight.received(acquire(1), 1);
        Future<Boolean> none =
                threads.submit(
                        () -> {
                            Thread.currentThread().interrupt();
                            return inFlight.awaitNone(Duration.ofHours(1));
                        });

        assertThat(none.get(60, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void repeatedInterruptsDoNotMakeTheWaitLonger() throws Exception {
        inFlight.received(acquire(1), 1);
        Thread waiting = new Thread(() -> inFlight.awaitNone(Duration.ofHours(1)), "waiting");
        waiting.start();

        await().pollInterval(Duration.ofMillis(100))
                .until(
                        () -> {
                            waiting.interrupt();
                            return !waiting.isAlive();
                        });
    }

    private int acquire(int max) {
        return inFlight.acquire(max, calls::incrementAndGet);
    }

    private void release(int messages) {
        for (int i = 0; i < messages; i++) {
            inFlight.release();
        }
    }
}
