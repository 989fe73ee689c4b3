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

import static io.github.camelalicom.mns.receipt.Fields.phone;
import static io.github.camelalicom.mns.receipt.Fields.show;
import static io.github.camelalicom.mns.receipt.Fields.showMillis;

/**
 * A privacy number stopped working or works again, {@code SecretExceptionPhoneReport}. Any
 * component may be {@code null}: Alibaba Cloud omits absent fields.
 *
 * @param secretNo the number
 * @param partnerKey the key of the partner
 * @param noStatus {@code 0} or {@code 1}
 * @param timestamp when it changed; milliseconds since 1970 on the wire
 * @param source the text received and its further fields; may be {@code null}
 * @see <a href="https://help.aliyun.com/zh/pnp/">SecretExceptionPhoneReport</a>
 */
public record SecretExceptionPhoneReport(
        String secretNo,
        String partnerKey,
        Integer noStatus,
        OffsetDateTime timestamp,
        ReceiptSource source)
        implements Receipt {

    static final String MESSAGE_TYPE = "SecretExceptionPhoneReport";

    private static final Fields<SecretExceptionPhoneReport> FIELDS =
            Fields.of(
                    phone("secretNo", SecretExceptionPhoneReport::secretNo),
                    show("partnerKey", SecretExceptionPhoneReport::partnerKey),
                    show("noStatus", SecretExceptionPhoneReport::noStatus),
                    showMillis("timestamp", SecretExceptionPhoneReport::timestamp));

    public SecretExceptionPhoneReport {
        source = source == null ? ReceiptSource.none(MESSAGE_TYPE) : source;
    }

    /** A receipt made by a program, for tests. */
    public SecretExceptionPhoneReport(
            String secretNo, String partnerKey, Integer noStatus, OffsetDateTime timestamp) {
        this(secretNo, partnerKey, noStatus, timestamp, null);
    }

    @JsonCreator(mode = Mode.DELEGATING)
    static SecretExceptionPhoneReport read(FieldReader in) {
        return new SecretExceptionPhoneReport(
                in.text("secretNo"),
                in.text("partnerKey"),
                in.integer("noStatus"),
                in.time("timestamp"),
                in.source(MESSAGE_TYPE));
    }

    @Override
    public Map<String, Object> asMap() {
        return FIELDS.asMap(this);
    }

    @Override
    public String key() {
        return ReceiptKey.of(this, FIELDS)
                .require(secretNo)
                .and(partnerKey, noStatus, timestamp)
                .build();
    }

    @Override
    public String toString() {
        return FIELDS.toString(this);
    }
}
