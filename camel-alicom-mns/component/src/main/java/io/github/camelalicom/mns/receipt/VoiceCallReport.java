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

import java.time.OffsetDateTime;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonCreator.Mode;

import static io.github.camelalicom.mns.receipt.Fields.hide;
import static io.github.camelalicom.mns.receipt.Fields.show;

/**
 * An event of a voice call in progress, {@code VoiceCallReport}. Any component may be {@code null}:
 * Alibaba Cloud omits absent fields.
 *
 * @param callId the id that placing the call returned
 * @param statusCode the event, {@code 300000} for a key pressed: an open set
 * @param smartStatusCode the outcome as recognised from early media, such as {@code ANSWERED}: an
 *     open set
 * @param statusTime when it happened
 * @param dtmf the keys pressed, with {@code 300000} only
 * @param outId the id the application gave when calling
 * @param source the text received and its further fields; may be {@code null}
 * @see <a
 *     href="https://help.aliyun.com/zh/vms/developer-reference/voicecallreport-4">VoiceCallReport</a>
 */
public record VoiceCallReport(
        String callId,
        String statusCode,
        String smartStatusCode,
        OffsetDateTime statusTime,
        String dtmf,
        String outId,
        ReceiptSource source)
        implements CodedReceipt {

    static final String MESSAGE_TYPE = "VoiceCallReport";

    private static final Fields<VoiceCallReport> FIELDS =
            Fields.of(
                    show("call_id", VoiceCallReport::callId),
                    show("status_code", VoiceCallReport::statusCode),
                    show("smart_status_code", VoiceCallReport::smartStatusCode),
                    show("status_time", VoiceCallReport::statusTime),
                    hide("dtmf", VoiceCallReport::dtmf),
                    hide("out_id", VoiceCallReport::outId));

    public VoiceCallReport {
        source = source == null ? ReceiptSource.none(MESSAGE_TYPE) : source;
    }

    /** A receipt made by a program, for tests. */
    public VoiceCallReport(
            String callId,
            String statusCode,
            String smartStatusCode,
            OffsetDateTime statusTime,
            String dtmf,
            String outId) {
        this(callId, statusCode, smartStatusCode, statusTime, dtmf, outId, null);
    }

    @JsonCreator(mode = Mode.DELEGATING)
    static VoiceCallReport read(FieldReader in) {
        return new VoiceCallReport(
                in.text("call_id"),
                in.text("status_code"),
                in.text("smart_status_code"),
                in.time("status_time"),
                in.text("dtmf"),
                in.text("out_id"),
                in.source(MESSAGE_TYPE));
    }

    @Override
    public ErrorCode error() {
        return ErrorCode.ofVoice(statusCode);
    }

    @Override
    public Map<String, Object> asMap() {
        return FIELDS.asMap(this);
    }

    @Override
    public String key() {
        return ReceiptKey.of(this, FIELDS)
                .require(callId)
                .and(statusCode, statusTime, dtmf)
                .build();
    }

    @Override
    public String toString() {
        return FIELDS.toString(this);
    }
}
