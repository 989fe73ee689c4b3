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
package io.github.camelalicom.mns.receipt;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.github.camelalicom.mns.receipt.Samples.china;
import static org.assertj.core.api.Assertions.assertThat;

/** Messages to numbers abroad: two sites, three dialects. */
class GlobeSmsReportTest {

    private final List<String> drift = new ArrayList<>();
    private final ReceiptParser parser =
            new ReceiptParser((type, field, kind) -> drift.add(field + " " + kind));

    @Test
    void readsTheDocumentedSample() {
        // when
        Receipt receipt = parser.parse("GlobeSmsReport", Samples.base64(Samples.GLOBE_SMS_REPORT));
        // then
        assertThat(receipt)
                .isEqualTo(
                        new GlobeSmsReport(
                                "86134235****",
                                "2",
                                "12441353",
                                china("2017-06-01 10:00:00"),
                                china("2017-06-01 10:00:05"),
                                "SP_UNKNOW_ERROR",
                                "运营商未知错误",
                                null,
                                null));
        assertThat(((GlobeSmsReport) receipt).success()).isFalse();
    }

    @Test
    void isAnSmsReportOnRequest() {
        // when
        Receipt receipt =
                parser.parseAs(SmsReport.class, "SmsReport", Samples.INTERNATIONAL_SMS_REPORT);
        // then
        assertThat(receipt)
                .usingRecursiveComparison()
                .ignoringFields("source")
                .isEqualTo(
                        new SmsReport(
                                "86134235****",
                                china("2021-11-25 10:27:00"),
                                china("2021-11-25 10:27:05"),
                                true,
                                "success",
                                "success",
                                1,
                                "12441353",
                                null));
        assertThat(receipt.messageType()).isEqualTo("SmsReport");
        assertThat(receipt.properties()).containsOnlyKeys("TaskId");
        assertThat(drift).isEmpty();
    }

    @Test
    void isWhatTheInternationalSiteCallsAnSmsReport() {
        // when
        GlobeSmsReport report =
                (GlobeSmsReport)
                        parser.parse("SmsReport", Samples.base64(Samples.INTERNATIONAL_SMS_REPORT));
        // then
        assertThat(report.messageType()).isEqualTo("SmsReport");
        assertThat(report.to()).isEqualTo("86134235****");
        assertThat(report.status()).isEqualTo("1");
        assertThat(report.messageId()).isEqualTo("12441353");
        assertThat(drift).isEmpty();
        assertThat(report.taskId()).isEqualTo("task-1");
        assertThat(report.sendDate()).isEqualTo(china("2021-11-25 10:27:00"));
        assertThat(report.success()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {"1,true", "2,false", "6,false", "'',null", "3,null"})
    void saysSuccessAsFarAsTheStatusDoes(String status, Boolean success) {
        // given
        String json = "{\"MessageId\":\"1\",\"To\":\"861\",\"Status\":\"" + status + "\"}";
        // then
        assertThat(parser.parseAs(SmsReport.class, "SmsReport", json).success()).isEqualTo(success);
        assertThat(((GlobeSmsReport) parser.parse("GlobeSmsReport", json)).success())
                .isEqualTo(success);
    }

    @Test
    void asAnSmsReportKeepsAStatusItDoesNotKnowAndTellsOfIt() {
        // when
        Receipt receipt =
                parser.parseAs(SmsReport.class, null, "{\"MessageId\":\"1\",\"Status\":\"3\"}");
        // then
        assertThat(receipt.properties()).containsEntry("Status", "3");
        assertThat(drift).containsExactly("Status UNREADABLE_VALUE");
    }

    @Test
    void keepsTheSecondSpellingWhenBothAreThere() {
        // when
        GlobeSmsReport report =
                (GlobeSmsReport) parser.parse("GlobeSmsReport", "{\"to\":\"1\",\"To\":\"2\"}");
        // then
        assertThat(report.to()).isEqualTo("1");
        assertThat(report.properties()).containsEntry("To", "2");
    }
}
