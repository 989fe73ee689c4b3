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
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.impl.engine.PooledExchangeFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.camelalicom.mns.emulator.AlicomEmulatorExtension;
import io.github.camelalicom.mns.emulator.Assumption;
import io.github.camelalicom.mns.emulator.Fault;
import io.github.camelalicom.mns.emulator.QueueView;

import static io.github.camelalicom.mns.emulator.Assumption.SLOW_ANSWERS_NONE;
import static io.github.camelalicom.mns.emulator.Assumption.VISIBILITY_CHANGE_REFUSED;
import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Random routes, stops, restarts and faults, by a seed that can be given again: {@code
 * -Dchaos.seeds=20 -Dchaos.messages=5000} for more, {@code -Dchaos.firstSeed=7} for one that
 * failed. Whatever happens, every message is completed and deleted in the end; and what happens
 * twice, or late, is explained by a fault that the emulator noted for that very message.
 */
class ChaosTest {

    private static final Logger LOG = LoggerFactory.getLogger(ChaosTest.class);

    private static final int MESSAGES = Integer.getInteger("chaos.messages", 1_500);
    private static final int RESTARTS = 4 + MESSAGES / 1_000;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration LEASE = Duration.ofSeconds(5);

    private static final int RECEIVED = 1;
    private static final int DELETED = 2;
    private static final Pattern STOP_REPORT =
            Pattern.compile(
                    "Stopped receiving from .*: received (\\d+), deleted (\\d+),.* still held 0");

    @RegisterExtension
    static final AlicomEmulatorExtension alicom =
            AlicomEmulatorExtension.create(e -> e.visibility(LEASE).retainedMessages(MESSAGES));

    @RegisterExtension final LogCapture log = new LogCapture();

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final Ledger ledger = new Ledger();
    private long tokenEnded = System.nanoTime();

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
        restartNowAndThen(random, () -> {});
        awaitAllDeleted();
        camel.stop();

        ledger.assertNothingIsLost(queue(), MESSAGES);
        ledger.assertEachIsCompletedOnce();
        ledger.assertLeasesEndByFaultsOnly(queue(), sumOfStopReports(RECEIVED));
        ledger.assertNoRequestWasInVain(queue());
        assertThat(sumOfStopReports(DELETED)).isEqualTo(MESSAGES);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void throughFaultsNoMessageIsLostAndEachDuplicateIsExplained(long seed) throws Exception {
        Random random = new Random(seed);
        addFaults(random);
        start(random, "redeliveryDelay=1s&errorBackoff=10ms&maxErrorBackoff=200ms");

        deliver(random);
        restartNowAndThen(random, this::endTokenUnlessItJustEnded);
        alicom.faults().clear();
        awaitAllDeleted();
        camel.stop();

        ledger.assertNothingIsLost(queue(), MESSAGES);
        ledger.assertLeasesEndByFaultsOnly(queue(), sumOfStopReports(RECEIVED));
        ledger.assertDuplicatesAreExplained(queue());
        ledger.assertOnlyDoubtfulDeletesAreCountedTwice(queue(), sumOfStopReports(DELETED));
    }

    /** As above, and the service answers as it may where its documentation is silent. */
    @ParameterizedTest
    @MethodSource("seeds")
    void underUnkindAnswersNoMessageIsLostOrStranded(long seed) throws Exception {
        Random random = new Random(seed);
        List<Assumption> drawn = draw(random);
        LOG.info("Seed {} assumes {}", seed, drawn);
        alicom.assume(drawn.toArray(Assumption[]::new));
        addFaults(random);
        start(random, "redeliveryDelay=1s&errorBackoff=10ms&maxErrorBackoff=200ms");

        deliver(random);
        restartNowAndThen(random, this::endTokenUnlessItJustEnded);
        alicom.faults().clear();
        awaitAllDeleted();
        camel.stop();

        ledger.assertNothingIsLost(queue(), MESSAGES);
        if (!drawn.contains(VISIBILITY_CHANGE_REFUSED)) {
            // otherwise work that takes longer than a lease is done again, as is documented
            ledger.assertDuplicatesAreExplained(queue());
        }
    }

    /**
     * Of every topic the default or an alternative; but no answers that take as long as a lease.
     */
    private static List<Assumption> draw(Random random) {
        return Arrays.stream(Assumption.values())
                .filter(Assumption::isDefault)
                .filter(each -> each != SLOW_ANSWERS_NONE)
                .map(Assumption::alternatives)
                .map(each -> each.get(random.nextInt(each.size())))
                .toList();
    }

