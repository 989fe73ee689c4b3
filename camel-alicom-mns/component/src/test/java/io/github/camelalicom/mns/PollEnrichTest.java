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

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.camelalicom.mns.emulator.Fault;
import io.github.camelalicom.mns.emulator.RequestKind;
import io.github.camelalicom.mns.receipt.InvalidReceiptException;
import io.github.camelalicom.mns.receipt.SmsReport;

import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static io.github.camelalicom.mns.emulator.Receipts.smsUp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A receipt that enriches an exchange shares the fate of that exchange. */
@Timeout(120)
class PollEnrichTest extends AlicomMnsTestSupport {

    private static final long LONG_ENOUGH = PATIENCE.toMillis();

    private final CountDownLatch release = new CountDownLatch(1);

    @Test
    void aReceiptIsDeletedWhenTheEnrichedExchangeCompletes() throws Exception {
        startPolling("", 0);
        alicom.deliver(smsReport().bizId("b-1"));

        Thread sender = inBackground(() -> send("hold"));
        awaitArrivals(1);

        assertThat(bizIds()).containsExactly("b-1");
        assertThat(alicom.queue("SmsReport").invisible()).isEqualTo(1);
        release.countDown();
        awaitEnd(sender);
        awaitDeleted("SmsReport", 1);
    }

    @Test
    void aReceiptIsRedeliveredWhenTheEnrichedExchangeFails() {
        startPolling("redeliveryDelay=1s", 0);
        deliver(1);

        assertThat(send("fail").getException()).isInstanceOf(IllegalStateException.class);
        assertThat(send("go on").getException()).isNull();

        awaitDeleted("SmsReport", 1);
        assertThat(arrived.get(1).getIn().getHeader(AlicomMnsConstants.DEQUEUE_COUNT)).isEqualTo(2);
    }

