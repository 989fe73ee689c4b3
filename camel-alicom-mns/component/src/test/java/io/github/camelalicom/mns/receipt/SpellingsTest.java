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
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.github.camelalicom.mns.receipt.Samples.china;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Fields that Alibaba Cloud's pages spell in two ways, and other oddities of single types. */
class SpellingsTest {

    private final List<String> drift = new ArrayList<>();
    private final ReceiptParser parser =
            new ReceiptParser((type, field, kind) -> drift.add(field + " " + kind));

    @ParameterizedTest
    @CsvSource({
        "SignSmsReport, orderId, orderId, 7",
        "TemplateSmsReport, orderId, orderId, 7",
        "SecretSmsIntercept, sms-intercept-type, smsInterceptType, 7",
        "SecretRecording, sub_id, subsId, 7"
    })
    void areReadAlike(String type, String field, String accessor, String value) {
        // when
        Receipt receipt = parser.parse(type, "{\"" + field + "\":\"" + value + "\"}");
        // then
        assertThat(receipt).extracting(accessor).asString().isEqualTo(value);
        assertThat(receipt.properties()).isEmpty();
        assertThat(drift).isEmpty();
    }

    @Test
    void ofTheTimeOfRinging() {
        assertThat(parser.parse("SecretPickUpReport", "{\"ring_Time\":\"2017-09-01 12:00:03\"}"))
                .extracting("ringTime")
                .isEqualTo(china("2017-09-01 12:00:03"));
    }

    @Test
    void theSampleOfACallUnderWayIsRead() {
        assertThat(parser.parse("VoiceCallReport", Samples.VOICE_CALL_REPORT))
                .isEqualTo(
                        new VoiceCallReport(
                                "100001616500^100001871490",
                                "300000",
                                "ANSWERED",
                                china("2023-03-06 16:21:12"),
                                "1",
                                "4000000002"));
    }

    @Test
    void aTimeInMillisecondsIsWrittenAsOne() {
        // given
        SecretRecording recording =
                new SecretRecording(null, 7L, "c-1", china("2019-03-28 20:01:05"), null);
        SecretExceptionPhoneReport exception =
                new SecretExceptionPhoneReport("170", null, 1, china("2019-03-28 20:01:05"));
        // then
        assertThat(recording.json())
                .isEqualTo("{\"subs_id\":7,\"call_id\":\"c-1\",\"call_time\":\"1553774465000\"}");
        assertThat(exception.json())
                .isEqualTo("{\"secretNo\":\"170\",\"noStatus\":1,\"timestamp\":1553774465000}");
        assertThat(recording.toString()).contains("callTime=2019-03-28T20:01:05+08:00");
    }

    @Test
    void sentencesAreReadAsTheyAre() {
        // when
        SecretAsrReport report =
                (SecretAsrReport) parser.parse("SecretAsrReport", Samples.SECRET_ASR_REPORT);
        // then
        assertThat(report.sentences()).singleElement().extracting("text").isEqualTo("你好世界");
        assertThatThrownBy(() -> report.sentences().get(0).put("text", "x"))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> report.sentences().clear())
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void sentencesThatAreNoObjectsAreKept() {
        // when
        SecretAsrReport report =
                (SecretAsrReport) parser.parse("SecretAsrReport", "{\"sentences\":[1]}");
        // then
        assertThat(report.sentences()).isNull();
        assertThat(report.properties()).isEqualTo(Map.of("sentences", List.of(1)));
        assertThat(drift).containsExactly("sentences UNREADABLE_VALUE");
    }
}