    private static void addFaults(Random random) {
        for (Fault fault :
                List.of(
                        Fault.dropBefore(),
                        Fault.dropAfter(),
                        Fault.cutBody(100),
                        Fault.delay(Duration.ofMillis(200)),
                        Fault.duplicateDelivery(),
                        Fault.emptyAtOnce(),
                        Fault.clockSkew(Duration.ofSeconds(-3)),
                        Fault.clockSkew(Duration.ofSeconds(3)),
                        Fault.error("InternalError", 500),
                        Fault.status(502, "text/html", "<html>Bad Gateway</html>"))) {
            alicom.faults().add(fault.always().withProbability(0.02, random.nextLong()));
        }
    }

    /** Two refusals in a row, with tokens that were both good when sent, mean something else. */
    private void endTokenUnlessItJustEnded() {
        if (System.nanoTime() - tokenEnded > Duration.ofSeconds(2).toNanos()) {
            tokenEnded = System.nanoTime();
            alicom.faults().add(Fault.expireTokens());
        }
    }

    private void start(Random random, String options) throws Exception {
        long routeSeed = random.nextLong();
        int consumers = 1 + random.nextInt(8);
        camel.disableJMX();
        if (random.nextBoolean()) {
            camel.getCamelContextExtension().setExchangeFactory(new PooledExchangeFactory());
        }
        camel.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(alicom.uri(
                                        "SmsReport",
                                        "waitTime=1s&visibilityTimeout=5s&concurrentConsumers="
                                                + consumers
                                                + "&"
                                                + options))
                                .routeId("chaos")
                                .onException(Exception.class)
                                .log("${exception.message}")
                                .end()
                                .process(exchange -> work(exchange, routeSeed))
                                .process(ledger::completed);
                    }
                });
        camel.start();
    }

    /**
     * Fails now and then, takes a little longer now and then, and once in a while longer than its
     * lease; always the same for one seed.
     */
    private static void work(Exchange exchange, long seed) throws InterruptedException {
        int receive = Ledger.receive(exchange);
        Random random = new Random(seed ^ (Ledger.id(exchange) + receive).hashCode());
        int dice = random.nextInt(10_000);
        if (dice < 5) {
            dawdle(LEASE.plusSeconds(1));
        } else if (dice < 200) {
            dawdle(Duration.ofMillis(random.nextInt(50)));
        }
        if (receive < 4 && random.nextInt(100) < 5) {
            throw new IllegalStateException("on purpose");
        }
    }

    private static void dawdle(Duration time) throws InterruptedException {
        new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void deliver(Random random) {
        int left = MESSAGES;
        while (left > 0) {
            int some = Math.min(left, 1 + random.nextInt(200));
            alicom.deliver(IntStream.range(0, some).mapToObj(i -> smsReport()).toList());
            left -= some;
        }
    }

    /**
     * Stops and suspends the route at random points of its work.
     *
     * @param before what else goes wrong at that point
     */
    private void restartNowAndThen(Random random, Runnable before) throws Exception {
        for (int i = 0; i < RESTARTS; i++) {
            long more = queue().deleted() + random.nextInt(MESSAGES / RESTARTS);
            await().atMost(PATIENCE)
                    .until(() -> queue().deleted() >= Math.min(more, MESSAGES * 3 / 4));
            before.run();
            ledger.noteTokenOutages(alicom.requests());
            if (random.nextBoolean()) {
                camel.getRouteController().stopRoute("chaos");
                camel.getRouteController().startRoute("chaos");
            } else {
                camel.getRouteController().suspendRoute("chaos");
                camel.getRouteController().resumeRoute("chaos");
            }
        }
    }

    private void awaitAllDeleted() {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> queue().deleted() == MESSAGES);
        ledger.noteTokenOutages(alicom.requests());
    }

    private static QueueView queue() {
        return alicom.queue("SmsReport");
    }

    /** What the consumers themselves say that they received, or deleted, all together. */
    private long sumOfStopReports(int figure) {
        Matcher reports = STOP_REPORT.matcher(log.text());
        long sum = 0;
        while (reports.find()) {
            sum += Long.parseLong(reports.group(figure));
        }
        return sum;
    }
}