    @Test
    void aReceiptIsRedeliveredWhenAFullSedaQueueRefusesTheEnrichedExchange() {
        start(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:poll")
                                .pollEnrich(smsReports("redeliveryDelay=1s"), LONG_ENOUGH)
                                .to("seda:full?size=1");
                    }
                });
        deliver(2);

        assertThat(send("go on").getException()).isNull();
        assertThat(send("go on").getException()).hasMessageContaining("Queue full");

        await().until(() -> alicom.queue("SmsReport").visible() == 1);
    }

    @Test
    void anExchangeGoesOnUnenrichedWhenNothingComes() {
        start(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:poll")
                                .pollEnrich(smsReports(), 100)
                                .process(PollEnrichTest.this::arrive);
                    }
                });

        assertThat(send("go on").getException()).isNull();

        assertThat(arrived.get(0).getIn().getBody()).isNull();
    }

    @Test
    void aReceiptIsLeftWhenTheAggregationFails() {
        start(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:poll")
                                .pollEnrich(
                                        smsReports("redeliveryDelay=1s"),
                                        LONG_ENOUGH,
                                        (original, receipt) -> {
                                            throw new IllegalStateException("on purpose");
                                        });
                    }
                });
        deliver(1);

        assertThat(send("go on").getException()).hasRootCauseMessage("on purpose");

        await().until(() -> alicom.queue("SmsReport").visible() == 1);
    }

    // redelivery by Camel's error handler

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anInvalidReceiptIsLeftWhenEveryAttemptFails(boolean enriching) {
        startRedelivering(enriching, 0, (original, receipt) -> receipt);
        alicom.deliverRaw("SmsReport", "no receipt");
        deliver(1);

        Exchange failed = send("go on");

        assertThat(failed.getException()).isInstanceOf(InvalidReceiptException.class);
        assertThat(arrived).isEmpty();
        assertThat(alicom.queue("SmsReport").deleted()).isZero();
        assertThat(alicom.queue("SmsReport").visible()).as("not polled").isEqualTo(1);
    }

    /** With a cache of -1, the first attempt's endpoint is stopped already. */
    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void aRedeliveredAggregationIsGivenTheSameReceipt(int cacheSize) {
        AtomicInteger attempts = new AtomicInteger();
        startRedelivering(
                true,
                cacheSize,
                (original, receipt) -> {
                    if (attempts.incrementAndGet() <= 2) {
                        throw new IllegalStateException("on purpose");
                    }
                    return receipt;
                });
        alicom.deliver(smsReport().bizId("b-1"));
        alicom.deliver(smsReport().bizId("b-2"));

        assertThat(send("go on").getException()).isNull();

        assertThat(bizIds()).containsExactly("b-1");
        awaitDeleted("SmsReport", 1);
        assertThat(alicom.queue("SmsReport").visible()).as("not polled").isEqualTo(1);
    }

    @Test
    void aReceiptStaysWithTheExchangeWhenALaterPollIsRedelivered() {
        List<String> seen = new ArrayList<>();
        AtomicInteger attempts = new AtomicInteger();
        startRedelivering(
                route ->
                        route.pollEnrich(smsReports(), LONG_ENOUGH, noting(seen))
                                .process(e -> failOnce(attempts))
                                .pollEnrich(
                                        smsReports(),
                                        LONG_ENOUGH,
                                        (original, receipt) -> {
                                            if (attempts.incrementAndGet() == 3) {
                                                throw new IllegalStateException("on purpose");
                                            }
                                            return noting(seen).aggregate(original, receipt);
                                        }));
        alicom.deliver(smsReport().bizId("b-1"));
        alicom.deliver(smsReport().bizId("b-2"));

        assertThat(send("go on").getException()).isNull();

        assertThat(seen).containsExactly("b-1", "b-2");
        awaitDeleted("SmsReport", 2);
    }

    /** A loop that goes on after a failure polls what comes next, not the same again. */
    @Test
    void aReceiptWhoseFailureIsCaughtIsNotGivenAgain() {
        AtomicInteger attempts = new AtomicInteger();
        List<String> seen = new ArrayList<>();
        startRedelivering(
                route ->
                        route.process(e -> failOnce(attempts))
                                .loop(2)
                                .doTry()
                                .pollEnrich(smsReports(), LONG_ENOUGH, noting(seen))
                                .doCatch(InvalidReceiptException.class)
                                .to("mock:quarantine")
                                .end()
                                .end());
        alicom.deliverRaw("SmsReport", "no receipt");
        alicom.deliver(smsReport().bizId("b-1"));

        assertThat(send("go on").getException()).isNull();

        assertThat(seen).containsExactly("b-1");
        awaitDeleted("SmsReport", 2);
    }

    /** Camel leaves its redelivery counter on the message when the later step succeeds. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aReceiptWhoseFailureIsOverIsNotGivenAgainWhenALaterStepIsRedelivered(boolean caught) {
        List<String> seen = new ArrayList<>();
        AtomicInteger attempts = new AtomicInteger();
        start(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        errorHandler(
                                defaultErrorHandler().maximumRedeliveries(3).redeliveryDelay(0));
                        onException(InvalidReceiptException.class)
                                .maximumRedeliveries(0)
                                .continued(true);
                        from("direct:poll").loop(2).to("direct:one").process(this::later).end();
                        RouteDefinition one = from("direct:one");
                        if (caught) {
                            one.doTry()
                                    .pollEnrich(smsReports(), LONG_ENOUGH, noting(seen))
                                    .doCatch(InvalidReceiptException.class)
                                    .to("mock:quarantine")
                                    .end();
                        } else {
                            one.pollEnrich(smsReports(), LONG_ENOUGH, noting(seen));
                        }
                    }

                    private void later(Exchange exchange) {
                        failOnce(attempts);
                    }
                });
        alicom.deliverRaw("SmsReport", "no receipt");
        alicom.deliver(smsReport().bizId("b-1"));

        assertThat(send("go on").getException()).isNull();

        assertThat(seen).containsExactly("b-1");
        awaitDeleted("SmsReport", 2);
    }

    @Test
    void aReceiptWhoseFailureIsCaughtIsDeletedWhenALaterPollOfAnotherQueueFollowsARedelivery() {
        AtomicInteger attempts = new AtomicInteger();
        startRedelivering(
                route ->
                        route.doTry()
                                .pollEnrich(smsReports(), LONG_ENOUGH)
                                .doCatch(InvalidReceiptException.class)
                                .to("mock:quarantine")
                                .end()
                                .process(e -> failOnce(attempts))
                                .pollEnrich(uri("SmsUp"), LONG_ENOUGH));
        alicom.deliverRaw("SmsReport", "no receipt");
        alicom.deliver(smsUp());

        assertThat(send("go on").getException()).isNull();

        awaitDeleted("SmsReport", 1);
        awaitDeleted("SmsUp", 1);
    }

    @Test
    void aReceiptThatAStrategyLeavesOutIsNotGivenAgainWhenALaterStepIsRedelivered() {
        List<String> seen = new ArrayList<>();
        AtomicInteger attempts = new AtomicInteger();
        startRedelivering(
                route ->
                        route.loop(2)
                                .pollEnrich(
                                        smsReports(),
                                        LONG_ENOUGH,
                                        (original, receipt) -> {
                                            noting(seen).aggregate(original, receipt);
                                            return null;
                                        })
                                .validate(e -> attempts.incrementAndGet() > 1)
                                .end());
        alicom.deliver(smsReport().bizId("b-1"));
        alicom.deliver(smsReport().bizId("b-2"));

        assertThat(send("go on").getException()).isNull();

        assertThat(seen).containsExactly("b-1", "b-2");
        awaitDeleted("SmsReport", 2);
    }

    /** Camel wraps the failure of a poll as it does that of an aggregation. */
    @Test
    void aReceiptThatAStrategyLeavesOutIsDeletedWhenALaterPollOfAnotherQueueIsRedelivered() {
        startRedelivering(
                route ->
                        route.pollEnrich(smsReports(), LONG_ENOUGH, (original, receipt) -> null)
                                .process(e -> unavailableOnce())
                                .pollEnrich(uri("SmsUp"), 0)
                                .process(this::arrive));
        deliver(1);

        assertThat(send("go on").getException()).isNull();

        assertThat(arrived.get(0).getProperty(Exchange.EXCEPTION_CAUGHT)).isNotNull();
        awaitDeleted("SmsReport", 1);
    }

    private static void unavailableOnce() {
        alicom.faults().add(Fault.status(503).on(RequestKind.RECEIVE));
    }

    private static void failOnce(AtomicInteger attempts) {
        if (attempts.incrementAndGet() == 1) {
            throw new IllegalStateException("on purpose");
        }
    }

    private static AggregationStrategy noting(List<String> bizIds) {
        return (original, receipt) -> {
            bizIds.add(receipt.getIn().getBody(SmsReport.class).bizId());
            return original;
        };
    }

    private void startRedelivering(boolean enriching, int cacheSize, AggregationStrategy strategy) {
        startRedelivering(
                route -> {
                    if (enriching) {
                        route.pollEnrich()
                                .constant(smsReports())
                                .timeout(LONG_ENOUGH)
                                .aggregationStrategy(strategy)
                                .cacheSize(cacheSize)
                                .end();
                    } else {
                        route.poll(smsReports(), LONG_ENOUGH);
                    }
                    route.process(this::arrive);
                });
    }

    private void startRedelivering(Consumer<RouteDefinition> steps) {
        start(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        errorHandler(
                                defaultErrorHandler().maximumRedeliveries(3).redeliveryDelay(0));
                        steps.accept(from("direct:poll"));
                    }
                });
    }

    /** Camel stops the endpoint then, before the exchange has gone on. */
    @Test
    void aReceiptIsHeldAlsoWhenCamelKeepsNoEndpoint() throws Exception {
        startPolling("", -1);
        deliver(2);

        Thread sender = inBackground(() -> send("hold"));
        awaitArrivals(1);

        assertThat(alicom.queue("SmsReport").deleted()).isZero();
        send("go on");
        awaitDeleted("SmsReport", 1);
        release.countDown();
        awaitEnd(sender);
        awaitDeleted("SmsReport", 2);
        camel.stop();
        await().untilAsserted(() -> assertThat(consumerThreads()).isEmpty());
    }

    @Test
    void anInvalidReceiptIsQuarantinedAndDeleted() {
        start(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        onException(InvalidReceiptException.class)
                                .handled(true)
                                .to("mock:quarantine");
                        from("direct:poll")
                                .pollEnrich(smsReports(), LONG_ENOUGH)
                                .process(PollEnrichTest.this::arrive);
                    }
                });
        MockEndpoint quarantine = camel.getEndpoint("mock:quarantine", MockEndpoint.class);
        alicom.deliverRaw("SmsReport", "no receipt");

        send("go on");

        awaitDeleted("SmsReport", 1);
        assertThat(arrived).isEmpty();
        assertThat(quarantine.getExchanges().get(0).getIn().getBody()).isEqualTo("no receipt");
    }

    @Test
    void aRouteThatSettlesByHandIsGivenWhatItPolled() throws Exception {
        start(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:poll")
                                .pollEnrich(smsReports("deleteAfterRead=false"), LONG_ENOUGH)
                                // without the handle, only who holds the message can tell it
                                .removeHeader(AlicomMnsConstants.RECEIPT_HANDLE)
                                .to(alicom.uri("SmsReport", "operation=deleteMessage"));
                    }
                });
        deliver(1);

        assertThat(send("go on").getException()).isNull();

        assertThat(alicom.queue("SmsReport").deleted()).isEqualTo(1);
    }

    @Test
    void thePollStepDoesTheSame() {
        start(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:poll")
                                .poll(smsReports(), LONG_ENOUGH)
                                .process(PollEnrichTest.this::arrive);
                    }
                });
        alicom.deliver(smsReport().bizId("b-1"));

        send("go on");

        assertThat(bizIds()).containsExactly("b-1");
        awaitDeleted("SmsReport", 1);
    }

    private void startPolling(String options, int cacheSize) {
        start(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:poll")
                                .setProperty("what", body())
                                .pollEnrich()
                                .constant(smsReports(options.split("&")))
                                .timeout(LONG_ENOUGH)
                                .cacheSize(cacheSize)
                                .end()
                                .process(PollEnrichTest.this::arrive)
                                .process(PollEnrichTest.this::work);
                    }
                });
    }

    private void work(Exchange exchange) throws InterruptedException {
        assertThat(exchange.getIn().getBody()).isInstanceOf(SmsReport.class);
        switch (exchange.getProperty("what", String.class)) {
            case "fail" -> throw new IllegalStateException("on purpose");
            case "hold" -> release.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            default -> assertThat(exchange.getException()).isNull();
        }
    }

    private Exchange send(String what) {
        ProducerTemplate producer = camel.createProducerTemplate();
        Exchange exchange = new DefaultExchange(camel);
        exchange.getIn().setBody(what);
        return producer.send("direct:poll", exchange);
    }
}
