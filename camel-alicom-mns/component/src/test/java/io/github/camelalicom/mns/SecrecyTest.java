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

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Base64;
import java.util.stream.Stream;

import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.camelalicom.mns.emulator.Fault;
import io.github.camelalicom.mns.emulator.RequestKind;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static io.github.camelalicom.mns.emulator.Receipts.smsUp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What must never be logged or thrown, whatever goes well or wrong. */
class SecrecyTest extends AlicomMnsTestSupport {

    private static final String PHONE = "13987654321";
    private static final String CONTENT = "my-very-private-reply";

    @RegisterExtension final LogCapture log = new LogCapture("io.github.camelalicom");

    @Test
    void noKeyNoTokenAndNoPhoneNumberIsLoggedOrThrown() {
        goThroughGoodAndBad();
        camel.stop();

        assertThat(log.text().contains("Stopped receiving")).isTrue();
        assertHarmless(log.text());
        errors.reports.forEach(report -> assertHarmless(stackTrace(report.cause())));
    }

    @Test
    void noKeyNoTokenAndNoPhoneNumberIsShownToOperators() throws Exception {
        // given
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        camel.getRegistry().bind("meters", meters);
        goThroughGoodAndBad();
        // when
        OperatorsView view = new OperatorsView(camel);
        String console = view.consoleText() + view.consoleJson();
        String management = view.managedAttributes();
        String health = view.health();
        String metrics = meters.scrape();
        // then they tell what is wrong
        assertThat(console.contains(" failed: ")).isTrue();
        assertThat(management.contains(" failed: ")).isTrue();
        assertThat(health.contains("consumer:reports")).isTrue();
        assertThat(metrics.contains("alicom_mns_failed_deletes_total")).isTrue();
        // and no personal data
        Stream.of(console, management, health, metrics).forEach(SecrecyTest::assertHarmless);
        assertThat((console + management + health + metrics).contains(alicom.accessKey()))
                .isFalse();
    }

    /** A route that fails, a service that fails, and bodies that are no receipts. */
    private void goThroughGoodAndBad() {
        alicom.faults().add(Fault.status(503).on(RequestKind.TOKEN));
        alicom.faults().add(Fault.error("InternalError", 500).on(RequestKind.RECEIVE));
        alicom.faults().add(Fault.dropBefore().on(RequestKind.BATCH_DELETE));
        start(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(smsReports("errorBackoff=10ms"))
                                .routeId("reports")
                                .process(SecrecyTest.this::arrive)
                                .filter(simple("${body.outId} == 'fail'"))
                                .throwException(new IllegalStateException("on purpose"));
                        from(uri("SmsUp")).throwException(new IllegalStateException("on purpose"));
                    }
                });
        alicom.deliver(
                smsReport().phoneNumber(PHONE).delivered(),
                smsReport().phoneNumber(PHONE).outId("fail"),
                smsReport().phoneNumber(PHONE).with("new_" + PHONE, PHONE));
        alicom.deliver(smsUp().phoneNumber(PHONE).content(CONTENT));
        alicom.deliverRaw(
                "SmsReport", Base64.getEncoder().encodeToString(("{" + PHONE).getBytes()));
        await().until(() -> errors.reports.size() >= 4);
        awaitDeleted("SmsReport", 2);
    }

    @Test
    void aWrongKeyIsNotRepeatedInTheComplaint() throws Exception {
        start(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(smsReports("accessKey=my-access-key", "secretKey=RAW(my-secret-key)"))
                                .to("mock:never");
                    }
                });

        await().until(() -> errors.reports.size() == 1);
        OperatorsView view = new OperatorsView(camel);
        assertThat(view.consoleText().contains("check accessKey and secretKey")).isTrue();
        assertHarmless(view.consoleText() + view.consoleJson() + view.health());
        assertHarmless(view.managedAttributes());
        camel.stop();

        assertHarmless(log.text() + stackTrace(errors.reports.get(0).cause()));
    }

    private static void assertHarmless(String text) {
        Stream.of(
                        PHONE,
                        CONTENT,
                        alicom.secretKey(),
                        "my-access-key",
                        "my-secret-key",
                        "STS.",
                        "SecurityToken=",
                        "Signature=")
                .forEach(secret -> assertThat(text.contains(secret)).as(secret).isFalse());
    }

    private static String stackTrace(Throwable cause) {
        StringWriter text = new StringWriter();
        cause.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
