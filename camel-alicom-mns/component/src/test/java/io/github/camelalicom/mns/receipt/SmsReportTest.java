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

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.camelalicom.mns.receipt.Samples.china;
import static org.assertj.core.api.Assertions.assertThat;

class SmsReportTest {

    private static final SmsReport DELIVERED =
            new SmsReport(
                    "1390000****",
                    china("2021-09-06 15:49:55"),
                    china("2021-09-06 15:50:05"),
                    true,
                    "DELIVERED",
                    "用户接收成功",
                    1,
                    "262922102754043723^0",
                    "1234");

    private final ReceiptParser parser = new ReceiptParser();

    @Test
    void readsTheDocumentedSample() {
        // when
        Receipt receipt = parser.parse("SmsReport", Samples.base64(Samples.SMS_REPORT));
        // then
        assertThat(receipt).isEqualTo(DELIVERED).hasSameHashCodeAs(DELIVERED);
        assertThat(receipt.messageType()).isEqualTo("SmsReport");
        assertThat(receipt.json()).isEqualTo(Samples.SMS_REPORT);
        assertThat(receipt.properties()).isEmpty();
    }

    @Test
    void readsTheOldFailureSample() {
        // when
        SmsReport report = read("{\"success\":false,\"err_code\":\"UNKNOW\",\"err_msg\":\"未知异常\"}");
        // then
        assertThat(report.success()).isFalse();
        assertThat(report.errCode()).isEqualTo("UNKNOW");
        assertThat(report.errMsg()).isEqualTo("未知异常");
        assertThat(report.phoneNumber()).isNull();
        assertThat(report.sendTime()).isNull();
        assertThat(report.smsSize()).isNull();
    }

    @Test
    void readsAVerificationReportAsAnSmsReportThatKeepsItsType() {
        // when
        Receipt receipt = parser.parse("DypnsSmsVerifyReport", Samples.SMS_REPORT);
        // then
        assertThat(receipt).isInstanceOf(SmsReport.class).isEqualTo(DELIVERED);
        assertThat(receipt.messageType()).isEqualTo("DypnsSmsVerifyReport");
        assertThat(receipt.key()).startsWith("DypnsSmsVerifyReport-");
    }

    @Test
    void takesNumbersForTextAndTextForNumbers() {
        // when
        SmsReport report =
                read(
                        "{\"phone_number\":13900005678,\"err_code\":0,\"sms_size\":2,\"success\":\"true\",\"out_id\":7}");
        // then
        assertThat(report)
                .isEqualTo(new SmsReport("13900005678", null, null, true, "0", null, 2, null, "7"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"x\":0}", "{\"success\":null}", "{\"success\":\"\"}"})
    void doesNotKnowSuccessWhenTheFieldIsAbsentNullOrEmpty(String json) {
        assertThat(read(json).success()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "\"true\"", "\"TRUE\"", "1", "\"1\"", "1.0"})
    void readsSuccess(String value) {
        assertThat(read("{\"success\":" + value + "}").success()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "\"false\"", "0", "\"0\""})
    void readsFailure(String value) {
        assertThat(read("{\"success\":" + value + "}").success()).isFalse();
    }

    @Test
    void keepsAnEmptyTextApartFromAnAbsentOne() {
        // when
        SmsReport report = read("{\"out_id\":\"\",\"err_code\":null}");
        // then
        assertThat(report.outId()).isEmpty();
        assertThat(report.errCode()).isNull();
        assertThat(report.properties()).isEmpty();
    }

    @Test
    void rendersAReceiptMadeByAProgramAsAlibabaCloudDoes() {
        // given
        SmsReport made =
                new SmsReport(
                        null,
                        china("2021-09-06 15:49:55"),
                        null,
                        false,
                        null,
                        null,
                        2,
                        "b-1",
                        null);
        // then
        assertThat(made.json())
                .isEqualTo(
                        "{\"send_time\":\"2021-09-06"
                                + " 15:49:55\",\"success\":false,\"sms_size\":\"2\",\"biz_id\":\"b-1\"}");
        assertThat(parser.parse("SmsReport", made.json())).isEqualTo(made);
    }

    @Test
    void readsBackEveryFieldOfAReceiptMadeByAProgram() {
        assertThat(read(DELIVERED.json())).isEqualTo(DELIVERED);
        assertThat(DELIVERED.asMap()).isEqualTo(read(Samples.SMS_REPORT).asMap());
    }

    @Test
    void rendersTheFurtherFieldsOfAReceiptMadeByAProgram() {
        // given
        ReceiptSource source =
                new ReceiptSource("SmsReport", null, Map.of("city", "杭州", "biz_id", "no"));
        SmsReport made =
                new SmsReport(null, null, null, null, null, null, null, "b-1", null, source);
        // then
        assertThat(made.asMap())
                .containsExactly(Map.entry("biz_id", "b-1"), Map.entry("city", "杭州"));
    }

    @Test
    void masksThePhoneNumberAndHidesWhatTheApplicationGave() {
        // given
        SmsReport report =
                read(
                        "{\"phone_number\":\"13900005678\",\"out_id\":\"user-42\",\"biz_id\":\"b-1\"}");
        // then
        assertThat(report)
                .hasToString("SmsReport[phoneNumber=139****5678, bizId=b-1, outId=<7 chars>]");
    }

    private SmsReport read(String json) {
        return (SmsReport) parser.parse("SmsReport", json);
    }
}
