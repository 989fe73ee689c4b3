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

/**
 * How a call or a text message over a privacy number went, {@code SecretReport}. Any component may
 * be {@code null}: Alibaba Cloud omits absent fields.
 *
 * @param id the id of this record
 * @param partnerKey the key of the partner
 * @param poolKey the pool of numbers
 * @param subId the id of the binding
 * @param callId the id of the call
 * @param phoneNo the number that is protected, A
 * @param secretNo the number that stands for it, X
 * @param peerNo the other party, B
 * @param calledDisplayNo the number shown to the called
 * @param callType {@code 0} from the protected number, {@code 1} to it, {@code 2} text message
 *     sent, {@code 3} received, {@code 4} intercepted
 * @param callTime when the call was placed
 * @param callOutTime when the call was passed on to the called
 * @param ringTime when the phone rang
 * @param freeRingTime when the phone itself began to ring
 * @param startTime when the call was answered
 * @param releaseTime when the call ended; equal to {@code startTime} if it was not answered
 * @param releaseDir who ended it: {@code 0} the platform, {@code 1} the caller, {@code 2} the
 *     called
 * @param releaseCause why it ended, a code
 * @param unconnectedCause why there was no connection: {@code 0} there was, {@code 1} block list,
 *     {@code 2} no binding, {@code 3} restricted, {@code 4} other
 * @param smsNumber the length of a text message
 * @param recordUrl the address of the recording, which gives access to it
 * @param ringRecordUrl where to fetch the recording of the ring tone
 * @param outId the id the application gave to the binding
 * @param city the city of the number
 * @param extension the extension dialled
 * @param controlMsg why it was controlled, such as {@code NO_SUBS_EXIST}: no binding
 * @param controlType how the call was controlled
 * @param source the text received and its further fields; may be {@code null}
 * @see <a href="https://help.aliyun.com/zh/pnp/">SecretReport</a>
 */
public record SecretReport(
        String id,
        String partnerKey,
        String poolKey,
        Long subId,
        String callId,
        String phoneNo,
        String secretNo,
        String peerNo,
        String calledDisplayNo,
        Integer callType,
        OffsetDateTime callTime,
        OffsetDateTime callOutTime,
        OffsetDateTime ringTime,
        OffsetDateTime freeRingTime,
        OffsetDateTime startTime,
        OffsetDateTime releaseTime,
        Integer releaseDir,
        Integer releaseCause,
        Integer unconnectedCause,
        Integer smsNumber,
        String recordUrl,
        String ringRecordUrl,
        String outId,
        String city,
        String extension,
        String controlMsg,
        String controlType,
        ReceiptSource source)
        implements Receipt {

    static final String MESSAGE_TYPE = "SecretReport";

    private static final Fields<SecretReport> FIELDS =
            Fields.of(
                    show("id", SecretReport::id),
                    show("partner_key", SecretReport::partnerKey),
                    show("pool_key", SecretReport::poolKey),
                    show("sub_id", SecretReport::subId),
                    show("call_id", SecretReport::callId),
                    phone("phone_no", SecretReport::phoneNo),
                    phone("secret_no", SecretReport::secretNo),
                    phone("peer_no", SecretReport::peerNo),
                    phone("called_display_no", SecretReport::calledDisplayNo),
                    show("call_type", SecretReport::callType),
                    show("call_time", SecretReport::callTime),
                    show("call_out_time", SecretReport::callOutTime),
                    show("ring_time", SecretReport::ringTime),
                    show("free_ring_time", SecretReport::freeRingTime),
                    show("start_time", SecretReport::startTime),
                    show("release_time", SecretReport::releaseTime),
                    show("release_dir", SecretReport::releaseDir),
                    show("release_cause", SecretReport::releaseCause),
                    show("unconnected_cause", SecretReport::unconnectedCause),
                    show("sms_number", SecretReport::smsNumber),
                    hide("record_url", SecretReport::recordUrl),
                    hide("ring_record_url", SecretReport::ringRecordUrl),
                    hide("out_id", SecretReport::outId),
                    hide("city", SecretReport::city),
                    hide("extension", SecretReport::extension),
                    show("control_msg", SecretReport::controlMsg),
                    show("control_type", SecretReport::controlType));

    public SecretReport {
        source = source == null ? ReceiptSource.none(MESSAGE_TYPE) : source;
    }

    @JsonCreator(mode = Mode.DELEGATING)
    static SecretReport read(FieldReader in) {
        return new SecretReport(
                in.text("id"),
                in.text("partner_key"),
                in.text("pool_key"),
                in.longInteger("sub_id"),
                in.text("call_id"),
                in.text("phone_no"),
                in.text("secret_no"),
                in.text("peer_no"),
                in.text("called_display_no"),
                in.integer("call_type"),
                in.time("call_time"),
                in.time("call_out_time"),
                in.time("ring_time"),
                in.time("free_ring_time"),
                in.time("start_time"),
                in.time("release_time"),
                in.integer("release_dir"),
                in.integer("release_cause"),
                in.integer("unconnected_cause"),
                in.integer("sms_number"),
                in.text("record_url"),
                in.text("ring_record_url"),
                in.text("out_id"),
                in.text("city"),
                in.text("extension"),
                in.text("control_msg"),
                in.text("control_type"),
                in.source(MESSAGE_TYPE));
    }

    @Override
    public Map<String, Object> asMap() {
        return FIELDS.asMap(this);
    }

    /** Without the addresses, whose signatures may change. */
    @Override
    public String key() {
        return ReceiptKey.of(this, FIELDS)
                .require(callId)
                .and(callType, callTime, releaseTime)
                .build();
    }

    @Override
    public String toString() {
        return FIELDS.toString(this);
    }
}
