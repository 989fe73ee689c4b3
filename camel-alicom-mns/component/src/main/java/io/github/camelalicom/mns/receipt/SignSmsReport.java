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

/**
 * The result of an application for a signature, {@code SignSmsReport}. Any component may be {@code
 * null}: Alibaba Cloud omits absent fields.
 *
 * @param signName the signature
 * @param signStatus {@code approving}, {@code approved} or {@code rejected}
 * @param reason why it was rejected
 * @param signSource where the right to the signature comes from
 * @param signScene its purpose
 * @param remark the applicant's remark
 * @param createDate when it was applied for
 * @param orderId the id of the application
 * @param source the text received and its further fields; may be {@code null}
 * @see <a href="https://help.aliyun.com/document_detail/128742.html">SignSmsReport</a>
 */
public record SignSmsReport(
        String signName,
        String signStatus,
        String reason,
        String signSource,
        String signScene,
        String remark,
        OffsetDateTime createDate,
        String orderId,
        ReceiptSource source)
        implements Receipt {

    static final String MESSAGE_TYPE = "SignSmsReport";

    private static final Fields<SignSmsReport> FIELDS =
            Fields.of(
                    show("sign_name", SignSmsReport::signName),
                    show("sign_status", SignSmsReport::signStatus),
                    show("reason", SignSmsReport::reason),
                    show("sign_source", SignSmsReport::signSource),
                    show("sign_scene", SignSmsReport::signScene),
                    hide("remark", SignSmsReport::remark),
                    show("create_date", SignSmsReport::createDate),
                    show("order_id", SignSmsReport::orderId));

    public SignSmsReport {
        source = source == null ? ReceiptSource.none(MESSAGE_TYPE) : source;
    }

    /** A receipt made by a program, for tests. */
    public SignSmsReport(
            String signName,
            String signStatus,
            String reason,
            String signSource,
            String signScene,
            String remark,
            OffsetDateTime createDate,
            String orderId) {
        this(
                signName,
                signStatus,
                reason,
                signSource,
                signScene,
                remark,
                createDate,
                orderId,
                null);
    }

    @JsonCreator(mode = Mode.DELEGATING)
    static SignSmsReport read(FieldReader in) {
        return new SignSmsReport(
                in.text("sign_name"),
                in.text("sign_status"),
                in.text("reason"),
                in.text("sign_source"),
                in.text("sign_scene"),
                in.text("remark"),
                in.time("create_date"),
                in.text(in.spelled("order_id", "orderId")),
                in.source(MESSAGE_TYPE));
    }

    @Override
    public Map<String, Object> asMap() {
        return FIELDS.asMap(this);
    }

    @Override
    public String key() {
        return ReceiptKey.of(this, FIELDS).require(orderId).and(signName, signStatus).build();
    }

    @Override
    public String toString() {
        return FIELDS.toString(this);
    }
}
