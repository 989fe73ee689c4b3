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
package io.github.camelalicom.mns.example;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.camelalicom.mns.emulator.AlicomEmulatorExtension;
import io.github.camelalicom.mns.receipt.GenericReceipt;
import io.github.camelalicom.mns.receipt.GlobeSmsReport;
import io.github.camelalicom.mns.receipt.SmsReport;

import static io.github.camelalicom.mns.emulator.Receipts.internationalSmsReport;
import static io.github.camelalicom.mns.emulator.Receipts.receipt;
import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The ways to read a receipt. The guide quotes them. */
class ReceiptFieldsTest {

    @RegisterExtension static AlicomEmulatorExtension alicom = AlicomEmulatorExtension.create();

    private final CamelContext camel = new DefaultCamelContext();
    private final List<Object> seen = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        camel.stop();
    }

    @Test
    void asARecord() {
        OffsetDateTime reported = OffsetDateTime.parse("2026-11-22T20:00:09+08:00");
        run("SmsReport", this::readRecord);
        alicom.deliver(smsReport().with("report_time", "2026-11-22 20:00:09").delivered());
        await().until(() -> seen.size() == 2);
        assertThat(seen).containsExactly(true, reported);
    }

    private void readRecord(Exchange exchange) {
        // tag::record[]
        SmsReport report = exchange.getMessage().getBody(SmsReport.class);
        Boolean success = report.success();
        OffsetDateTime time = report.reportTime();
        // end::record[]
        seen.add(success);
        seen.add(time);
    }

    @Test
    void asAnythingElse() {
        run("SmsReport", this::readOtherShapes);
        alicom.deliver(smsReport().bizId("b-1").with("new_field", 7).delivered());
        await().until(() -> seen.size() == 3);
        assertThat(seen.get(0)).asString().startsWith("{").contains("\"biz_id\":\"b-1\"");
        assertThat(seen).contains("b-1", 7);
    }

    private void readOtherShapes(Exchange exchange) {
        // tag::shapes[]
        String json = exchange.getMessage().getBody(String.class);
        Map<?, ?> fields = exchange.getMessage().getBody(Map.class);
        Object unknown =
                exchange.getMessage().getBody(SmsReport.class).properties().get("new_field");
        // end::shapes[]
        seen.add(json);
        seen.add(fields.get("biz_id"));
        seen.add(unknown);
    }

    @Test
    void ofATypeWithoutARecord() {
        run("FlowReport", this::readGeneric);
        alicom.deliver(receipt("FlowReport").json("{\"id\": 5}"));
        await().until(() -> seen.size() == 1);
        assertThat(seen).containsExactly(5);
    }

    private void readGeneric(Exchange exchange) {
        // tag::generic[]
        GenericReceipt receipt = exchange.getMessage().getBody(GenericReceipt.class);
        Object id = receipt.get("id");
        // end::generic[]
        seen.add(id);
    }

    @Test
    void byTheCategoryOfItsError() throws Exception {
        camel.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        Processor forgetTheNumber = ReceiptFieldsTest.this::forgetTheNumber;
                        Processor alertOperations = ReceiptFieldsTest.this::alertOperations;
                        // tag::category[]
                        from(alicom.uri("SmsReport"))
                                .choice()
                                .when(simple("${body.errorCategory} == 'RECIPIENT'"))
                                .process(forgetTheNumber)
                                .when(simple("${body.errorCategory} == 'ACCOUNT'"))
                                .process(alertOperations);
                        // end::category[]
                    }
                });
        camel.start();
        alicom.deliver(
                smsReport().bizId("b-1").failed("MOBILE_IN_BLACK"),
                smsReport().failed("isv.DAY_LIMIT_CONTROL"),
                smsReport().delivered());
        await().until(() -> alicom.queue("SmsReport").deleted() == 3);
        assertThat(seen)
                .containsExactlyInAnyOrder(
                        "b-1", "Number on a block list, mostly after unsubscribing", "达到账户的日限额");
    }

    private void forgetTheNumber(Exchange exchange) {
        SmsReport report = exchange.getMessage().getBody(SmsReport.class);
        seen.add(report.bizId());
        seen.add(report.errorMeaning());
    }

    private void alertOperations(Exchange exchange) {
        seen.add(exchange.getMessage().getBody(SmsReport.class).errorMeaningZh());
    }

    @Test
    void fromTheInternationalSite() {
        run("SmsReport", this::readGlobal);
        alicom.deliver(internationalSmsReport().messageId("m-1").failed("EXPIRED"));
        await().until(() -> seen.size() == 2);
        assertThat(seen).containsExactly("m-1", "2");
    }

    private void readGlobal(Exchange exchange) {
        // tag::international[]
        GlobeSmsReport report = exchange.getMessage().getBody(GlobeSmsReport.class);
        String status = report.status();
        SmsReport asInChina = exchange.getMessage().getBody(SmsReport.class);
        String id = asInChina.bizId();
        // end::international[]
        seen.add(id);
        seen.add(status);
    }

    /** Why the guides say to log {@code ${body.toString()}}. */
    @Test
    void theLogStepPrintsTheWholeJsonUnlessAskedForTheText() throws Exception {
        camel.getGlobalOptions().put(Exchange.LOG_EIP_NAME, "receipts");
        camel.getCamelContextExtension()
                .addLogListener(
                        (exchange, logger, message) -> {
                            seen.add(message);
                            return message;
                        });
        camel.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(alicom.uri("SmsReport"))
                                .log("${body}")
                                .log("${body.toString()}")
                                .to("log:receipts");
                    }
                });
        camel.start();
        alicom.deliver(smsReport().phoneNumber("13912345678").delivered());
        await().until(() -> alicom.queue("SmsReport").deleted() == 1);
        assertThat(seen.get(0)).asString().startsWith("{").contains("13912345678");
        assertThat(seen.get(1)).asString().contains("139****5678").doesNotContain("13912345678");
    }

    private void run(String messageType, Processor processor) {
        try {
            camel.addRoutes(
                    new RouteBuilder() {
                        @Override
                        public void configure() {
                            from(alicom.uri(messageType)).process(processor);
                        }
                    });
            camel.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
