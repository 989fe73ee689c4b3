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
 * The result of an application for a template, {@code TemplateSmsReport}. Any component may be
 * {@code null}: Alibaba Cloud omits absent fields.
 *
 * @param templateStatus {@code approving}, {@code approved} or {@code rejected}
 * @param templateCode the id of the template
 * @param templateName its name
 * @param templateType its kind, such as {@code 验证码}
 * @param templateContent its text
 * @param reason why it was rejected
 * @param remark the applicant's remark
 * @param createDate when it was applied for
 * @param orderId the id of the application
 * @param source the text received and its further fields; may be {@code null}
 * @see <a href="https://help.aliyun.com/document_detail/128743.html">TemplateSmsReport</a>
 */
public record TemplateSmsReport(
        String templateStatus,
        String templateCode,
        String templateName,
        String templateType,
        String templateContent,
        String reason,
        String remark,
        OffsetDateTime createDate,
        String orderId,
        ReceiptSource source)
        implements Receipt {

    static final String MESSAGE_TYPE = "TemplateSmsReport";

    private static final Fields<TemplateSmsReport> FIELDS =
            Fields.of(
                    show("template_status", TemplateSmsReport::templateStatus),
                    show("template_code", TemplateSmsReport::templateCode),
                    show("template_name", TemplateSmsReport::templateName),
                    show("template_type", TemplateSmsReport::templateType),
                    hide("template_content", TemplateSmsReport::templateContent),
                    show("reason", TemplateSmsReport::reason),
                    hide("remark", TemplateSmsReport::remark),
                    show("create_date", TemplateSmsReport::createDate),
                    show("order_id", TemplateSmsReport::orderId));

    public TemplateSmsReport {
        source = source == null ? ReceiptSource.none(MESSAGE_TYPE) : source;
    }

    /** A receipt made by a program, for tests. */
    public TemplateSmsReport(
            String templateStatus,
            String templateCode,
            String templateName,
            String templateType,
            String templateContent,
            String reason,
            String remark,
            OffsetDateTime createDate,
            String orderId) {
        this(
                templateStatus,
                templateCode,
                templateName,
                templateType,
                templateContent,
                reason,
                remark,
                createDate,
                orderId,
                null);
    }

    @JsonCreator(mode = Mode.DELEGATING)
    static TemplateSmsReport read(FieldReader in) {
        return new TemplateSmsReport(
                in.text("template_status"),
                in.text("template_code"),
                in.text("template_name"),
                in.text("template_type"),
                in.text("template_content"),
                in.text("reason"),
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
        return ReceiptKey.of(this, FIELDS)
                .require(orderId)
                .and(templateCode, templateStatus)
                .build();
    }

    @Override
    public String toString() {
        return FIELDS.toString(this);
    }
}
