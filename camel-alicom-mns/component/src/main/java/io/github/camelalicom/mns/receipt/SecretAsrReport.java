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

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonCreator.Mode;

import static io.github.camelalicom.mns.receipt.Fields.hide;
import static io.github.camelalicom.mns.receipt.Fields.phone;
import static io.github.camelalicom.mns.receipt.Fields.show;

/**
 * The transcript of a call over a privacy number, {@code SecretAsrReport}. Any component may be
 * {@code null}: Alibaba Cloud omits absent fields.
 *
 * @param callId the id of the call
 * @param bizDuration length of the recording
 * @param partnerKey the key of the partner
 * @param secretNo the number that stands for the protected one, X
 * @param statusCode how the recognition went, {@code 21050000} in the sample
 * @param sentences the transcript, each with {@code beginTime}, {@code endTime}, {@code channelId},
 *     {@code text}, {@code silenceDuration}, {@code speechRate}, {@code emotionValue} as received;
 *     unmodifiable
 * @param source the text received and its further fields; may be {@code null}
 * @see <a href="https://help.aliyun.com/zh/pnp/">SecretAsrReport</a>
 */
public record SecretAsrReport(
        String callId,
        Long bizDuration,
        String partnerKey,
        String secretNo,
        String statusCode,
        List<Map<String, Object>> sentences,
        ReceiptSource source)
        implements Receipt {

    static final String MESSAGE_TYPE = "SecretAsrReport";

    private static final Fields<SecretAsrReport> FIELDS =
            Fields.of(
                    show("callId", SecretAsrReport::callId),
                    show("bizDuration", SecretAsrReport::bizDuration),
                    show("partnerKey", SecretAsrReport::partnerKey),
                    phone("secretNo", SecretAsrReport::secretNo),
                    show("statusCode", SecretAsrReport::statusCode),
                    hide("sentences", SecretAsrReport::sentences));

    public SecretAsrReport {
        sentences = sentences == null ? null : JsonText.frozenObjects(sentences);
        source = source == null ? ReceiptSource.none(MESSAGE_TYPE) : source;
    }

    /** A receipt made by a program, for tests. */
    public SecretAsrReport(
            String callId,
            Long bizDuration,
            String partnerKey,
            String secretNo,
            String statusCode,
            List<Map<String, Object>> sentences) {
        this(callId, bizDuration, partnerKey, secretNo, statusCode, sentences, null);
    }

    @JsonCreator(mode = Mode.DELEGATING)
    static SecretAsrReport read(FieldReader in) {
        return new SecretAsrReport(
                in.text("callId"),
                in.longInteger("bizDuration"),
                in.text("partnerKey"),
                in.text("secretNo"),
                in.text("statusCode"),
                in.objects("sentences"),
                in.source(MESSAGE_TYPE));
    }

    @Override
    public Map<String, Object> asMap() {
        return FIELDS.asMap(this);
    }

    /** It is undocumented whether a call may have several. */
    @Override
    public String key() {
        return ReceiptKey.ofWhole(this);
    }

    @Override
    public String toString() {
        return FIELDS.toString(this);
    }
}
