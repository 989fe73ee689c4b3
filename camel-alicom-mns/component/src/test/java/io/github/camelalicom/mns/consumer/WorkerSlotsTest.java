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
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
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

class WorkerSlotsTest {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final SteppedTimer timer = new SteppedTimer();
    private final Queue<Integer> work = new ConcurrentLinkedQueue<>();
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicInteger exhaustions = new AtomicInteger();

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    @Test
    void overlooksNoWorkHoweverItComes() {
        AtomicInteger atWork = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        WorkerSlots workers =
                new WorkerSlots(
                        new Threads(threads, threads, timer),
                        3,
                        () -> !work.isEmpty(),
                        () -> {
                            most.accumulateAndGet(atWork.incrementAndGet(), Math::max);
                            if (work.poll() != null) {
                                done.incrementAndGet();
                            }
                            atWork.decrementAndGet();
                        });
        for (int i = 0; i < 100_000; i++) {
            work.add(i);
            workers.wake(1);
        }

        await().untilAtomic(done, org.hamcrest.Matchers.is(100_000));
        assertThat(most.get()).isLessThanOrEqualTo(3);
    }

    @Test
    void allThreadsWorkInParallel() {
        CountDownLatch together = new CountDownLatch(3);
        WorkerSlots workers =
                new WorkerSlots(
                        new Threads(threads, threads, timer),
                        3,
                        () -> !work.isEmpty(),
                        () -> {
                            if (work.poll() != null) {
                                together.countDown();
                                awaitQuietly(together);
                                done.incrementAndGet();
                            }
                        });
        for (int i = 0; i < 3; i++) {
            work.add(i);
        }

        workers.wake(3);

        await().untilAtomic(done, org.hamcrest.Matchers.is(3));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aStepThatFailsDoesNotEndIt() {
        WorkerSlots workers =
                new WorkerSlots(
                        new Threads(threads, threads, timer),
                        1,
                        () -> !work.isEmpty(),
                        () -> {
                            if (work.poll() == 1) {
                                throw new IllegalStateException("on purpose");
                            }
                            done.incrementAndGet();
                        });
        work.add(1);
        work.add(2);

        workers.wake(1);

        await().untilAtomic(done, org.hamcrest.Matchers.is(1));
    }

    @Test
    void aStepThatLeavesTheInterruptFlagSetDoesNotEndIt() {
        WorkerSlots workers =
                new WorkerSlots(
                        new Threads(threads, threads, timer),
                        1,
                        () -> !work.isEmpty(),
                        () -> {
                            work.poll();
                            done.incrementAndGet();
                            Thread.currentThread().interrupt();
                        });
        for (int i = 0; i < 10; i++) {
            work.add(i);
        }

        workers.wake(1);

        await().untilAtomic(done, org.hamcrest.Matchers.is(10));
    }

    @Test
    void whenNoThreadIsAvailableItIsRetriedASecondLater() {
        ExecutorService exhausted =
                new ThreadPoolExecutor(
                        0, 1, 1, TimeUnit.SECONDS, new SynchronousQueue<>(), this::exhaustedOnce);
        work.add(1);
        WorkerSlots workers =
                new WorkerSlots(
                        new Threads(exhausted, exhausted, timer),
                        1,
                        () -> !work.isEmpty(),
                        () -> {
                            work.poll();
                            done.incrementAndGet();
                        });

        workers.wake(1);
        timer.advance(Duration.ofSeconds(1));

        await().untilAtomic(done, org.hamcrest.Matchers.is(1));
        exhausted.shutdownNow();
    }

    private Thread exhaustedOnce(Runnable task) {
        if (exhaustions.incrementAndGet() == 1) {
            throw new OutOfMemoryError("unable to create native thread, on purpose");
        }
        return new Thread(task, "second-attempt");
    }

    @Test
    void aBlockedThreadIsReplacedAndLeavesWhenItReturns() {
        CountDownLatch release = new CountDownLatch(1);
        Queue<Thread> came = new ConcurrentLinkedQueue<>();
        WorkerSlots workers =
                new WorkerSlots(
                        new Threads(threads, threads, timer),
                        1,
                        () -> !work.isEmpty(),
                        () -> {
                            came.add(Thread.currentThread());
                            if (work.poll() == 1) {
                                awaitQuietly(release);
                            }
                            done.incrementAndGet();
                        });
        work.add(1);
        work.add(2);
        workers.wake(1);
        await().until(() -> came.size() == 1);
        Thread stuck = came.peek();

        workers.replace(stuck);
        workers.replace(stuck);

        await().untilAtomic(done, org.hamcrest.Matchers.is(1));
        release.countDown();
        await().untilAtomic(done, org.hamcrest.Matchers.is(2));
        work.add(3);
        workers.wake(1);
        await().untilAtomic(done, org.hamcrest.Matchers.is(3));
        assertThat(came).hasSize(3);
    }

    @Test
    void wakingAfterTheThreadsHaveEndedDoesNoHarm() {
        WorkerSlots workers =
                new WorkerSlots(
                        new Threads(threads, threads, timer), 1, () -> true, done::incrementAndGet);
        threads.shutdownNow();

        workers.wake(1);

        assertThat(done).hasValue(0);
    }
}
