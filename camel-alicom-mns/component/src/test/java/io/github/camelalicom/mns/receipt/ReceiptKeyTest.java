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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ReceiptKeyTest {

    private final ReceiptParser parser = new ReceiptParser();

    @Test
    void isTheTypeAndAHash() {
        assertThat(parser.parse("SmsReport", Samples.SMS_REPORT).key())
                .matches("SmsReport-[0-9a-f]{32}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SmsReport", "FlowReport", "VoiceReport", "SmsUp"})
    void isIndependentOfOrderAndWhiteSpace(String type) {
        // given
        String first = "{\"biz_id\":\"b\",\"phone_number\":\"139\",\"x\":{\"p\":1,\"q\":[2]}}";
        String again =
                "{ \"x\" : {\"q\":[ 2 ],\"p\":1}, \"phone_number\":\"139\",\n\"biz_id\":\"b\" }";
        // then
        assertThat(key(type, first)).isEqualTo(key(type, again));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SmsReport | \"biz_id\":\"b\",\"phone_number\":\"1\" | \"biz_id\":\"b\",\"phone_number\":\"2\"",
                "SmsReport | \"biz_id\":\"b\",\"phone_number\":\"12\" | \"biz_id\":\"b1\",\"phone_number\":\"2\"",
                "SmsReport | \"biz_id\":\"b\",\"phone_number\":\"1\",\"success\":false"
                        + " | \"biz_id\":\"b\",\"phone_number\":\"1\",\"success\":true",
                "SmsReport | \"biz_id\":\"b\",\"out_id\":\"1\" | \"biz_id\":\"b\",\"out_id\":\"2\"",
                "SmsUp | \"sequence_id\":1 | \"sequence_id\":2",
                "SmsUp | \"content\":\"1\" | \"content\":\"2\"",
                "VoiceReport | \"call_id\":\"1\" | \"call_id\":\"2\"",
                "VoiceCallReport | \"call_id\":\"1\",\"dtmf\":\"1\" | \"call_id\":\"1\",\"dtmf\":\"2\"",
                "VoiceRecordReport | \"call_id\":\"1\" | \"call_id\":\"2\"",
                "GlobeSmsReport | \"to\":\"1\",\"message_id\":\"1\" | \"to\":\"1\",\"message_id\":\"2\"",
                "SmsReport | \"To\":\"1\",\"MessageId\":\"1\" | \"To\":\"2\",\"MessageId\":\"1\"",
                "SignSmsReport | \"order_id\":\"1\",\"sign_status\":\"approving\""
                        + " | \"order_id\":\"1\",\"sign_status\":\"approved\"",
                "TemplateSmsReport | \"template_code\":\"1\" | \"template_code\":\"2\"",
                "SecretStartReport | \"call_id\":\"1\",\"call_type\":0 | \"call_id\":\"1\",\"call_type\":1",
                "SecretRingReport | \"call_id\":\"1\" | \"call_id\":\"2\"",
                "SecretPickUpReport | \"call_id\":\"1\" | \"call_id\":\"2\"",
                "SecretReport | \"call_id\":\"1\" | \"call_id\":\"2\"",
                "SecretRecording | \"call_id\":\"1\" | \"call_id\":\"2\"",
                "SecretAsrReport | \"callId\":\"1\",\"sentences\":[{}] | \"callId\":\"1\",\"sentences\":[]",
                "SecretExceptionPhoneReport | \"secretNo\":\"1\",\"noStatus\":0"
                        + " | \"secretNo\":\"1\",\"noStatus\":1",
                "SecretSmsIntercept | \"id\":\"1\" | \"id\":\"2\"",
                "FlowReport | \"id\":1 | \"id\":2",
                // times that cannot be read
                "VoiceCallReport | \"call_id\":\"1\",\"status_time\":\"1678090872\""
                        + " | \"call_id\":\"1\",\"status_time\":\"1678090873\"",
                "SecretExceptionPhoneReport | \"secretNo\":\"1\",\"timestamp\":\"soon\""
                        + " | \"secretNo\":\"1\",\"timestamp\":\"later\"",
                "SmsReport | \"To\":\"1\",\"MessageId\":\"1\",\"ReceiveDate\":\"soon\""
                        + " | \"To\":\"1\",\"MessageId\":\"1\",\"ReceiveDate\":\"later\""
            })
    void differsForDifferentEvents(String type, String one, String other) {
        assertThat(key(type, "{" + one + "}")).isNotEqualTo(key(type, "{" + other + "}"));
    }

    @Test
    void doesNotDependOnFieldsThatDoNotIdentify() {
        // given
        String plain =
                "{\"biz_id\":\"b\",\"phone_number\":\"139\",\"report_time\":\"2021-09-06 15:50:05\"}";
        String other =
                "{\"biz_id\":\"b\",\"phone_number\":139,\"report_time\":\"2021-09-06T07:50:05Z\",\"new_field\":1}";
        // then
        assertThat(key("SmsReport", plain)).isEqualTo(key("SmsReport", other));
    }

    @Test
    void doesNotDependOnTheSignatureOfAnAddress() {
        // given
        String first = "{\"call_id\":\"c\",\"record_file\":\"x?sig=1\",\"record_url\":\"x?sig=1\"}";
        String again = first.replace("sig=1", "sig=2");
        // then
        assertThat(key("VoiceRecordReport", first)).isEqualTo(key("VoiceRecordReport", again));
        assertThat(key("SecretReport", first)).isEqualTo(key("SecretReport", again));
    }

    @Test
    void isTheSameForAReceiptMadeByAProgram() {
        // given
        SmsUp made = new SmsUp("139", "text", null, null, null, "7");
        // then
        assertThat(made.key())
                .isEqualTo(key("SmsUp", "{\"sequence_id\":7,\"phone_number\":\"139\"}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SmsReport", "SmsUp", "VoiceReport", "FlowReport"})
    void holdsNoPhoneNumber(String type) {
        assertThat(key(type, "{\"phone_number\":\"13900005678\",\"callee\":\"13900005678\"}"))
                .doesNotContain("13900005678", "139000", "5678");
    }

    private String key(String type, String json) {
        return parser.parse(type, json).key();
    }
}
