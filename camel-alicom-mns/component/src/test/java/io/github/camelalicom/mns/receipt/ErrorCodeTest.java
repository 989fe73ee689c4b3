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

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.ObjectMapper;

import static org.assertj.core.api.Assertions.assertThat;

class ErrorCodeTest {

    private final ReceiptParser parser = new ReceiptParser();

    @ParameterizedTest
    @CsvSource({
        "DELIVERED, DELIVERED",
        "DELIVRD, DELIVERED",
        "0, DELIVERED",
        "success, DELIVERED",
        "MOBILE_NOT_ON_SERVICE, RECIPIENT",
        "MK:0001, RECIPIENT",
        "mk:0001, RECIPIENT",
        "EXPIRED, CARRIER",
        "SP_UNKNOW_ERROR, CARRIER",
        "isv.SMS_CONTENT_ILLEGAL, CONTENT",
        "isv.DAY_LIMIT_CONTROL, ACCOUNT",
        "UNKNOW, UNKNOWN",
        "XX:9999, UNKNOWN"
    })
    void sortsTheCodesOfMessages(String code, ErrorCategory category) {
        assertThat(ErrorCode.ofSms(code))
                .returns(category, ErrorCode::category)
                .returns(code, ErrorCode::code);
    }

    @ParameterizedTest
    @CsvSource({
        "200000, DELIVERED",
        "200002, RECIPIENT",
        "200012, CARRIER",
        "200006, CONTENT",
        "200121, ACCOUNT",
        "200201, UNKNOWN",
        "999999, UNKNOWN"
    })
    void sortsTheCodesOfCalls(String code, ErrorCategory category) {
        assertThat(ErrorCode.ofVoice(code).category()).isEqualTo(category);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  ", "isv.SOMETHING_NEW", "ｄelivered"})
    void hasNoMeaningForAnUnlistedCode(String code) {
        assertThat(ErrorCode.ofSms(code))
                .isEqualTo(
                        new ErrorCode(
                                code, ErrorCategory.UNKNOWN, "Not in the catalogue", "未收录的代码"));
        assertThat(ErrorCode.ofVoice(code).category()).isEqualTo(ErrorCategory.UNKNOWN);
    }

    static Stream<ErrorCode> listed() {
        return Stream.concat(ErrorCode.SMS.values().stream(), ErrorCode.VOICE.values().stream());
    }

    @ParameterizedTest
    @MethodSource("listed")
    void saysEachMeaningInBothLanguages(ErrorCode code) {
        assertThat(code.category()).isNotNull();
        assertThat(code.english()).matches("[A-Z][ -~]{3,60}");
        assertThat(code.chinese()).matches("[\\p{IsHan}，、RAM ]{2,20}");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "true, null, DELIVERED",
                "true, XX:1, DELIVERED",
                "true, EXPIRED, DELIVERED",
                "false, DELIVERED, UNKNOWN",
                "false, EXPIRED, CARRIER",
                "null, EXPIRED, CARRIER",
                "null, DELIVERED, DELIVERED",
                "null, null, UNKNOWN"
            })
    void believesSuccessMoreThanTheCode(Boolean success, String code, ErrorCategory category) {
        // given
        SmsReport report = new SmsReport(null, null, null, success, code, null, null, "b-1", null);
        // then
        assertThat(report.errorCategory()).isEqualTo(category);
        assertThat(report.error().code()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "VoiceReport | status_code | 200002 | RECIPIENT",
                "VoiceCallReport | status_code | 300000 | DELIVERED",
                "VoiceRecordReport | status_code | 200000 | DELIVERED",
                "GlobeSmsReport | error_code | SP_UNKNOW_ERROR | CARRIER",
                "SecretSmsIntercept | code | REJECTD | CARRIER",
                "DypnsSmsVerifyReport | err_code | MOBILE_IN_BLACK | RECIPIENT"
            })
    void isReachedFromEveryReceiptWithACode(
            String type, String field, String code, ErrorCategory category) {
        // when
        Receipt receipt = parser.parse(type, "{\"" + field + "\":\"" + code + "\"}");
        // then
        assertThat((CodedReceipt) receipt)
                .returns(category, CodedReceipt::errorCategory)
                .returns(((CodedReceipt) receipt).error().english(), CodedReceipt::errorMeaning)
                .returns(((CodedReceipt) receipt).error().chinese(), CodedReceipt::errorMeaningZh);
    }

    @Test
    void isInNoJsonAndNoMap() throws Exception {
        // given
        SmsReport made = new SmsReport(null, null, null, null, "EXPIRED", null, null, "b-1", null);
        Receipt read = parser.parse("VoiceReport", Samples.VOICE_REPORT);
        // then
        assertThat(made.json()).isEqualTo("{\"err_code\":\"EXPIRED\",\"biz_id\":\"b-1\"}");
        assertThat(new ObjectMapper().writeValueAsString(made)).isEqualTo(made.json());
        assertThat(new ObjectMapper().writeValueAsString(read)).isEqualTo(read.json());
        assertThat(read.asMap()).doesNotContainKeys("error", "errorCategory", "errorMeaning");
    }
}
