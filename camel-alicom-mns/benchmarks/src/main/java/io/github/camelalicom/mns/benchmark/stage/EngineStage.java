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
package io.github.camelalicom.mns.benchmark.stage;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

import io.github.camelalicom.mns.consumer.BackgroundPolls;
import io.github.camelalicom.mns.consumer.ConsumerEngine;
import io.github.camelalicom.mns.consumer.ConsumerSettings;
import io.github.camelalicom.mns.consumer.ConsumerSettings.LeaseSettings;
import io.github.camelalicom.mns.consumer.ConsumerStats;
import io.github.camelalicom.mns.consumer.EngineParts;
import io.github.camelalicom.mns.consumer.Outcome;
import io.github.camelalicom.mns.consumer.SharedServices;
import io.github.camelalicom.mns.consumer.SharedServices.ContextStopListener;
import io.github.camelalicom.mns.gateway.Threads;

/**
 * All that the engine does for a message from receive to delete, with its hand-overs between
 * threads, on a queue that answers at once and a route that does nothing.
 */
@State(Scope.Benchmark)
public class EngineStage {

    private static final int MESSAGES = 16 * 1024;

    /** One takes the other threads out of it; eight is the default. */
    @Param({"1", "8"})
    int receivers;

    private final MemoryQueue queue = new MemoryQueue(MESSAGES);
    private Threads threads;
    private ConsumerEngine engine;

    @Setup(Level.Trial)
    public void start() {
        threads =
                new Threads(
                        Executors.newCachedThreadPool(),
                        Executors.newCachedThreadPool(),
                        Executors.newScheduledThreadPool(2));
        engine =
                new ConsumerEngine(
                        new EngineParts(
                                queue,
                                settings(),
                                new Alone(threads),
                                (message, cause) -> {},
                                new ConsumerStats.Listener() {
                                    @Override
                                    public void begun(long lagNanos) {}

                                    @Override
                                    public void deleted(long leaseLeftNanos) {}
                                },
                                System::nanoTime,
                                Clock.systemUTC()),
                        deliveries -> deliveries.forEach(each -> each.finish(Outcome.COMPLETED)));
        engine.start();
    }

    private ConsumerSettings settings() {
        return new ConsumerSettings(
                "Alicom-Queue-1-SmsReport",
                Duration.ofSeconds(30),
                16,
                receivers,
                1,
                256,
                true,
                false,
                Duration.ZERO,
                16,
                Duration.ofMillis(100),
                new LeaseSettings(true, Duration.ofSeconds(30), Duration.ofHours(1)),
                Optional.empty(),
                Duration.ofSeconds(1),
                Duration.ofMinutes(1),
                Duration.ofSeconds(1),
                "memory:queue");
    }

    @Benchmark
    @OperationsPerInvocation(MESSAGES)
    public void receiveToDelete() throws InterruptedException {
        queue.fill();
        queue.awaitDeleted();
    }

    @TearDown(Level.Trial)
    public void stop() {
        engine.stop(Duration.ofSeconds(5));
        threads.io().shutdown();
        threads.workers().shutdown();
        threads.timer().shutdown();
    }

    /** The only consumer, without a Camel context. */
    private record Alone(Threads threads) implements SharedServices {

        private static final BackgroundPolls LEFT_POLLS = new BackgroundPolls();

        @Override
        public BackgroundPolls backgroundPolls() {
            return LEFT_POLLS;
        }

        @Override
        public Optional<Duration> graceLeft(Duration grace) {
            return Optional.of(Duration.ZERO);
        }

        @Override
        public void closed(ContextStopListener receiving) {
            // the benchmark ends the threads
        }
    }
}
