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
import static io.github.camelalicom.mns.receipt.Fields.showMillisText;

/**
 * The recording of a call over a privacy number is ready, {@code SecretRecording}. Any component
 * may be {@code null}: Alibaba Cloud omits absent fields.
 *
 * @param poolKey the pool of numbers
 * @param subsId the id of the binding
 * @param callId the id of the call
 * @param callTime when the call was placed; milliseconds since 1970 on the wire
 * @param outId the id the application gave to the binding
 * @param source the text received and its further fields; may be {@code null}
 * @see <a href="https://help.aliyun.com/zh/pnp/">SecretRecording</a>
 */
public record SecretRecording(
        String poolKey,
        Long subsId,
        String callId,
        OffsetDateTime callTime,
        String outId,
        ReceiptSource source)
        implements Receipt {

    static final String MESSAGE_TYPE = "SecretRecording";

    private static final Fields<SecretRecording> FIELDS =
            Fields.of(
                    show("pool_key", SecretRecording::poolKey),
                    show("subs_id", SecretRecording::subsId),
                    show("call_id", SecretRecording::callId),
                    showMillisText("call_time", SecretRecording::callTime),
                    hide("out_id", SecretRecording::outId));

    public SecretRecording {
        source = source == null ? ReceiptSource.none(MESSAGE_TYPE) : source;
    }

    /** A receipt made by a program, for tests. */
    public SecretRecording(
            String poolKey, Long subsId, String callId, OffsetDateTime callTime, String outId) {
        this(poolKey, subsId, callId, callTime, outId, null);
    }

    @JsonCreator(mode = Mode.DELEGATING)
    static SecretRecording read(FieldReader in) {
        return new SecretRecording(
                in.text("pool_key"),
                in.longInteger(in.spelled("subs_id", "sub_id")),
                in.text("call_id"),
                in.time("call_time"),
                in.text("out_id"),
                in.source(MESSAGE_TYPE));
    }

    @Override
    public Map<String, Object> asMap() {
        return FIELDS.asMap(this);
    }

    @Override
    public String key() {
        return ReceiptKey.of(this, FIELDS).require(callId).and(callTime).build();
    }

    @Override
    public String toString() {
        return FIELDS.toString(this);
    }
}
