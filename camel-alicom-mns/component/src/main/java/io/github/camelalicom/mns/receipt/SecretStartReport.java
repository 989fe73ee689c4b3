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
 * A call over a privacy number begins, {@code SecretStartReport}. Any component may be {@code
 * null}: Alibaba Cloud omits absent fields.
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
 * @param callType {@code 0} from the protected number, {@code 1} to it, {@code 4} intercepted
 * @param callTime when the call was placed
 * @param outId the id the application gave to the binding
 * @param city the city of the number
 * @param controlMsg why it was controlled, such as {@code NO_SUBS_EXIST}: no binding
 * @param controlType how the call was controlled
 * @param unconnectedCause why there was no connection: {@code 0} there was, {@code 1} block list,
 *     {@code 2} no binding, {@code 3} restricted, {@code 4} other
 * @param source the text received and its further fields; may be {@code null}
 * @see <a href="https://help.aliyun.com/zh/pnp/">SecretStartReport</a>
 */
public record SecretStartReport(
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
        String outId,
        String city,
        String controlMsg,
        String controlType,
        Integer unconnectedCause,
        ReceiptSource source)
        implements Receipt {

    static final String MESSAGE_TYPE = "SecretStartReport";

    private static final Fields<SecretStartReport> FIELDS =
            Fields.of(
                    show("id", SecretStartReport::id),
                    show("partner_key", SecretStartReport::partnerKey),
                    show("pool_key", SecretStartReport::poolKey),
                    show("sub_id", SecretStartReport::subId),
                    show("call_id", SecretStartReport::callId),
                    phone("phone_no", SecretStartReport::phoneNo),
                    phone("secret_no", SecretStartReport::secretNo),
                    phone("peer_no", SecretStartReport::peerNo),
                    phone("called_display_no", SecretStartReport::calledDisplayNo),
                    show("call_type", SecretStartReport::callType),
                    show("call_time", SecretStartReport::callTime),
                    hide("out_id", SecretStartReport::outId),
                    hide("city", SecretStartReport::city),
                    show("control_msg", SecretStartReport::controlMsg),
                    show("control_type", SecretStartReport::controlType),
                    show("unconnected_cause", SecretStartReport::unconnectedCause));

    public SecretStartReport {
        source = source == null ? ReceiptSource.none(MESSAGE_TYPE) : source;
    }

    @JsonCreator(mode = Mode.DELEGATING)
    static SecretStartReport read(FieldReader in) {
        return new SecretStartReport(
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
                in.text("out_id"),
                in.text("city"),
                in.text("control_msg"),
                in.text("control_type"),
                in.integer("unconnected_cause"),
                in.source(MESSAGE_TYPE));
    }

    @Override
    public Map<String, Object> asMap() {
        return FIELDS.asMap(this);
    }

    @Override
    public String key() {
        return ReceiptKey.of(this, FIELDS).require(callId).and(callType, callTime).build();
    }

    @Override
    public String toString() {
        return FIELDS.toString(this);
    }
}
