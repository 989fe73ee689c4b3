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
package io.github.camelalicom.mns.lifecycle;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class WorkerPoolTest {

    private static final int USUAL = 4;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final ThreadPoolExecutor threads =
            new ThreadPoolExecutor(USUAL, USUAL, 60, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
    private final WorkerPool pool = new WorkerPool(threads, timer);

    @AfterEach
    void end() {
        pool.shutdownNow();
        timer.shutdownNow();
    }

    @Test
    void hasAThreadForEachTaskThatBlocks() throws InterruptedException {
        CountDownLatch all = new CountDownLatch(100);
        CountDownLatch release = new CountDownLatch(1);

        for (int i = 0; i < 100; i++) {
            pool.execute(
                    () -> {
                        all.countDown();
                        awaitQuietly(release);
                    });
        }

        assertThat(all.await(60, TimeUnit.SECONDS)).isTrue();
        release.countDown();
    }

    @Test
    void worksOffManyShortTasksWithFewThreads() {
        AtomicInteger done = new AtomicInteger();

        for (int i = 0; i < 2_000; i++) {
            pool.execute(done::incrementAndGet);
        }

        await().until(() -> done.get() == 2_000);
        assertThat(threads.getLargestPoolSize()).isLessThan(50);
    }

    @Test
    void isOfItsUsualSizeAgainAfterwards() throws InterruptedException {
        hasAThreadForEachTaskThatBlocks();

        await().until(
                        () -> {
                            pool.execute(() -> {});
                            return threads.getCorePoolSize() == USUAL;
                        });
    }

    @Test
    void addsNoThreadWhileWhatWasQueuedBegins() {
        RecordingTimer checks = new RecordingTimer();
        ThreadPoolExecutor one =
                new ThreadPoolExecutor(1, 1, 60, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
        WorkerPool pool = new WorkerPool(one, checks);
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch second = new CountDownLatch(1);
        try {
            pool.execute(() -> awaitQuietly(first));
            pool.execute(() -> awaitQuietly(second));
            first.countDown();
            await().until(() -> one.getQueue().isEmpty());
            pool.execute(() -> {});

            checks.runNext();
            assertThat(one.getCorePoolSize()).isEqualTo(1);

            checks.runNext();
            assertThat(one.getCorePoolSize()).isEqualTo(2);
        } finally {
            second.countDown();
            pool.shutdownNow();
            checks.shutdownNow();
        }
    }

    @Test
    void addsAThreadLaterIfNoneCanBeStarted() {
        AtomicInteger started = new AtomicInteger();
        RecordingTimer checks = new RecordingTimer();
        ThreadPoolExecutor one =
                new ThreadPoolExecutor(
                        1,
                        1,
                        60,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        task -> {
                            if (started.incrementAndGet() == 2) {
                                throw new IllegalStateException("no thread, on purpose");
                            }
                            return new Thread(task);
                        });
        WorkerPool pool = new WorkerPool(one, checks);
        CountDownLatch blocked = new CountDownLatch(1);
        AtomicInteger done = new AtomicInteger();
        try {
            pool.execute(() -> awaitQuietly(blocked));
            pool.execute(done::incrementAndGet);

            assertThatThrownBy(checks::runNext).hasMessageContaining("on purpose");
            checks.runNext();

            await().untilAtomic(done, org.hamcrest.Matchers.is(1));
        } finally {
            blocked.countDown();
            pool.shutdownNow();
            checks.shutdownNow();
        }
    }

    /** Runs a task when it is told to. */
    private static final class RecordingTimer extends ScheduledThreadPoolExecutor {

        private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

        RecordingTimer() {
            super(1);
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
            tasks.add(task);
            return null;
        }

        void runNext() {
            tasks.remove().run();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
