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

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.camelalicom.mns.emulator.AlicomEmulatorExtension;
import io.github.camelalicom.mns.emulator.Fault;
import io.github.camelalicom.mns.emulator.QueueView;
import io.github.camelalicom.mns.emulator.RequestKind;

import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Random routes, stops, restarts and faults, by a seed that can be given again: {@code
 * -Dchaos.seeds=20 -Dchaos.messages=5000} for more, {@code -Dchaos.firstSeed=7} for one that
 * failed. Whatever happens, every message is completed and deleted in the end; and where no fault
 * explains a duplicate, there is none.
 */
class ChaosTest {

    private static final int MESSAGES = Integer.getInteger("chaos.messages", 1_500);
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @RegisterExtension
    static final AlicomEmulatorExtension alicom =
            AlicomEmulatorExtension.create(e -> e.visibility(Duration.ofSeconds(4)));

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final Map<String, AtomicInteger> completed = new ConcurrentHashMap<>();

    static LongStream seeds() {
        long first = Long.getLong("chaos.firstSeed", 1);
        return LongStream.range(first, first + Integer.getInteger("chaos.seeds", 2));
    }

    @AfterEach
    void stopCamel() {
        camel.stop();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void withoutFaultsEachMessageIsCompletedExactlyOnce(long seed) throws Exception {
        Random random = new Random(seed);
        start(random, "redeliveryDelay=1s");

        deliver(random);
        restartNowAndThen(random);
        awaitAllDeleted();

        assertThat(completed).hasSize(MESSAGES);
        assertThat(completed).allSatisfy((id, times) -> assertThat(times).hasValue(1));
        assertConserved();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void throughFaultsNoMessageIsLost(long seed) throws Exception {
        Random random = new Random(seed);
        for (Fault fault :
                List.of(
                        Fault.dropBefore(),
                        Fault.dropAfter(),
                        Fault.cutBody(100),
                        Fault.delay(Duration.ofMillis(200)),
                        Fault.expireTokens(),
                        Fault.duplicateDelivery(),
                        Fault.emptyAtOnce(),
                        Fault.error("InternalError", 500),
                        Fault.status(502, "text/html", "<html>Bad Gateway</html>"))) {
            alicom.faults().add(fault.always().withProbability(0.02, random.nextLong()));
        }
        start(random, "redeliveryDelay=1s&errorBackoff=10ms&maxErrorBackoff=200ms");

        deliver(random);
        restartNowAndThen(random);
        alicom.faults().clear();
        awaitAllDeleted();

        assertThat(completed).hasSize(MESSAGES);
        assertConserved();
    }

    private void start(Random random, String options) throws Exception {
        long routeSeed = random.nextLong();
        int consumers = 1 + random.nextInt(8);
        camel.disableJMX();
        camel.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(alicom.uri(
                                        "SmsReport",
                                        "waitTime=1s&visibilityTimeout=4s&concurrentConsumers="
                                                + consumers
                                                + "&"
                                                + options))
                                .routeId("chaos")
                                .onException(Exception.class)
                                .log("${exception.message}")
                                .end()
                                .process(exchange -> work(exchange, routeSeed));
                    }
                });
        camel.start();
    }

    /** Fails now and then, and takes a little longer now and then; always the same for one seed. */
    private void work(Exchange exchange, long seed) throws InterruptedException {
        String id = exchange.getIn().getHeader(AlicomMnsConstants.MESSAGE_ID, String.class);
        int receive = exchange.getIn().getHeader(AlicomMnsConstants.DEQUEUE_COUNT, Integer.class);
        Random random = new Random(seed ^ (id + receive).hashCode());
        if (random.nextInt(100) < 2) {
            new java.util.concurrent.CountDownLatch(1)
                    .await(random.nextInt(50), java.util.concurrent.TimeUnit.MILLISECONDS);
        }
        if (receive < 4 && random.nextInt(100) < 5) {
            throw new IllegalStateException("on purpose");
        }
        completed.computeIfAbsent(id, key -> new AtomicInteger()).incrementAndGet();
    }

    private static void deliver(Random random) {
        int left = MESSAGES;
        while (left > 0) {
            int some = Math.min(left, 1 + random.nextInt(200));
            alicom.deliver(IntStream.range(0, some).mapToObj(i -> smsReport()).toList());
            left -= some;
        }
    }

    /** Stops and suspends the route at random points of its work. */
    private void restartNowAndThen(Random random) throws Exception {
        for (int i = 0; i < 4; i++) {
            long more = alicom.queue("SmsReport").deleted() + random.nextInt(MESSAGES / 5);
            await().atMost(PATIENCE)
                    .until(
                            () ->
                                    alicom.queue("SmsReport").deleted()
                                            >= Math.min(more, MESSAGES / 2));
            if (random.nextBoolean()) {
                camel.getRouteController().stopRoute("chaos");
                camel.getRouteController().startRoute("chaos");
            } else {
                camel.getRouteController().suspendRoute("chaos");
                camel.getRouteController().resumeRoute("chaos");
            }
        }
    }

    private static void awaitAllDeleted() {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> alicom.queue("SmsReport").deleted() == MESSAGES);
    }

    private static void assertConserved() {
        QueueView queue = alicom.queue("SmsReport");
        assertThat(queue.sent()).isEqualTo(MESSAGES);
        assertThat(queue.deleted() + queue.visible() + queue.invisible()).isEqualTo(MESSAGES);
        assertThat(alicom.requests().count(RequestKind.TOKEN)).isPositive();
    }
}
