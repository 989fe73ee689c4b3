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
package io.github.camelalicom.mns;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.camelalicom.mns.emulator.AlicomEmulatorExtension;
import io.github.camelalicom.mns.emulator.Fault;

import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Half an hour of load with failures, restarts, short-lived tokens and faults, after which heap,
 * threads and sockets must be where they were: {@code -Dsoak.minutes=30}. Emulator and consumer
 * share the JVM, so that a leak of either shows.
 */
@Tag("endurance")
class SoakTest {

    private static final Logger LOG = LoggerFactory.getLogger(SoakTest.class);
    private static final Duration LENGTH =
            Duration.ofMinutes(Integer.getInteger("soak.minutes", 30));
    private static final int MESSAGES_PER_SECOND = 200;
    private static final int SAMPLES = 30;

    @RegisterExtension
    static final AlicomEmulatorExtension alicom =
            AlicomEmulatorExtension.create(
                    e ->
                            e.visibility(Duration.ofSeconds(4))
                                    .tokenLifetime(Duration.ofSeconds(20))
                                    .retainedMessages(500));

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final ScheduledExecutorService background = Executors.newScheduledThreadPool(2);
    private final AtomicLong sent = new AtomicLong();
    private final Random random = new Random(7);

    /** What the process holds, after a collection of garbage, while the load goes on. */
    private record Sample(long heapKilobytes, long threads, long sockets) {}

    @AfterEach
    void end() {
        background.shutdownNow();
        camel.stop();
    }

    @Test
    void holdsNoMoreAfterHalfAnHourThanAfterFiveMinutes() throws Exception {
        startRoute();
        addFaults();
        background.scheduleAtFixedRate(this::send, 0, 100, TimeUnit.MILLISECONDS);
        long pause = LENGTH.toMillis() / SAMPLES;
        background.scheduleAtFixedRate(this::restart, pause, pause, TimeUnit.MILLISECONDS);

        List<Sample> samples = samples();
        background.shutdownNow();
        alicom.faults().clear();
        await().atMost(Duration.ofMinutes(1))
                .until(() -> alicom.queue("SmsReport").deleted() == sent.get());

        LOG.info("{} messages, samples {}", sent, samples);
        assertFlat("heap (kB)", samples, Sample::heapKilobytes, 2_048);
        assertFlat("threads", samples, Sample::threads, 16);
        assertFlat("sockets", samples, Sample::sockets, 4);
    }

    private void startRoute() throws Exception {
        camel.disableJMX();
        camel.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(alicom.uri(
                                        "SmsReport",
                                        "waitTime=2s&visibilityTimeout=4s&concurrentConsumers=4"
                                                + "&redeliveryDelay=1s&errorBackoff=10ms"
                                                + "&maxErrorBackoff=200ms"))
                                .routeId("soak")
                                .process(exchange -> exchange.setRollbackOnly(fails()));
                    }
                });
        camel.start();
    }

    private boolean fails() {
        return random.nextInt(100) < 2;
    }

    private static void addFaults() {
        for (Fault fault :
                List.of(
                        Fault.dropBefore(),
                        Fault.dropAfter(),
                        Fault.cutBody(100),
                        Fault.delay(Duration.ofMillis(200)),
                        Fault.error("InternalError", 500))) {
            alicom.faults().add(fault.always().withProbability(0.005, 7));
        }
    }

    private void send() {
        int some = MESSAGES_PER_SECOND / 10;
        alicom.deliver(IntStream.range(0, some).mapToObj(i -> smsReport()).toList());
        sent.addAndGet(some);
    }

    private void restart() {
        try {
            camel.getRouteController().stopRoute("soak");
            camel.getRouteController().startRoute("soak");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private List<Sample> samples() {
        List<Sample> samples = new ArrayList<>();
        Instant start = Instant.now();
        for (int i = 1; i <= SAMPLES; i++) {
            Instant due = start.plus(LENGTH.multipliedBy(i).dividedBy(SAMPLES));
            await().atMost(LENGTH)
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> !Instant.now().isBefore(due));
            samples.add(sample());
            LOG.info("{} of {}: {}", i, SAMPLES, samples.get(i - 1));
        }
        return samples;
    }

    private static Sample sample() {
        System.gc();
        return new Sample(
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1024,
                ManagementFactory.getThreadMXBean().getThreadCount(),
                sockets());
    }

    /** Only Linux tells; elsewhere there is nothing to compare. */
    private static long sockets() {
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            return files.filter(SoakTest::isSocket).count();
        } catch (IOException e) {
            return 0;
        }
    }

    private static boolean isSocket(Path file) {
        try {
            return Files.readSymbolicLink(file).toString().startsWith("socket:");
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * The last third against the second sixth: what comes before is warming up. Of each the least,
     * which a leak raises and a busy moment does not.
     */
    private static void assertFlat(
            String what, List<Sample> samples, ToLongFunction<Sample> of, long noise) {
        long early = least(samples.subList(SAMPLES / 6, SAMPLES / 3), of);
        long late = least(samples.subList(SAMPLES * 2 / 3, SAMPLES), of);
        assertThat(late).as(what).isLessThanOrEqualTo(early + early / 20 + noise);
    }

    private static long least(List<Sample> samples, ToLongFunction<Sample> of) {
        return samples.stream().mapToLong(of).min().orElseThrow();
    }
}
