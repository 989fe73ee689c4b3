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
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.camelalicom.mns.receipt.Samples.china;
import static org.assertj.core.api.Assertions.assertThat;

class SmsUpTest {

    private static final SmsUp UNSUBSCRIBE =
            new SmsUp(
                    "1390000****",
                    "TD",
                    china("2021-09-06 15:53:20"),
                    "12345",
                    "阿里云",
                    "1234567890");

    private final ReceiptParser parser = new ReceiptParser();

    @Test
    void readsTheDocumentedSample() {
        // when
        Receipt receipt = parser.parse("SmsUp", Samples.base64(Samples.SMS_UP));
        // then
        assertThat(receipt).isEqualTo(UNSUBSCRIBE);
        assertThat(receipt.json()).isEqualTo(Samples.SMS_UP);
        assertThat(receipt.properties()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1234567890", "1234567890.0", "1.23456789E9", "\"1234567890\""})
    void neverShowsASequenceIdAsADouble(String value) {
        // when
        SmsUp up = (SmsUp) parser.parse("SmsUp", "{\"sequence_id\":" + value + "}");
        // then
        assertThat(up.sequenceId()).isEqualTo("1234567890");
    }

    @Test
    void keepsEveryDigitOfALongSequenceId() {
        // when
        SmsUp up = (SmsUp) parser.parse("SmsUp", "{\"sequence_id\":12345678901234567890123}");
        // then
        assertThat(up.sequenceId()).isEqualTo("12345678901234567890123");
    }

    @Test
    void readsTheOlderCompactTime() {
        // when
        SmsUp up = (SmsUp) parser.parse("SmsUp", "{\"send_time\":\"20150101120000\"}");
        // then
        assertThat(up.sendTime()).isEqualTo(china("2015-01-01 12:00:00"));
    }

    @Test
    void readsBackEveryFieldOfAReceiptMadeByAProgram() {
        assertThat(parser.parse("SmsUp", UNSUBSCRIBE.json())).isEqualTo(UNSUBSCRIBE);
    }

    @Test
    void hidesWhatThePersonWrote() {
        // given
        SmsUp up = new SmsUp("13900005678", "my secret 42", null, "12345", "阿里云", "9");
        // then
        assertThat(up)
                .hasToString(
                        "SmsUp[phoneNumber=139****5678, content=<12 chars>, destCode=12345, signName=阿里云, sequenceId=9]");
    }
}
