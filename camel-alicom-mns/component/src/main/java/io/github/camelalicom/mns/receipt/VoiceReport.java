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
import static io.github.camelalicom.mns.receipt.Fields.phone;
import static io.github.camelalicom.mns.receipt.Fields.show;
import static io.github.camelalicom.mns.receipt.Fields.showText;

/**
 * The outcome of one voice call, {@code VoiceReport}. Any component may be {@code null}: Alibaba
 * Cloud omits absent fields, and the times of a call that was not answered are empty.
 *
 * <p>The times of the legs are those of a double call: A is rung first, then B.
 *
 * @param callId the id that placing the call returned
 * @param statusCode {@code 200000} for an answered call, else the reason: an open set
 * @param originateTime when the call was placed
 * @param ringTime when the phone rang
 * @param startTime when the call was answered
 * @param endTime when the call ended
 * @param caller the calling number
 * @param callee the called number
 * @param duration length of the call in seconds
 * @param earlyMediaCode the early media heard before the answer
 * @param smartStatusCode the outcome as recognised from early media, such as {@code USER_BUSY}: an
 *     open set
 * @param hangupDirection who hung up: {@code 用户} or {@code 机器}, {@code aleg} or {@code bleg}
 * @param statusMsg the description of the status
 * @param outId the id the application gave when calling
 * @param dtmf the keys pressed
 * @param voiceType {@code voice}, {@code asr} or {@code smart_transfer}
 * @param dialogId the id of the dialogue
 * @param tollType {@code LOCAL}, {@code PROVINCE}, {@code DOMESTIC}, {@code INTERNATIONAL} or
 *     {@code UNKNOWN}
 * @param aOriginateTime when the first leg was placed
 * @param aRingTime when the phone of the first leg rang
 * @param aStartTime when the first leg was answered
 * @param aEndTime when the first leg ended
 * @param aDuration length of the first leg in seconds
 * @param bOriginateTime when the second leg was placed
 * @param bRingTime when the phone of the second leg rang
 * @param bStartTime when the second leg was answered
 * @param bEndTime when the second leg ended
 * @param bDuration length of the second leg in seconds
 * @param extend the data the application attached to the call
 * @param parallelLegHangupCause why the parallel leg ended
 * @param callerShowNum the number shown to the caller
 * @param calleeShowNum the number shown to the called
 * @param source the text received and its further fields; may be {@code null}
 * @see <a href="https://help.aliyun.com/document_detail/112505.html">VoiceReport</a>
 */
public record VoiceReport(
        String callId,
        String statusCode,
        OffsetDateTime originateTime,
        OffsetDateTime ringTime,
        OffsetDateTime startTime,
        OffsetDateTime endTime,
        String caller,
        String callee,
        Integer duration,
        String earlyMediaCode,
        String smartStatusCode,
        String hangupDirection,
        String statusMsg,
        String outId,
        String dtmf,
        String voiceType,
        String dialogId,
        String tollType,
        OffsetDateTime aOriginateTime,
        OffsetDateTime aRingTime,
        OffsetDateTime aStartTime,
        OffsetDateTime aEndTime,
        Integer aDuration,
        OffsetDateTime bOriginateTime,
        OffsetDateTime bRingTime,
        OffsetDateTime bStartTime,
        OffsetDateTime bEndTime,
        Integer bDuration,
        String extend,
        String parallelLegHangupCause,
        String callerShowNum,
        String calleeShowNum,
        ReceiptSource source)
        implements CodedReceipt {

    static final String MESSAGE_TYPE = "VoiceReport";

    private static final Fields<VoiceReport> FIELDS =
            Fields.of(
                    show("call_id", VoiceReport::callId),
                    show("status_code", VoiceReport::statusCode),
                    show("originate_time", VoiceReport::originateTime),
                    show("ring_time", VoiceReport::ringTime),
                    show("start_time", VoiceReport::startTime),
                    show("end_time", VoiceReport::endTime),
                    phone("caller", VoiceReport::caller),
                    phone("callee", VoiceReport::callee),
                    showText("duration", VoiceReport::duration),
                    show("early_media_code", VoiceReport::earlyMediaCode),
                    show("smart_status_code", VoiceReport::smartStatusCode),
                    show("hangup_direction", VoiceReport::hangupDirection),
                    show("status_msg", VoiceReport::statusMsg),
                    hide("out_id", VoiceReport::outId),
                    hide("dtmf", VoiceReport::dtmf),
                    show("voice_type", VoiceReport::voiceType),
                    show("dialog_id", VoiceReport::dialogId),
                    show("toll_type", VoiceReport::tollType),
                    show("a_originate_time", VoiceReport::aOriginateTime),
                    show("a_ring_time", VoiceReport::aRingTime),
                    show("a_start_time", VoiceReport::aStartTime),
                    show("a_end_time", VoiceReport::aEndTime),
                    show("a_duration", VoiceReport::aDuration),
                    show("b_originate_time", VoiceReport::bOriginateTime),
                    show("b_ring_time", VoiceReport::bRingTime),
                    show("b_start_time", VoiceReport::bStartTime),
                    show("b_end_time", VoiceReport::bEndTime),
                    show("b_duration", VoiceReport::bDuration),
                    hide("extend", VoiceReport::extend),
                    show("parallel_leg_hangup_cause", VoiceReport::parallelLegHangupCause),
                    phone("caller_show_num", VoiceReport::callerShowNum),
                    phone("callee_show_num", VoiceReport::calleeShowNum));

    public VoiceReport {
        source = source == null ? ReceiptSource.none(MESSAGE_TYPE) : source;
    }

    @JsonCreator(mode = Mode.DELEGATING)
    static VoiceReport read(FieldReader in) {
        return new VoiceReport(
                in.text("call_id"),
                in.text("status_code"),
                in.time("originate_time"),
                in.time("ring_time"),
                in.time("start_time"),
                in.time("end_time"),
                in.text("caller"),
                in.text("callee"),
                in.integer("duration"),
                in.text("early_media_code"),
                in.text("smart_status_code"),
                in.text("hangup_direction"),
                in.text("status_msg"),
                in.text("out_id"),
                in.text("dtmf"),
                in.text("voice_type"),
                in.text("dialog_id"),
                in.text("toll_type"),
                in.time("a_originate_time"),
                in.time("a_ring_time"),
                in.time("a_start_time"),
                in.time("a_end_time"),
                in.integer("a_duration"),
                in.time("b_originate_time"),
                in.time("b_ring_time"),
                in.time("b_start_time"),
                in.time("b_end_time"),
                in.integer("b_duration"),
                in.text("extend"),
                in.text("parallel_leg_hangup_cause"),
                in.text("caller_show_num"),
                in.text("callee_show_num"),
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
        return ReceiptKey.of(this, FIELDS).require(callId).and(statusCode, callee, endTime).build();
    }

    /** The keys pressed are hidden too: people type passwords. */
    @Override
    public String toString() {
        return FIELDS.toString(this);
    }
}
