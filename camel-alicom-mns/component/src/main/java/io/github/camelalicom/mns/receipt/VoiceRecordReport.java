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
import static io.github.camelalicom.mns.receipt.Fields.showText;

/**
 * The recording of a voice call is ready, {@code VoiceRecordReport}. Any component may be {@code
 * null}: Alibaba Cloud omits absent fields.
 *
 * @param callId the id that placing the call returned
 * @param startTime when the call was answered
 * @param endTime when the call ended
 * @param duration length of the call in seconds
 * @param statusCode {@code 200000} for an answered call, else the reason: an open set
 * @param smartStatusCode the outcome as recognised from early media: an open set
 * @param recordFile the address of the recording, which gives access to it for seven days
 * @param outId the id the application gave when calling
 * @param recordBeginTime when the recording begins; with {@code SmartCall} only
 * @param source the text received and its further fields; may be {@code null}
 * @see <a href="https://help.aliyun.com/document_detail/55499.html">VoiceRecordReport</a>
 */
public record VoiceRecordReport(
        String callId,
        OffsetDateTime startTime,
        OffsetDateTime endTime,
        Integer duration,
        String statusCode,
        String smartStatusCode,
        String recordFile,
        String outId,
        OffsetDateTime recordBeginTime,
        ReceiptSource source)
        implements CodedReceipt {

    static final String MESSAGE_TYPE = "VoiceRecordReport";

    private static final Fields<VoiceRecordReport> FIELDS =
            Fields.of(
                    show("call_id", VoiceRecordReport::callId),
                    show("start_time", VoiceRecordReport::startTime),
                    show("end_time", VoiceRecordReport::endTime),
                    showText("duration", VoiceRecordReport::duration),
                    show("status_code", VoiceRecordReport::statusCode),
                    show("smart_status_code", VoiceRecordReport::smartStatusCode),
                    hide("record_file", VoiceRecordReport::recordFile),
                    hide("out_id", VoiceRecordReport::outId),
                    show("record_begin_time", VoiceRecordReport::recordBeginTime));

    public VoiceRecordReport {
        source = source == null ? ReceiptSource.none(MESSAGE_TYPE) : source;
    }

    /** A receipt made by a program, for tests. */
    public VoiceRecordReport(
            String callId,
            OffsetDateTime startTime,
            OffsetDateTime endTime,
            Integer duration,
            String statusCode,
            String smartStatusCode,
            String recordFile,
            String outId,
            OffsetDateTime recordBeginTime) {
        this(
                callId,
                startTime,
                endTime,
                duration,
                statusCode,
                smartStatusCode,
                recordFile,
                outId,
                recordBeginTime,
                null);
    }

    @JsonCreator(mode = Mode.DELEGATING)
    static VoiceRecordReport read(FieldReader in) {
        return new VoiceRecordReport(
                in.text("call_id"),
                in.time("start_time"),
                in.time("end_time"),
                in.integer("duration"),
                in.text("status_code"),
                in.text("smart_status_code"),
                in.text("record_file"),
                in.text("out_id"),
                in.time("record_begin_time"),
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

    /** Without the address, whose signature may change. */
    @Override
    public String key() {
        return ReceiptKey.of(this, FIELDS)
                .require(callId)
                .and(startTime, endTime, recordBeginTime)
                .build();
    }

    @Override
    public String toString() {
        return FIELDS.toString(this);
    }
}
