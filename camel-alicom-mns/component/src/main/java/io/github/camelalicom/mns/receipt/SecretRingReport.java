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
 * The phone rings in a call over a privacy number, {@code SecretRingReport}. Any component may be
 * {@code null}: Alibaba Cloud omits absent fields.
 *
 * @param poolKey the pool of numbers
 * @param subId the id of the binding
 * @param callId the id of the call
 * @param phoneNo the number that is protected, A
 * @param secretNo the number that stands for it, X
 * @param peerNo the other party, B
 * @param callType {@code 0} from the protected number, {@code 1} to it, {@code 4} intercepted
 * @param callTime when the call was placed
 * @param ringTime when the phone rang
 * @param outId the id the application gave to the binding
 * @param city the city of the number
 * @param extension the extension dialled
 * @param source the text received and its further fields; may be {@code null}
 * @see <a href="https://help.aliyun.com/zh/pnp/">SecretRingReport</a>
 */
public record SecretRingReport(
        String poolKey,
        Long subId,
        String callId,
        String phoneNo,
        String secretNo,
        String peerNo,
        Integer callType,
        OffsetDateTime callTime,
        OffsetDateTime ringTime,
        String outId,
        String city,
        String extension,
        ReceiptSource source)
        implements Receipt {

    static final String MESSAGE_TYPE = "SecretRingReport";

    private static final Fields<SecretRingReport> FIELDS =
            Fields.of(
                    show("pool_key", SecretRingReport::poolKey),
                    show("sub_id", SecretRingReport::subId),
                    show("call_id", SecretRingReport::callId),
                    phone("phone_no", SecretRingReport::phoneNo),
                    phone("secret_no", SecretRingReport::secretNo),
                    phone("peer_no", SecretRingReport::peerNo),
                    show("call_type", SecretRingReport::callType),
                    show("call_time", SecretRingReport::callTime),
                    show("ring_time", SecretRingReport::ringTime),
                    hide("out_id", SecretRingReport::outId),
                    hide("city", SecretRingReport::city),
                    hide("extension", SecretRingReport::extension));

    public SecretRingReport {
        source = source == null ? ReceiptSource.none(MESSAGE_TYPE) : source;
    }

    @JsonCreator(mode = Mode.DELEGATING)
    static SecretRingReport read(FieldReader in) {
        return new SecretRingReport(
                in.text("pool_key"),
                in.longInteger("sub_id"),
                in.text("call_id"),
                in.text("phone_no"),
                in.text("secret_no"),
                in.text("peer_no"),
                in.integer("call_type"),
                in.time("call_time"),
                in.time("ring_time"),
                in.text("out_id"),
                in.text("city"),
                in.text("extension"),
                in.source(MESSAGE_TYPE));
    }

    @Override
    public Map<String, Object> asMap() {
        return FIELDS.asMap(this);
    }

    @Override
    public String key() {
        return ReceiptKey.of(this, FIELDS).require(callId).and(callType, ringTime).build();
    }

    @Override
    public String toString() {
        return FIELDS.toString(this);
    }
}
