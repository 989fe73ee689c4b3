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
 * A text message that a recipient sent back, {@code SmsUp}. Any component may be {@code null}:
 * Alibaba Cloud omits absent fields.
 *
 * @param phoneNumber the sender
 * @param content the text of the message
 * @param sendTime when it was sent
 * @param destCode the extension code it was sent to
 * @param signName the signature of the message it answers, with or without its brackets
 * @param sequenceId Alibaba Cloud's id of this message; documented as number and as text, here
 *     always text
 * @param source the text received and its further fields
 * @see <a href="https://help.aliyun.com/document_detail/101646.html">SmsUp</a>
 */
public record SmsUp(
        String phoneNumber,
        String content,
        OffsetDateTime sendTime,
        String destCode,
        String signName,
        String sequenceId,
        ReceiptSource source)
        implements Receipt {

    static final String MESSAGE_TYPE = "SmsUp";

    private static final Fields<SmsUp> FIELDS =
            Fields.of(
                    phone("phone_number", SmsUp::phoneNumber),
                    hide("content", SmsUp::content),
                    show("send_time", SmsUp::sendTime),
                    show("dest_code", SmsUp::destCode),
                    show("sign_name", SmsUp::signName),
                    show("sequence_id", SmsUp::sequenceId));

    public SmsUp {
        source = source == null ? ReceiptSource.none(MESSAGE_TYPE) : source;
    }

    /** A receipt made by a program, for tests. */
    public SmsUp(
            String phoneNumber,
            String content,
            OffsetDateTime sendTime,
            String destCode,
            String signName,
            String sequenceId) {
        this(phoneNumber, content, sendTime, destCode, signName, sequenceId, null);
    }

    @JsonCreator(mode = Mode.DELEGATING)
    static SmsUp read(FieldReader in) {
        return new SmsUp(
                in.text("phone_number"),
                in.text("content"),
                in.time("send_time"),
                in.text("dest_code"),
                in.text("sign_name"),
                in.text("sequence_id"),
                in.source(MESSAGE_TYPE));
    }

    @Override
    public Map<String, Object> asMap() {
        return FIELDS.asMap(this);
    }

    /** With number and time, because it is undocumented how far a sequence id is unique. */
    @Override
    public String key() {
        return ReceiptKey.of(this, FIELDS).require(sequenceId).and(phoneNumber, sendTime).build();
    }

    @Override
    public String toString() {
        return FIELDS.toString(this);
    }
}
