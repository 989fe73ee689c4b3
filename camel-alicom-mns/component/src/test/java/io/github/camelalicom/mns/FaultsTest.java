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
import java.util.stream.Stream;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.spi.ExceptionHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.camelalicom.mns.emulator.Fault;
import io.github.camelalicom.mns.emulator.RequestKind;
import io.github.camelalicom.mns.gateway.MnsException;
import io.github.camelalicom.mns.gateway.MnsException.Kind;

import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What the consumer does when the services fail. */
class FaultsTest extends AlicomMnsTestSupport {

    private static final String QUICK = "errorBackoff=20ms&maxErrorBackoff=100ms";

    @RegisterExtension final LogCapture log = new LogCapture("io.github.camelalicom");

    static Stream<Fault> passingFaults() {
        return Stream.of(
                Fault.dropBefore(),
                Fault.status(502, "text/html", "<html>Bad Gateway</html>"),
                Fault.status(502),
                Fault.status(200, "text/xml", "<Messages><Message>"),
                Fault.status(200),
                Fault.status(200, "text/html", "<html/>"),
                Fault.error("InternalError", 500),
                Fault.error("QpsLimitExceeded", 400),
                Fault.error("QueueNotExist", 404),
                Fault.error("SomethingNew", 418));
    }

    @ParameterizedTest
    @MethodSource("passingFaults")
    void receivingGoesOnAfterAFailure(Fault fault) {
        alicom.faults().add(fault.on(RequestKind.RECEIVE).times(3));
        startPlain(QUICK);

        alicom.deliver(smsReport().bizId("b-1"));
        awaitDeleted("SmsReport", 1);

        assertThat(alicom.faults().fired()).isEqualTo(3);
        assertThat(bizIds()).containsExactly("b-1");
    }

    @Test
    void whatAnAnswerThatWasCutOffHadTakenAlongComesBackWithItsLease() {
        alicom.deliver(smsReport().bizId("b-1"));
        alicom.faults().add(Fault.cutBody(40).on(RequestKind.RECEIVE));
        startPlain(QUICK);
        await().until(() -> alicom.queue("SmsReport").invisible() == 1);

        alicom.clock().advance(VISIBILITY);
        awaitDeleted("SmsReport", 1);

        assertThat(bizIds()).containsExactly("b-1");
    }

