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

import static io.github.camelalicom.mns.receipt.Samples.china;
import static org.assertj.core.api.Assertions.assertThat;

class VoiceReportTest {

    static final String FULL =
            "{\"call_id\":\"1^2\",\"status_code\":\"200000\",\"originate_time\":\"2023-01-01 08:00:00\","
                    + "\"ring_time\":\"2023-01-01 08:00:01\",\"start_time\":\"2023-01-01 08:00:02\","
                    + "\"end_time\":\"2023-01-01 08:00:12\",\"caller\":\"057112345678\",\"callee\":\"13900005678\","
                    + "\"duration\":\"10\",\"early_media_code\":\"e\",\"smart_status_code\":\"ANSWERED\","
                    + "\"hangup_direction\":\"aleg\",\"status_msg\":\"执行完成\",\"out_id\":\"o-1\",\"dtmf\":\"4711\","
                    + "\"voice_type\":\"asr\",\"dialog_id\":\"d-1\",\"toll_type\":\"LOCAL\","
                    + "\"a_originate_time\":\"2023-01-01 08:00:00\",\"a_ring_time\":\"2023-01-01 08:00:01\","
                    + "\"a_start_time\":\"2023-01-01 08:00:02\",\"a_end_time\":\"2023-01-01 08:01:02\",\"a_duration\":60,"
                    + "\"b_originate_time\":\"2023-01-01 08:00:05\",\"b_ring_time\":\"2023-01-01 08:00:07\","
                    + "\"b_start_time\":\"2023-01-01 08:00:13\",\"b_end_time\":\"2023-01-01 08:01:02\",\"b_duration\":49,"
                    + "\"extend\":\"x-1\",\"parallel_leg_hangup_cause\":\"p\",\"caller_show_num\":\"057187654321\","
                    + "\"callee_show_num\":\"13800001234\"}";

    private final ReceiptParser parser = new ReceiptParser();

    @Test
    void readsTheDocumentedSample() {
        // when
        VoiceReport report = read(Samples.base64(Samples.VOICE_REPORT));
        // then
        assertThat(report.callId()).isEqualTo("100001616500^100001871490");
        assertThat(report.statusCode()).isEqualTo("200000");
        assertThat(report.originateTime()).isEqualTo(china("2017-06-01 09:59:50"));
        assertThat(report.ringTime()).isEqualTo(china("2017-06-01 09:59:55"));
        assertThat(report.startTime()).isEqualTo(china("2017-06-01 10:00:00"));
        assertThat(report.endTime()).isEqualTo(china("2017-06-01 10:03:00"));
        assertThat(report.caller()).isEqualTo("0571000000");
        assertThat(report.callee()).isEqualTo("1390000****");
        assertThat(report.duration()).isEqualTo(10);
        assertThat(report.hangupDirection()).isEqualTo("用户");
        assertThat(report.outId()).isEqualTo("123456");
        assertThat(report.dtmf()).isEmpty();
        assertThat(report.tollType()).isEqualTo("LOCAL");
        assertThat(report.voiceType()).isEqualTo("voice");
        assertThat(report.bDuration()).isNull();
        assertThat(report.properties()).isEmpty();
        assertThat(report.json()).isEqualTo(Samples.VOICE_REPORT);
    }

    @Test
    void tellsTheLegsOfADoubleCallApart() {
        // when
        VoiceReport report = read(FULL);
        // then
        assertThat(report.aDuration()).isEqualTo(60);
        assertThat(report.bDuration()).isEqualTo(49);
        assertThat(report.aStartTime()).isEqualTo(china("2023-01-01 08:00:02"));
        assertThat(report.bStartTime()).isEqualTo(china("2023-01-01 08:00:13"));
        assertThat(report.calleeShowNum()).isEqualTo("13800001234");
    }

    @Test
    void leavesTheTimesOfAnUnansweredCallOut() {
        // when
        VoiceReport report = read("{\"start_time\":\"\",\"ring_time\":null,\"duration\":\"\"}");
        // then
        assertThat(report.startTime()).isNull();
        assertThat(report.ringTime()).isNull();
        assertThat(report.duration()).isNull();
        assertThat(report.properties()).isEmpty();
    }

    @Test
    void hidesNumbersAndWhatWasTyped() {
        assertThat(read(FULL).toString())
                .contains("callee=139****5678", "callerShowNum=057****4321", "dtmf=<4 chars>")
                .doesNotContain(
                        "13900005678",
                        "057112345678",
                        "057187654321",
                        "13800001234",
                        "4711",
                        "x-1",
                        "o-1");
    }

    private VoiceReport read(String body) {
        return (VoiceReport) parser.parse("VoiceReport", body);
    }
}
