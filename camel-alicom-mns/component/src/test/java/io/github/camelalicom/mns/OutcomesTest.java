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
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.RollbackExchangeException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.camelalicom.mns.emulator.RequestKind;
import io.github.camelalicom.mns.receipt.GenericReceipt;
import io.github.camelalicom.mns.receipt.SmsReport;
import io.github.camelalicom.mns.receipt.SmsUp;
import io.github.camelalicom.mns.receipt.VoiceReport;

import static io.github.camelalicom.mns.emulator.Receipts.receipt;
import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static io.github.camelalicom.mns.emulator.Receipts.smsUp;
import static io.github.camelalicom.mns.emulator.Receipts.voiceReport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What becomes of a message, for each way in which an exchange can end. */
class OutcomesTest extends AlicomMnsTestSupport {

    @Test
    void aReceiptArrivesTypedAndIsDeletedWhenItsExchangeCompletes() {
        startRoute(route -> {});

        alicom.deliver(smsReport().bizId("b-1").phoneNumber("13900001234").delivered());
        awaitDeleted("SmsReport", 1);

        SmsReport report = arrived.get(0).getIn().getBody(SmsReport.class);
        assertThat(report.bizId()).isEqualTo("b-1");
        assertThat(report.phoneNumber()).isEqualTo("13900001234");
        assertThat(report.success()).isTrue();
    }

    @Test
    void theHeadersTellWhereAReceiptComesFrom() {
        startRoute(route -> {});
        Instant before = alicom.clock().instant().minusSeconds(1);

        String id = alicom.deliver(smsReport().bizId("b-1")).get(0);
        awaitDeleted("SmsReport", 1);

        Message in = arrived.get(0).getIn();
        assertThat(in.getHeader("CamelAlicomMnsMessageId")).isEqualTo(id);
        assertThat(in.getHeader("CamelAlicomMnsMessageType")).isEqualTo("SmsReport");
        assertThat(in.getHeader("CamelAlicomMnsQueueName"))
                .isEqualTo(alicom.queueName("SmsReport"));
        assertThat(in.getHeader("CamelAlicomMnsReceiptHandle", String.class)).isNotBlank();
        assertThat(in.getHeader("CamelAlicomMnsDequeueCount")).isEqualTo(1);
        assertThat(in.getHeader("CamelAlicomMnsPriority")).isEqualTo(8);
        assertThat(in.getHeader("CamelAlicomMnsReceiptKey", String.class)).startsWith("SmsReport-");
        assertThat(in.getHeader("CamelAlicomMnsEnqueueTime", Instant.class)).isAfter(before);
        assertThat(in.getHeader("CamelAlicomMnsFirstDequeueTime", Instant.class)).isAfter(before);
        assertThat(in.getHeader("CamelAlicomMnsNextVisibleTime", Instant.class))
                .isAfter(before.plus(VISIBILITY));
        assertThat(in.getMessageTimestamp()).isGreaterThan(before.toEpochMilli());
    }

    @Test
    void eachMessageTypeHasItsBody() throws Exception {
        for (String type : new String[] {"SmsUp", "VoiceReport", "FlowReport"}) {
            camel.addRoutes(
                    new RouteBuilder() {
                        @Override
                        public void configure() {
                            from(uri(type)).process(OutcomesTest.this::arrive);
                        }
                    });
        }
        startRoute(route -> {});

        alicom.deliver(
                smsUp().content("TD"),
                voiceReport().callId("c-1"),
                receipt("FlowReport").json("{\"flow\":\"50\",\"nested\":{\"n\":1}}"));
        awaitArrivals(3);

        assertThat(bodyOf(SmsUp.class).content()).isEqualTo("TD");
        assertThat(bodyOf(VoiceReport.class).callId()).isEqualTo("c-1");
        assertThat(bodyOf(GenericReceipt.class).get("flow")).isEqualTo("50");
    }

