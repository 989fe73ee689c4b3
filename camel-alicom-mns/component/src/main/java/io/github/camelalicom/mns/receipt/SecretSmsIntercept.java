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
 * A text message over a privacy number was intercepted, {@code SecretSmsIntercept}. Any component
 * may be {@code null}: Alibaba Cloud omits absent fields.
 *
 * @param id the id of this record
 * @param partnerKey the key of the partner
 * @param poolKey the pool of numbers
 * @param outId the id the application gave to the binding
 * @param subId the id of the binding
 * @param smsType the kind of message
 * @param sendNo who sent it
 * @param secretNo the number that stands for it, X
 * @param receiveNo who was to receive it
 * @param smsContent the text of the message
 * @param smsSign its signature
 * @param status how it went
 * @param smsInterceptType why it was intercepted
 * @param callId the id of the call
 * @param code {@code DELIVRD}, {@code REJECTD}, {@code UNDELIV}, {@code EXPIRED} or {@code ACCEPTD}
 * @param startTime when it was sent
 * @param source the text received and its further fields; may be {@code null}
 * @see <a href="https://help.aliyun.com/zh/pnp/">SecretSmsIntercept</a>
 */
public record SecretSmsIntercept(
        String id,
        String partnerKey,
        String poolKey,
        String outId,
        Long subId,
        String smsType,
        String sendNo,
        String secretNo,
        String receiveNo,
        String smsContent,
        String smsSign,
        String status,
        String smsInterceptType,
        String callId,
        String code,
        OffsetDateTime startTime,
        ReceiptSource source)
        implements CodedReceipt {

    static final String MESSAGE_TYPE = "SecretSmsIntercept";

    private static final Fields<SecretSmsIntercept> FIELDS =
            Fields.of(
                    show("id", SecretSmsIntercept::id),
                    show("partner_key", SecretSmsIntercept::partnerKey),
                    show("pool_key", SecretSmsIntercept::poolKey),
                    hide("out_id", SecretSmsIntercept::outId),
                    show("sub_id", SecretSmsIntercept::subId),
                    show("sms_type", SecretSmsIntercept::smsType),
                    phone("send_no", SecretSmsIntercept::sendNo),
                    phone("secret_no", SecretSmsIntercept::secretNo),
                    phone("receive_no", SecretSmsIntercept::receiveNo),
                    hide("sms_content", SecretSmsIntercept::smsContent),
                    show("sms_sign", SecretSmsIntercept::smsSign),
                    show("status", SecretSmsIntercept::status),
                    show("sms_intercept_type", SecretSmsIntercept::smsInterceptType),
                    show("call_id", SecretSmsIntercept::callId),
                    show("code", SecretSmsIntercept::code),
                    show("start_time", SecretSmsIntercept::startTime));

    public SecretSmsIntercept {
        source = source == null ? ReceiptSource.none(MESSAGE_TYPE) : source;
    }

    @JsonCreator(mode = Mode.DELEGATING)
    static SecretSmsIntercept read(FieldReader in) {
        return new SecretSmsIntercept(
                in.text("id"),
                in.text("partner_key"),
                in.text("pool_key"),
                in.text("out_id"),
                in.longInteger("sub_id"),
                in.text("sms_type"),
                in.text("send_no"),
                in.text("secret_no"),
                in.text("receive_no"),
                in.text("sms_content"),
                in.text("sms_sign"),
                in.text("status"),
                in.text(in.spelled("sms_intercept_type", "sms-intercept-type")),
                in.text("call_id"),
                in.text("code"),
                in.time("start_time"),
                in.source(MESSAGE_TYPE));
    }

    @Override
    public ErrorCode error() {
        return ErrorCode.ofSms(code);
    }

    @Override
    public Map<String, Object> asMap() {
        return FIELDS.asMap(this);
    }

    @Override
    public String key() {
        return ReceiptKey.of(this, FIELDS).require(id).and(code, startTime).build();
    }

    @Override
    public String toString() {
        return FIELDS.toString(this);
    }
}
