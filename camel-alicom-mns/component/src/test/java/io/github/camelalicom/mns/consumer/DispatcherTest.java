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
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.github.camelalicom.mns.SteppedTimer;
import io.github.camelalicom.mns.gateway.Threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class DispatcherTest {

    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration MAX_EXTENSION = Duration.ofHours(1);

    private final SteppedTimer time = new SteppedTimer();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Queue<String> routed = new ConcurrentLinkedQueue<>();
    private final Queue<String> interrupted = new ConcurrentLinkedQueue<>();
    private final CountDownLatch release = new CountDownLatch(1);
    private final Figures figures = new Figures();
    private final Dispatcher dispatcher = dispatcher();

    @AfterEach
    void endThreads() {
        release.countDown();
        threads.shutdownNow();
    }

    @Test
    void anAsynchronousExchangeFreesItsWorker() {
        dispatch("1", "2", "3");

        await().until(() -> routed.size() == 3);
        await().untilAtomic(figures.routed, org.hamcrest.Matchers.is(3));
        assertThat(dispatcher.waiting()).isZero();
    }

    @Test
    void whatEndedWhileItWaitedIsNotWorkedOnAndTakesNoRoom() {
        dispatch("blocks");
        await().until(() -> routed.size() == 1);
        List<Delivery> waiting = dispatch("1", "2", "3");
        assertThat(dispatcher.waiting()).isEqualTo(3);

        dispatcher.forget(waiting.get(1));

        assertThat(dispatcher.waiting()).isEqualTo(2);
        assertThat(figures.dropped).hasValue(1);
        dispatcher.forget(waiting.get(1));
        assertThat(figures.dropped).hasValue(1);
        release.countDown();
        await().until(() -> routed.size() == 3);
        assertThat(routed).containsExactly("blocks", "1", "3");
    }

    @Test
    void whatLapsedIsDroppedByTheWorker() {
        Delivery lapsed = Messages.delivery("1", LEASE, time.nanoTime(), (delivery, state) -> {});
        time.advance(LEASE);

        dispatcher.dispatch(List.of(lapsed));

        await().untilAtomic(figures.dropped, org.hamcrest.Matchers.is(1));
        assertThat(routed).isEmpty();
    }

    @Test
    void aBlockedWorkerIsReplacedAfterMaxExtension() {
        dispatch("blocks");
        await().until(() -> routed.size() == 1);
        dispatchWithLease(Duration.ofHours(2), "1");

        time.advance(MAX_EXTENSION.minusNanos(1));
        assertThat(figures.blocked).hasValue(0);
        time.advance(Duration.ofNanos(1));

        await().untilAtomic(figures.routed, org.hamcrest.Matchers.is(1));
        assertThat(figures.blocked).hasValue(1);
        time.advance(MAX_EXTENSION.multipliedBy(2));
        assertThat(figures.blocked).hasValue(1);
    }

    @Test
    void aLeaseLongerThanMaxExtensionIsNotCutShort() {
        dispatchWithLease(Duration.ofHours(2), "blocks");
        await().until(() -> routed.size() == 1);

        time.advance(MAX_EXTENSION);
        assertThat(figures.blocked).hasValue(0);
        time.advance(MAX_EXTENSION);

        assertThat(figures.blocked).hasValue(1);
    }

    @Test
    void anInterruptReachesThoseInTheRouteAlsoOneThatWasReplaced() {
        dispatch("blocks");
        await().until(() -> routed.size() == 1);
        time.advance(MAX_EXTENSION);
        dispatch("blocks");
        await().until(() -> routed.size() == 2);

        dispatcher.stop();

        await().until(() -> interrupted.size() == 2);
        dispatch("1");
        await().until(() -> routed.contains("1"));
        assertThat(interrupted).hasSize(2);
    }

    private List<Delivery> dispatch(String... ids) {
        return dispatchWithLease(LEASE, ids);
    }

    private List<Delivery> dispatchWithLease(Duration lease, String... ids) {
        List<Delivery> deliveries =
                IntStream.range(0, ids.length)
                        .mapToObj(
                                i ->
                                        Messages.delivery(
                                                ids[i],
                                                lease,
                                                time.nanoTime(),
                                                (delivery, state) -> {}))
                        .toList();
        dispatcher.dispatch(deliveries);
        return deliveries;
    }

    private Dispatcher dispatcher() {
        return new Dispatcher(
                this::handle,
                Messages.settings(),
                new Threads(time, threads, time),
                figures,
                time::nanoTime);
    }

    private void handle(List<Delivery> deliveries) {
        String id = deliveries.get(0).message().messageId();
        routed.add(id);
        if (id.equals("blocks")) {
            try {
                release.await();
            } catch (InterruptedException e) {
                interrupted.add(id);
            }
        }
    }

    private static final class Figures implements Dispatcher.Listener {

        final AtomicInteger routed = new AtomicInteger();
        final AtomicInteger dropped = new AtomicInteger();
        final AtomicInteger blocked = new AtomicInteger();

        @Override
        public void begun(Delivery delivery) {
            // of no interest here
        }

        @Override
        public void routed(int deliveries) {
            routed.addAndGet(deliveries);
        }

        @Override
        public void dropped(int deliveries) {
            dropped.addAndGet(deliveries);
        }

        @Override
        public void blocked(List<Delivery> deliveries) {
            blocked.incrementAndGet();
        }
    }
}
