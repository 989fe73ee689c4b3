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
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.camelalicom.mns.emulator.AlicomEmulator;
import io.github.camelalicom.mns.emulator.Assumption;
import io.github.camelalicom.mns.emulator.QueueView;
import io.github.camelalicom.mns.receipt.InvalidReceiptException;
import io.github.camelalicom.mns.receipt.SmsReport;

import static io.github.camelalicom.mns.emulator.Assumption.BATCH_DELETE_REFUSED;
import static io.github.camelalicom.mns.emulator.Assumption.DEPARTED_CLIENTS_UNNOTICED;
import static io.github.camelalicom.mns.emulator.Assumption.SLOW_ANSWERS_TO_DELETE;
import static io.github.camelalicom.mns.emulator.Assumption.SLOW_ANSWERS_TO_VISIBILITY;
import static io.github.camelalicom.mns.emulator.Assumption.VISIBILITY_CHANGE_REFUSED;
import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The outcomes that are promised, under each answer that the live service may give where its
 * documentation is silent. One scenario holds them all: receipts that complete, fail once, take
 * longer than their lease, or are invalid; a token that is refused; a restart in the middle.
 */
class OutcomesUnderAssumptionsTest {

    private static final Duration LEASE = Duration.ofSeconds(4);

    /** Longer than the emulator's slow answers take, one after the other. */
    private static final Duration LEASE_OF_SLOW_ANSWERS = Duration.ofSeconds(12);

    private static final List<String> PLAIN =
            IntStream.range(0, 20).mapToObj(i -> "plain-" + i).toList();

    private static final Set<Assumption> SLOW =
            Set.of(SLOW_ANSWERS_TO_DELETE, SLOW_ANSWERS_TO_VISIBILITY);

    /** How often each business id was completed. */
    private final Map<String, Integer> completed = new ConcurrentHashMap<>();

    private final Set<String> failedOnce = ConcurrentHashMap.newKeySet();
    private final Set<String> rejected = ConcurrentHashMap.newKeySet();

    static Stream<Assumption> alternatives() {
        return Arrays.stream(Assumption.values()).filter(each -> !each.isDefault());
    }

    @ParameterizedTest
    @Execution(ExecutionMode.CONCURRENT)
    @MethodSource("alternatives")
    void eachReceiptIsCompletedAndDeletedWhateverTheServiceAnswers(Assumption assumption)
            throws Exception {
        scenario(assumption);
    }

    /** The answers that change most, together. */
    @ParameterizedTest
    @Execution(ExecutionMode.CONCURRENT)
    @MethodSource("alternatives")
    void andBesideClientsWhoseDepartureIsNotNoticed(Assumption assumption) throws Exception {
        scenario(DEPARTED_CLIENTS_UNNOTICED, assumption);
    }

    private void scenario(Assumption... assumptions) throws Exception {
        boolean slow = Arrays.stream(assumptions).anyMatch(SLOW::contains);
        Duration lease = slow ? LEASE_OF_SLOW_ANSWERS : LEASE;
        try (AlicomEmulator alicom =
                        AlicomEmulator.builder().visibility(lease).assuming(assumptions).start();
                DefaultCamelContext camel = new DefaultCamelContext()) {
            camel.disableJMX();
            camel.addRoutes(route(alicom, lease));
            camel.start();
            QueueView queue = alicom.queue("SmsReport");

            deliver(alicom, PLAIN.subList(0, 10));
            deliver(alicom, List.of("fails-once", "takes-long"));
            alicom.deliverRaw("SmsReport", "not a receipt");
            await().until(() -> completed.size() >= 10);
            alicom.expireTokens();
            deliver(alicom, PLAIN.subList(10, 15));
            await().until(() -> completed.size() >= 15);
            camel.getRouteController().stopRoute("route");
            camel.getRouteController().startRoute("route");
            deliver(alicom, PLAIN.subList(15, 20));

            await().until(() -> queue.deleted() == queue.sent());
            assertThat(queue.sent()).isEqualTo(PLAIN.size() + 3);
            assertThat(completed).containsOnlyKeys(expected());
            assertThat(rejected).hasSize(1);
            if (!mayRedeliver(assumptions)) {
                assertThat(completed).allSatisfy((id, times) -> assertThat(times).isEqualTo(1));
            }
        }
    }

    private static Set<String> expected() {
        Set<String> expected = ConcurrentHashMap.newKeySet();
        expected.addAll(PLAIN);
        expected.addAll(List.of("fails-once", "takes-long"));
        return expected;
    }

    /** Without extensions, work that takes longer than the lease is done again. */
    private static boolean mayRedeliver(Assumption... assumptions) {
        return Arrays.asList(assumptions).contains(VISIBILITY_CHANGE_REFUSED)
                || Arrays.asList(assumptions).contains(BATCH_DELETE_REFUSED);
    }

    private RouteBuilder route(AlicomEmulator alicom, Duration lease) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                onException(InvalidReceiptException.class)
                        .handled(true)
                        .process(e -> rejected.add(e.getIn().getBody(String.class)));
                onException(IllegalStateException.class).logStackTrace(false);
                from(alicom.uri(
                                "SmsReport",
                                "waitTime=2s&redeliveryDelay=1s&visibilityTimeout="
                                        + lease.toMillis()
                                        + "&concurrentConsumers=4&errorBackoff=100ms"
                                        + "&maxErrorBackoff=1s"))
                        .routeId("route")
                        .process(exchange -> work(exchange, lease));
            }
        };
    }

    private void work(Exchange exchange, Duration lease) throws InterruptedException {
        String id = exchange.getIn().getBody(SmsReport.class).bizId();
        if (id.equals("fails-once") && failedOnce.add(id)) {
            throw new IllegalStateException("on purpose");
        }
        if (id.equals("takes-long") && failedOnce.add(id)) {
            new CountDownLatch(1).await(lease.toMillis() + 1_000, TimeUnit.MILLISECONDS);
        }
        completed.merge(id, 1, Integer::sum);
    }

    private static void deliver(AlicomEmulator alicom, List<String> ids) {
        alicom.deliver(ids.stream().map(id -> smsReport().bizId(id).delivered()).toList());
    }
}
