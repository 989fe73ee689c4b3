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
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Delayed;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.camelalicom.mns.LogCapture;
import io.github.camelalicom.mns.gateway.MnsException.Kind;
import io.github.camelalicom.mns.gateway.QueueSnapshot.TokenTimes;
import io.github.camelalicom.mns.gateway.Threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Stops that coincide. */
class ConsumerEngineTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final ConsumerStats.Listener NO_LISTENER =
            new ConsumerStats.Listener() {
                @Override
                public void begun(long lagNanos) {}

                @Override
                public void deleted(long leaseLeftNanos) {}
            };

    @RegisterExtension private final LogCapture log = new LogCapture();

    private final ExecutorService pool = Executors.newCachedThreadPool();
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
    private final ScriptedQueue queue = new ScriptedQueue();
    private final AtomicReference<Delivery> held = new AtomicReference<>();

    /** What the test thread does while it reads the clock, once. */
    private final AtomicReference<Runnable> atTheClock = new AtomicReference<>();

    /** What the clock is ahead of that of the system, in nanoseconds. */
    private final AtomicLong passed = new AtomicLong();

    private final Thread test = Thread.currentThread();
    private final ConsumerEngine engine =
            new ConsumerEngine(
                    new EngineParts(
                            queue,
                            Messages.settings(),
                            new TestSharedServices(new Threads(pool, pool, timer)),
                            (message, cause) -> {},
                            NO_LISTENER,
                            this::nanoTime,
                            InstantSource.system()),
                    deliveries -> held.set(deliveries.get(0)));

    @BeforeEach
    void removeWhatIsCancelled() {
        timer.setRemoveOnCancelPolicy(true);
    }

    @AfterEach
    void endThreads() {
        pool.shutdownNow();
        timer.shutdownNow();
    }

    private long nanoTime() {
        Runnable action = Thread.currentThread() == test ? atTheClock.getAndSet(null) : null;
        if (action != null) {
            action.run();
        }
        return System.nanoTime() + passed.get();
    }

    /** The context ends receiving of all consumers while it stops the route of one. */
    /** The next receive or settlement replaces it, and none is due. */
    @Test
    void anExpiredTokenIsShownOnlyWhileItIsNeeded() {
        queue.token = new TokenTimes(Duration.ofHours(1), Duration.ofSeconds(-1));
        engine.start();
        assertThat(engine.snapshot().queue().token()).isPresent();

        engine.suspend();

        assertThat(engine.snapshot().queue().token()).isEmpty();
        queue.token = new TokenTimes(Duration.ofHours(1), Duration.ofMinutes(1));
        assertThat(engine.snapshot().queue().token()).isPresent();
    }

    @Test
    void aStopWhileAnotherThreadEndsReceivingWaitsForTheMessagesInTheRoute() {
        // given a message in the route, for longer than a flush takes
        ReceivedOnce.in(queue);
        engine.start();
        await().until(() -> held.get() != null);
        AtomicBoolean finished = new AtomicBoolean();
        AtomicBoolean waited = new AtomicBoolean();
        CompletableFuture.runAsync(
                () -> {
                    finished.set(true);
                    held.get().finish(Outcome.COMPLETED);
                },
                CompletableFuture.delayedExecutor(3, TimeUnit.SECONDS, pool));
        // when the engine is stopped while the context ends receiving
        atTheClock.set(
                () -> {
                    engine.stop(PATIENCE);
                    waited.set(finished.get());
                });
        engine.endReceiving();
        // then
        assertThat(waited).isTrue();
    }

    /** The context may begin to stop while a route resumes. */
    @Test
    void receivingThatStartsWhileAnotherThreadEndsItCanBeEnded() {
        // given a suspended consumer with a delete that is tried again
        ReceivedOnce.in(queue);
        queue.deleting =
                handles -> {
                    throw ScriptedQueue.failure(Kind.UNAVAILABLE);
                };
        engine.start();
        await().until(() -> held.get() != null);
        held.get().finish(Outcome.COMPLETED);
        await().until(() -> engine.snapshot().totals().deleteFailures() > 0);
        engine.suspend();
        // when
        atTheClock.set(engine::endReceiving);
        engine.start();
        // then
        assertThat(atTheClock).as("used").hasValue(null);
        assertThat(engine.snapshot().load().receivers()).isZero();
        // and after another start
        engine.start();
        assertThat(engine.snapshot().load().receivers()).isOne();
        engine.suspend();
        assertThat(engine.snapshot().load().receivers()).isZero();
    }

    @Test
    void anEarlierSuspensionIsNotPartOfThePatienceOfAStop() {
        ReceivedOnce.in(queue);
        engine.start();
        await().until(() -> held.get() != null);
        engine.suspend();
        passed.set(Duration.ofSeconds(10).toNanos());
        // when a stop begins
        engine.stopBegins();
        CompletableFuture.runAsync(
                () -> held.get().finish(Outcome.COMPLETED),
                CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS, pool));
        engine.stop(Duration.ofSeconds(10));
        // then
        assertThat(log.text()).contains("deleted 1").doesNotContain("ALICOM-802");
    }

    @Test
    void aStopThatOnlyWaitedForDeletesReportsNoMessageAtWork() {
        // given a delete that takes longer than the patience of the stop
        ReceivedOnce.in(queue);
        queue.deleting =
                handles -> {
                    await().until(() -> test.getState() == Thread.State.TIMED_WAITING);
                    return List.of();
                };
        engine.start();
        await().until(() -> held.get() != null);
        held.get().finish(Outcome.COMPLETED);
        // when
        engine.stop(Duration.ZERO);
        // then
        assertThat(log.text()).contains("deleted 1").doesNotContain("ALICOM-802");
    }

    /** The timer is shared: such a task would keep the whole engine in memory. */
    @Test
    void aStopLeavesNothingOnTheTimerForLong() {
        ReceivedOnce.in(queue);
        engine.start();
        await().until(() -> held.get() != null);
        held.get().finish(Outcome.COMPLETED);

        engine.stop(PATIENCE);

        assertThat(timer.getQueue())
                .noneMatch(task -> ((Delayed) task).getDelay(TimeUnit.MINUTES) > 1);
    }

    /** One message, and an empty queue after that. */
    private static final class ReceivedOnce {

        static void in(ScriptedQueue queue) {
            AtomicBoolean received = new AtomicBoolean();
            queue.receiving =
                    () ->
                            received.compareAndSet(false, true)
                                    ? List.of(Messages.message("1", PATIENCE))
                                    : List.of();
        }
    }
}
