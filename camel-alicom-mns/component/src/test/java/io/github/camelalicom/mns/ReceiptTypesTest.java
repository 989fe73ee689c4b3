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

import java.util.List;
import java.util.stream.IntStream;

import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.camelalicom.mns.consumer.ConsumerSnapshot;
import io.github.camelalicom.mns.emulator.Receipt;
import io.github.camelalicom.mns.receipt.GenericReceipt;
import io.github.camelalicom.mns.receipt.SchemaDrift;
import io.github.camelalicom.mns.receipt.SchemaDrift.Kind;

import static io.github.camelalicom.mns.emulator.Receipts.globeSmsReport;
import static io.github.camelalicom.mns.emulator.Receipts.internationalSmsReport;
import static io.github.camelalicom.mns.emulator.Receipts.receipt;
import static io.github.camelalicom.mns.emulator.Receipts.secretPickUpReport;
import static io.github.camelalicom.mns.emulator.Receipts.secretReport;
import static io.github.camelalicom.mns.emulator.Receipts.secretRingReport;
import static io.github.camelalicom.mns.emulator.Receipts.secretStartReport;
import static io.github.camelalicom.mns.emulator.Receipts.signSmsReport;
import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static io.github.camelalicom.mns.emulator.Receipts.smsUp;
import static io.github.camelalicom.mns.emulator.Receipts.templateSmsReport;
import static io.github.camelalicom.mns.emulator.Receipts.voiceCallReport;
import static io.github.camelalicom.mns.emulator.Receipts.voiceRecordReport;
import static io.github.camelalicom.mns.emulator.Receipts.voiceReport;
import static org.assertj.core.api.Assertions.assertThat;

/** Every kind of receipt through the queue, and those that differ from what is documented. */
class ReceiptTypesTest extends AlicomMnsTestSupport {

    @RegisterExtension final LogCapture log = new LogCapture(SchemaDrift.class.getName());

    @Test
    void everyDocumentedReceiptArrivesAsItsRecordWithoutDrift() {
        List<Receipt<?>> receipts =
                List.of(
                        smsReport(),
                        receipt("DypnsSmsVerifyReport"),
                        internationalSmsReport(),
                        smsUp(),
                        voiceReport(),
                        voiceCallReport(),
                        voiceRecordReport(),
                        globeSmsReport(),
                        signSmsReport(),
                        templateSmsReport(),
                        secretStartReport(),
                        secretRingReport(),
                        secretPickUpReport(),
                        secretReport(),
                        receipt("SecretRecording"),
                        receipt("SecretAsrReport"),
                        receipt("SecretExceptionPhoneReport"),
                        receipt("SecretSmsIntercept"));
        List<String> types = receipts.stream().map(Receipt::messageType).distinct().toList();
        alicom.deliver(receipts);
        start(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        for (String type : types) {
                            from(uri(type)).process(ReceiptTypesTest.this::arrive);
                        }
                    }
                });

        awaitArrivals(receipts.size());

        assertThat(arrived)
                .extracting(exchange -> exchange.getIn().getBody())
                .doesNotHaveAnyElementsOfTypes(GenericReceipt.class)
                .extracting(body -> body.getClass().getSimpleName())
                .containsExactlyInAnyOrderElementsOf(
                        receipts.stream().map(ReceiptTypesTest::record).toList());
        assertThat(log.text()).doesNotContain("receipts are delivered as before");
    }

    private static String record(Receipt<?> receipt) {
        if (receipt.getClass().equals(internationalSmsReport().getClass())) {
            return "GlobeSmsReport";
        }
        return receipt.messageType().equals("DypnsSmsVerifyReport")
                ? "SmsReport"
                : receipt.messageType();
    }

    @Test
    void anUndocumentedFieldIsCountedAndLoggedOnce() {
        alicom.deliver(
                IntStream.range(0, 3)
                        .mapToObj(i -> smsReport().with("city", i).with("sms_size", "many"))
                        .toList());
        startPlain("");

        awaitDeleted("SmsReport", 3);

        AlicomMnsConsumer consumer = (AlicomMnsConsumer) camel.getRoute("plain").getConsumer();
        assertThat(consumer.snapshot()).map(ConsumerSnapshot::drifted).contains(6L);
        assertThat(consumer.driftedFields())
                .containsEntry(new SchemaDrift.Field("SmsReport", "city", Kind.UNKNOWN_FIELD), 3L)
                .containsEntry(
                        new SchemaDrift.Field("SmsReport", "sms_size", Kind.UNREADABLE_VALUE), 3L);
        assertThat(log.text())
                .containsOnlyOnce("SmsReport has a field that is not documented: city")
                .containsOnlyOnce("SmsReport has an unreadable value in field sms_size");
    }

    @Test
    void aSenderThatInventsFieldsFillsNeitherMemoryNorLog() {
        alicom.deliver(
                IntStream.range(0, 300).mapToObj(i -> smsReport().with("field" + i, i)).toList());
        startPlain("concurrentConsumers=4");

        awaitDeleted("SmsReport", 300);

        AlicomMnsConsumer consumer = (AlicomMnsConsumer) camel.getRoute("plain").getConsumer();
        assertThat(consumer.snapshot()).map(ConsumerSnapshot::drifted).contains(300L);
        assertThat(consumer.driftedFields()).hasSizeLessThan(110);
        assertThat(log.text().split("receipts are delivered as before")).hasSizeLessThan(112);
    }
}