    @Test
    void aFailureThatRepeatsIsReportedOnce() {
        alicom.faults().add(Fault.error("InternalError", 500).on(RequestKind.RECEIVE).times(8));
        startPlain(QUICK);
        alicom.deliver(smsReport());

        awaitDeleted("SmsReport", 1);

        assertThat(errors.reports).hasSize(1);
        assertThat(errors.reports.get(0).cause())
                .isInstanceOfSatisfying(
                        MnsException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE));
    }

    @Test
    void eachFailedAttemptIsOneRequest() {
        alicom.faults().add(Fault.error("InternalError", 500).on(RequestKind.RECEIVE).always());
        startPlain("errorBackoff=1h&maxErrorBackoff=1h");

        await().until(() -> errors.reports.size() == 1);

        await().during(Duration.ofMillis(500))
                .until(() -> alicom.requests().count(RequestKind.RECEIVE) == 1);
    }

    @Test
    void aDeleteThatFailsForAPassingReasonIsRepeated() {
        alicom.faults().add(Fault.error("InternalError", 500).on(deletes()).times(2));
        alicom.faults().add(Fault.dropBefore().on(deletes()).times(2));
        startPlain(QUICK);

        deliver(20);
        awaitDeleted("SmsReport", 20);

        assertThat(arrived).hasSize(20);
    }

    @Test
    void aDeleteWhoseAnswerWasLostIsRepeatedWithoutHarm() {
        alicom.faults().add(Fault.dropAfter().on(deletes()));
        startPlain(QUICK);

        deliver(16);
        awaitDeleted("SmsReport", 16);
        awaitIdle("SmsReport");
        alicom.clock().advance(VISIBILITY);

        await().during(Duration.ofMillis(300)).until(() -> arrived.size() == 16);
    }

    @Test
    void whereBatchDeletesAreRefusedMessagesAreDeletedOneByOne() {
        alicom.faults().add(Fault.error("AccessDenied", 403).on(RequestKind.BATCH_DELETE).always());
        startPlain(QUICK);

        deliver(40);
        awaitDeleted("SmsReport", 40);

        assertThat(arrived).hasSize(40);
        // a request is recorded after it has had its effect
        await().until(() -> alicom.requests().count(RequestKind.DELETE) >= 40);
        long refused = alicom.requests().count(RequestKind.BATCH_DELETE);
        deliver(40);
        awaitDeleted("SmsReport", 80);
        assertThat(alicom.requests().count(RequestKind.BATCH_DELETE)).isEqualTo(refused);
        assertThat(log.text()).containsPattern("\\(AccessDenied, RequestId [0-9A-F]{24}\\)");
    }

    @Test
    void whereChangesOfVisibilityAreRefusedFailedMessagesAreLeftAndDeletesGoOn() {
        alicom.faults()
                .add(Fault.error("AccessDenied", 403).on(RequestKind.CHANGE_VISIBILITY).always());
        start(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(smsReports("redeliveryDelay=1s"))
                                .process(FaultsTest.this::arrive)
                                .filter(simple("${body.bizId} starts with 'bad'"))
                                .throwException(new IllegalStateException("on purpose"));
                    }
                });

        alicom.deliver(smsReport().bizId("bad-1"));
        await().until(() -> alicom.requests().count(RequestKind.CHANGE_VISIBILITY) == 2);
        alicom.deliver(smsReport().bizId("bad-2"), smsReport().bizId("good"));
        awaitDeleted("SmsReport", 1);

        assertThat(alicom.queue("SmsReport").invisible()).isEqualTo(2);
        assertThat(alicom.requests().count(RequestKind.CHANGE_VISIBILITY)).isEqualTo(2);
        assertThat(log.text()).containsPattern("\\(AccessDenied, RequestId [0-9A-F]{24}\\)");
    }

    @Test
    void aRefusedTokenIsReplacedOnceAndTheCallRepeated() {
        startPlain(QUICK);
        alicom.deliver(smsReport());
        awaitDeleted("SmsReport", 1);
        assertThat(alicom.requests().count(RequestKind.TOKEN)).isEqualTo(1);

        alicom.expireTokens();
        alicom.deliver(smsReport());
        awaitDeleted("SmsReport", 2);

        assertThat(alicom.requests().count(RequestKind.TOKEN)).isEqualTo(2);
        assertThat(errors.reports).isEmpty();
    }

    @Test
    void thePresentTokenServesWhileTheTokenServiceIsDown() {
        startPlain(QUICK);
        alicom.deliver(smsReport());
        awaitDeleted("SmsReport", 1);
        alicom.faults().add(Fault.status(503).on(RequestKind.TOKEN).always());

        alicom.deliver(smsReport());
        awaitDeleted("SmsReport", 2);

        assertThat(errors.reports).isEmpty();
    }

    @Test
    void theTokenServiceMayBeDownAtStart() {
        alicom.faults().add(Fault.status(503).on(RequestKind.TOKEN).times(3));
        startPlain(QUICK);

        alicom.deliver(smsReport());

        awaitDeleted("SmsReport", 1);
        assertThat(errors.reports).hasSize(1);
    }

    @Test
    void aWrongKeyIsReportedWithAdviceAndBacksOff() {
        start(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(smsReports(
                                        "secretKey=RAW(wrong)",
                                        "errorBackoff=1h",
                                        "maxErrorBackoff=1h"))
                                .to("mock:never");
                    }
                });

        await().until(() -> errors.reports.size() == 1);

        assertThat(errors.reports.get(0).cause())
                .hasMessageContaining("check accessKey and secretKey")
                .hasMessageNotContaining("wrong")
                .hasMessageNotContaining(alicom.accessKey());
        await().during(Duration.ofMillis(500))
                .until(() -> alicom.requests().count(RequestKind.TOKEN) == 1);
    }

    @Test
    void aQueueThatDoesNotExistIsReportedWithAdvice() {
        alicom.faults().add(Fault.error("QueueNotExist", 404).on(RequestKind.RECEIVE).always());
        startPlain(QUICK);

        await().until(() -> errors.reports.size() == 1);

        assertThat(errors.reports.get(0).cause())
                .hasMessageContaining(alicom.queueName("SmsReport"))
                .hasMessageContaining("Alibaba Cloud's console");
    }

    @Test
    void pollsThatComeBackEmptyAtOnceAreCalmed() {
        alicom.faults().add(Fault.emptyAtOnce().on(RequestKind.RECEIVE).always());
        startPlain(QUICK);

        await().until(() -> alicom.requests().count(RequestKind.RECEIVE) >= 3);

        // 250 ms, 500 ms, 1 s, 2 s, …: polling without a pause makes hundreds
        await().during(Duration.ofMillis(900))
                .until(() -> alicom.requests().count(RequestKind.RECEIVE) <= 6);
    }

    @Test
    void aSkewedServerClockDoesNoHarm() {
        alicom.faults().add(Fault.clockSkew(Duration.ofHours(-5)).always());
        startPlain(QUICK);

        deliver(50);

        awaitDeleted("SmsReport", 50);
        assertThat(arrived).hasSize(50);
    }

    @Test
    void anExceptionHandlerThatFailsDoesNotEndReceiving() {
        camel.getRegistry().bind("fragile", new FragileExceptionHandler());
        alicom.faults().add(Fault.error("InternalError", 500).on(RequestKind.RECEIVE));
        alicom.faults().add(Fault.error("InternalError", 500).on(deletes()));
        start(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(alicom.uri(
                                        "SmsReport",
                                        "waitTime=1s&exceptionHandler=#fragile&" + QUICK))
                                .process(FaultsTest.this::arrive);
                    }
                });

        alicom.deliver(smsReport());

        awaitDeleted("SmsReport", 1);
    }

    private static final class FragileExceptionHandler implements ExceptionHandler {
        @Override
        public void handleException(Throwable exception) {
            handleException(null, null, exception);
        }

        @Override
        public void handleException(String message, Throwable exception) {
            handleException(message, null, exception);
        }

        @Override
        public void handleException(String message, Exchange exchange, Throwable exception) {
            throw new IllegalStateException("on purpose");
        }
    }

    @Test
    void withTheBridgeTheRoutesErrorHandlerHearsOfAnOutage() {
        alicom.faults().add(Fault.error("InternalError", 500).on(RequestKind.RECEIVE));
        start(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        onException(MnsException.class)
                                .handled(true)
                                .process(FaultsTest.this::arrive);
                        from(alicom.uri("SmsReport", "waitTime=1s&bridgeErrorHandler=true"))
                                .to("mock:never");
                    }
                });

        awaitArrivals(1);

        assertThat(arrived.get(0).getProperty(Exchange.EXCEPTION_CAUGHT))
                .isInstanceOf(MnsException.class);
    }

    private static RequestKind[] deletes() {
        return new RequestKind[] {RequestKind.DELETE, RequestKind.BATCH_DELETE};
    }
}