    @Test
    void aHandledFailureIsACompletion() {
        start(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        onException(IllegalStateException.class).handled(true);
                        from(smsReports()).throwException(new IllegalStateException("on purpose"));
                    }
                });

        alicom.deliver(smsReport());

        awaitDeleted("SmsReport", 1);
        assertThat(errors.reports).isEmpty();
    }

    @Test
    void aReceiptThatIsFilteredOutOrStoppedIsDeleted() {
        startRoute(
                route ->
                        route.filter(simple("${body.bizId} == 'filtered'"))
                                .stop()
                                .end()
                                .filter(simple("false"))
                                .to("mock:never"));

        alicom.deliver(smsReport().bizId("filtered"), smsReport().bizId("other"));

        awaitDeleted("SmsReport", 2);
    }

    @Test
    void aReceiptWhoseRouteFailedIsRedeliveredWithAHigherDequeueCount() {
        Set<String> failed = ConcurrentHashMap.newKeySet();
        startRoute(
                route ->
                        route.process(
                                exchange -> {
                                    if (failed.add(exchange.getIn().getMessageId())
                                            && failed.size() == 1) {
                                        throw new IllegalStateException("on purpose");
                                    }
                                }));

        alicom.deliver(smsReport().bizId("b-1"));
        await().until(() -> errors.reports.size() == 1);
        assertThat(alicom.queue("SmsReport").invisible()).isEqualTo(1);
        alicom.clock().advance(VISIBILITY);
        awaitDeleted("SmsReport", 1);

        assertThat(bizIds()).containsExactly("b-1", "b-1");
        assertThat(arrived)
                .extracting(e -> e.getIn().getHeader(AlicomMnsConstants.DEQUEUE_COUNT))
                .containsExactly(1, 2);
        assertThat(arrived)
                .extracting(e -> e.getIn().getHeader(AlicomMnsConstants.RECEIPT_KEY))
                .containsOnly(arrived.get(0).getIn().getHeader(AlicomMnsConstants.RECEIPT_KEY));
        assertThat(errors.reports.get(0).cause()).hasMessage("on purpose");
    }

    @Test
    void aReceiptWhoseRouteFailedIsRedeliveredAfterTheRedeliveryDelay() {
        start(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(smsReports("redeliveryDelay=4500ms"))
                                .process(OutcomesTest.this::arrive)
                                .throwException(new IllegalStateException("on purpose"));
                    }
                });

        alicom.deliver(smsReport());
        await().until(() -> alicom.requests().count(RequestKind.CHANGE_VISIBILITY) >= 1);

        assertThat(alicom.requests().ofKind(RequestKind.CHANGE_VISIBILITY).get(0).target())
                .containsIgnoringCase("visibilityTimeout=5");
        alicom.clock().advance(Duration.ofSeconds(5));
        awaitArrivals(2);
    }

    /** Camel lets those of the virtual machine pass, and would wait for the exchange at a stop. */
    @Test
    void aReceiptWhoseRouteThrowsAnErrorIsLeftAndReported() {
        startPlain(
                "",
                exchange -> {
                    throw new StackOverflowError("on purpose");
                });

        deliver(2);
        awaitArrivals(2);

        await().until(() -> errors.reports.size() == 2);
        assertThat(errors.reports.get(0).cause()).hasStackTraceContaining("on purpose");
        assertThat(alicom.queue("SmsReport").invisible()).isEqualTo(2);
        assertThat(camel.getInflightRepository().size("plain")).isZero();
        assertThat(camel.getInflightRepository().size()).isZero();
    }

    @Test
    void aReceiptMarkedRollbackOnlyIsLeft() {
        startRoute(ProcessorDefinition::markRollbackOnly);

        alicom.deliver(smsReport());
        await().until(() -> errors.reports.size() == 1);

        assertThat(errors.reports.get(0).cause()).isInstanceOf(RollbackExchangeException.class);
        assertThat(alicom.queue("SmsReport").invisible()).isEqualTo(1);
    }

    @Test
    void aRouteMayRemoveEveryHeaderAndReplaceTheBody() {
        startRoute(route -> route.removeHeaders("*").setBody(constant("something else")));

        alicom.deliver(smsReport());

        awaitDeleted("SmsReport", 1);
    }

    @Test
    void aReceiptHandedOverToSedaIsDeletedWhenTheOtherRouteIsDone() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        camel.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("seda:later").process(exchange -> release.await());
                    }
                });
        startRoute(route -> route.to("seda:later"));

        alicom.deliver(smsReport());
        awaitArrivals(1);
        await().during(Duration.ofMillis(400))
                .until(() -> alicom.queue("SmsReport").deleted() == 0);
        release.countDown();

        awaitDeleted("SmsReport", 1);
    }

    /** seda hands over first, and then throws what it was handed away. */
    @ParameterizedTest
    @ValueSource(strings = {"", "&blockWhenFull=true&offerTimeout=50"})
    void aReceiptThatAFullSedaQueueRefusesIsLeftAndReported(String options) {
        camel.getShutdownStrategy().setTimeout(1);
        startRoute(route -> route.to("seda:full?size=1" + options));

        deliver(2);
        await().until(() -> !errors.reports.isEmpty());

        assertThat(errors.reports.get(0).cause()).isInstanceOf(IllegalStateException.class);
        assertThat(alicom.queue("SmsReport").invisible()).isEqualTo(2);
        awaitInFlight(1);
    }

    @Test
    void aReceiptThatAFullSedaQueueRefusesIsDeletedWhenThatIsHandled() {
        camel.getShutdownStrategy().setTimeout(1);
        start(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        onException(IllegalStateException.class).handled(true).to("mock:refused");
                        from(smsReports()).routeId("plain").to("seda:full?size=1");
                    }
                });

        deliver(2);

        awaitDeleted("SmsReport", 1);
        awaitInFlight(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aReceiptThatAFullSedaQueueRefusesIsDeletedWhenTheRouteGoesOn(boolean continued) {
        camel.getShutdownStrategy().setTimeout(1);
        start(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        if (continued) {
                            onException(IllegalStateException.class).continued(true);
                            from(smsReports()).routeId("plain").to("seda:full?size=1").to("log:on");
                        } else {
                            from(smsReports())
                                    .routeId("plain")
                                    .doTry()
                                    .to("seda:full?size=1")
                                    .doCatch(IllegalStateException.class)
                                    .to("log:caught")
                                    .end();
                        }
                    }
                });

        deliver(2);

        awaitDeleted("SmsReport", 1);
        awaitInFlight(1);
    }

    /** What fails later is no matter of the queue that took it. */
    @Test
    void aReceiptThatSedaTookIsSettledThereWhateverBecomesOfTheFirstRoute() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        camel.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("seda:later").process(exchange -> release.await());
                    }
                });
        startRoute(
                route -> route.to("seda:later").throwException(new IllegalStateException("later")));

        alicom.deliver(smsReport());
        awaitArrivals(1);
        await().until(() -> camel.getInflightRepository().size() == 1);
        assertThat(alicom.queue("SmsReport").invisible()).isEqualTo(1);
        release.countDown();

        awaitDeleted("SmsReport", 1);
    }

    private void awaitInFlight(int count) {
        AlicomMnsConsumer consumer = (AlicomMnsConsumer) camel.getRoutes().get(0).getConsumer();
        await().until(() -> consumer.snapshot().orElseThrow().load().inFlight() == count);
    }

    @Test
    void aReceiptHandedOverToSedaIsLeftWhenTheOtherRouteFails() throws Exception {
        camel.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("seda:later").throwException(new IllegalStateException("on purpose"));
                    }
                });
        startRoute(route -> route.to("seda:later"));

        alicom.deliver(smsReport());
        await().until(() -> !errors.reports.isEmpty());

        assertThat(alicom.queue("SmsReport").invisible()).isEqualTo(1);
    }

    @Test
    void anAsynchronousRouteIsWaitedFor() {
        CountDownLatch release = new CountDownLatch(1);
        startRoute(route -> route.threads(1, 1).process(exchange -> release.await()));

        alicom.deliver(smsReport());
        awaitArrivals(1);
        assertThat(alicom.queue("SmsReport").deleted()).isZero();
        release.countDown();

        awaitDeleted("SmsReport", 1);
    }

    @Test
    void aWireTapOfACopyDoesNotHoldTheDelete() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        camel.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:tapped").process(exchange -> release.await());
                    }
                });
        startRoute(route -> route.wireTap("direct:tapped"));

        alicom.deliver(smsReport());

        awaitDeleted("SmsReport", 1);
        release.countDown();
    }

    @Test
    void anAggregatorTakesReceiptsOverAtIntake() {
        CountDownLatch release = new CountDownLatch(1);
        startRoute(
                route ->
                        route.aggregate(constant(true), (older, newer) -> newer)
                                .completionSize(3)
                                .process(exchange -> release.await()));

        alicom.deliver(smsReport(), smsReport());

        // Camel gives the aggregator a copy and ends the original: the route has done its part
        awaitDeleted("SmsReport", 2);
        release.countDown();
    }

    @Test
    void withAHandOverReceiptsAreDeletedWhenTheAggregateIsDone() {
        CountDownLatch release = new CountDownLatch(1);
        AggregationStrategy together =
                (older, newer) -> {
                    Exchange keeper = newer.getProperty("keeper", Exchange.class);
                    if (older != null) {
                        older.getProperty("keeper", Exchange.class)
                                .getExchangeExtension()
                                .handoverCompletions(keeper);
                    }
                    return newer;
                };
        startRoute(
                route ->
                        route.process(OutcomesTest::keepCompletions)
                                .aggregate(constant(true), together)
                                .completionSize(2)
                                .process(OutcomesTest::takeCompletions)
                                .process(exchange -> release.await()));

        alicom.deliver(smsReport(), smsReport());
        awaitArrivals(2);
        await().during(Duration.ofMillis(400))
                .until(() -> alicom.queue("SmsReport").deleted() == 0);
        release.countDown();

        awaitDeleted("SmsReport", 2);
    }

    /** Takes the completions out of the unit of work that ends at the aggregator. */
    private static void keepCompletions(Exchange exchange) {
        Exchange keeper = new DefaultExchange(exchange.getContext());
        exchange.getUnitOfWork().handoverSynchronization(keeper);
        exchange.setProperty("keeper", keeper);
    }

    private static void takeCompletions(Exchange exchange) {
        exchange.getProperty("keeper", Exchange.class)
                .getExchangeExtension()
                .handoverCompletions(exchange);
    }

    @Test
    void withoutDeleteAfterReadAReceiptStays() {
        start(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(smsReports("deleteAfterRead=false"))
                                .process(OutcomesTest.this::arrive);
                    }
                });

        alicom.deliver(smsReport());
        awaitArrivals(1);
        alicom.clock().advance(VISIBILITY);
        awaitArrivals(2);

        assertThat(alicom.queue("SmsReport").deleted()).isZero();
        assertThat(errors.reports).isEmpty();
    }

    /** One route on the SMS reports that notes what arrives, then does this. */
    private void startRoute(java.util.function.Consumer<ProcessorDefinition<?>> steps) {
        start(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        steps.accept(from(smsReports()).process(OutcomesTest.this::arrive));
                    }
                });
    }

    private static org.apache.camel.builder.ValueBuilder constant(Object value) {
        return org.apache.camel.builder.Builder.constant(value);
    }

    private static org.apache.camel.builder.ValueBuilder simple(String text) {
        return org.apache.camel.builder.Builder.simple(text);
    }

    private <T> T bodyOf(Class<T> type) {
        return arrived.stream()
                .map(Exchange::getIn)
                .map(Message::getBody)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }
}
