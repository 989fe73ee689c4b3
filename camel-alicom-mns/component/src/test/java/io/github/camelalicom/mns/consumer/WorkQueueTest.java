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
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.github.camelalicom.mns.SteppedTimer;
import io.github.camelalicom.mns.gateway.Threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class WorkQueueTest {

    private static final CompletableFuture<?> DONE = CompletableFuture.completedFuture(null);

    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final SteppedTimer time = new SteppedTimer();
    private final Queue<Integer> work = new ConcurrentLinkedQueue<>();
    private final List<CompletableFuture<Void>> underWay = new ArrayList<>();
    private final AtomicInteger started = new AtomicInteger();
    private final AtomicInteger refusals = new AtomicInteger();

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    @Test
    void soManyAreUnderWayAndTheNextStartsWhenOneCompletes() {
        WorkQueue slots = stepped(2);
        add(3);
        slots.wake();
        time.advance(Duration.ZERO);
        assertThat(underWay).hasSize(2);
        assertThat(slots.underWay()).isEqualTo(2);

        underWay.get(1).complete(null);
        time.advance(Duration.ZERO);

        assertThat(underWay).hasSize(3);
        assertThat(slots.underWay()).isEqualTo(2);
    }

    @Test
    void aRequestThatFailsFreesItsSlot() {
        WorkQueue slots = stepped(1);
        add(2);
        slots.wake();
        time.advance(Duration.ZERO);

        underWay.get(0).completeExceptionally(new IllegalStateException("on purpose"));
        time.advance(Duration.ZERO);

        assertThat(underWay).hasSize(2);
    }

    @Test
    void aStartThatFailsFreesItsSlot() {
        add(2);
        WorkQueue slots =
                new WorkQueue(
                        new Threads(time, time, time),
                        time::nanoTime,
                        () -> 1,
                        this::nextDue,
                        () -> {
                            if (work.poll() == 0) {
                                throw new IllegalStateException("on purpose");
                            }
                            started.incrementAndGet();
                            return DONE;
                        });

        slots.wake();
        time.advance(Duration.ZERO);

        assertThat(started).hasValue(1);
    }

    @Test
    void answersThatAreThereAtOnceDoNotNest() {
        AtomicInteger deepest = new AtomicInteger();
        add(100_000);
        WorkQueue slots =
                new WorkQueue(
                        new Threads(time, time, time),
                        time::nanoTime,
                        () -> 2,
                        this::nextDue,
                        () -> {
                            if (work.poll() % 10_000 == 0) {
                                deepest.accumulateAndGet(
                                        Thread.currentThread().getStackTrace().length, Math::max);
                            }
                            return DONE;
                        });

        slots.wake();
        time.advance(Duration.ZERO);

        assertThat(work).isEmpty();
        assertThat(deepest.get()).isLessThan(100);
    }

    @Test
    void noWakeUpIsLostHoweverWorkAndAnswersArrive() {
        AtomicInteger most = new AtomicInteger();
        AtomicInteger now = new AtomicInteger();
        WorkQueue slots =
                new WorkQueue(
                        new Threads(threads, threads, time),
                        time::nanoTime,
                        () -> 3,
                        this::nextDue,
                        () -> {
                            most.accumulateAndGet(now.incrementAndGet(), Math::max);
                            work.poll();
                            return CompletableFuture.runAsync(
                                    () -> {
                                        now.decrementAndGet();
                                        started.incrementAndGet();
                                    },
                                    threads);
                        });
        for (int i = 0; i < 50_000; i++) {
            work.add(i);
            slots.wake();
        }

        await().until(() -> started.get() == 50_000);
        assertThat(most.get()).isLessThanOrEqualTo(3);
        await().until(() -> slots.underWay() == 0);
    }

    @Test
    void whenNoThreadIsAvailableItIsRetriedASecondLater() {
        ExecutorService exhausted =
                new ThreadPoolExecutor(
                        0, 1, 1, TimeUnit.SECONDS, new SynchronousQueue<>(), this::refusedOnce);
        add(1);
        WorkQueue slots = slots(exhausted, 1);

        slots.wake();
        time.advance(Duration.ofSeconds(1));

        await().untilAtomic(started, org.hamcrest.Matchers.is(1));
        exhausted.shutdownNow();
    }

    private Thread refusedOnce(Runnable task) {
        if (refusals.incrementAndGet() == 1) {
            throw new OutOfMemoryError("unable to create native thread, on purpose");
        }
        return new Thread(task, "second-attempt");
    }

    @Test
    void wakingAfterTheThreadsHaveEndedDoesNoHarm() {
        add(1);
        WorkQueue slots = slots(threads, 1);
        threads.shutdownNow();

        slots.wake();

        assertThat(started).hasValue(0);
    }

    private OptionalLong nextDue() {
        return work.isEmpty() ? OptionalLong.empty() : OptionalLong.of(time.nanoTime());
    }

    private void add(int count) {
        for (int i = 0; i < count; i++) {
            work.add(i);
        }
    }

    private WorkQueue stepped(int limit) {
        return slots(time, limit);
    }

    private WorkQueue slots(ExecutorService io, int limit) {
        return new WorkQueue(
                new Threads(io, io, time),
                time::nanoTime,
                () -> limit,
                this::nextDue,
                () -> {
                    work.poll();
                    started.incrementAndGet();
                    underWay.add(new CompletableFuture<>());
                    return underWay.get(underWay.size() - 1);
                });
    }
}
