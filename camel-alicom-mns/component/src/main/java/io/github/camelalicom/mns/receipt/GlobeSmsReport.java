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
import static io.github.camelalicom.mns.receipt.Fields.showText;

/**
 * The outcome of one text message to a number outside mainland China: {@code GlobeSmsReport}, and
 * the {@code SmsReport} of the international site, which writes {@code MessageId} for {@code
 * message_id}. Any component may be {@code null}: Alibaba Cloud omits absent fields.
 *
 * @param to the receiver
 * @param status {@code 1} delivered, {@code 2} failed, {@code 6} expired: an open set
 * @param messageId the id that sending returned
 * @param sendDate when the message was sent
 * @param receiveDate when the carrier reported back
 * @param errorCode the error: an open set
 * @param errorDescription the description of the error
 * @param smsSize the number of segments; from the international site only
 * @param taskId the id of the task; from the international site only, in older receipts
 * @param source the text received and its further fields; may be {@code null}
 * @see <a href="https://help.aliyun.com/document_detail/197995.html">GlobeSmsReport</a>
 */
public record GlobeSmsReport(
        String to,
        String status,
        String messageId,
        OffsetDateTime sendDate,
        OffsetDateTime receiveDate,
        String errorCode,
        String errorDescription,
        Integer smsSize,
        String taskId,
        ReceiptSource source)
        implements CodedReceipt {

    static final String MESSAGE_TYPE = "GlobeSmsReport";

    private static final Fields<GlobeSmsReport> FIELDS =
            Fields.of(
                    phone("to", GlobeSmsReport::to),
                    show("status", GlobeSmsReport::status),
                    show("message_id", GlobeSmsReport::messageId),
                    show("send_date", GlobeSmsReport::sendDate),
                    show("receive_date", GlobeSmsReport::receiveDate),
                    show("error_code", GlobeSmsReport::errorCode),
                    show("error_description", GlobeSmsReport::errorDescription),
                    showText("sms_size", GlobeSmsReport::smsSize),
                    show("task_id", GlobeSmsReport::taskId));

    public GlobeSmsReport {
        source = source == null ? ReceiptSource.none(MESSAGE_TYPE) : source;
    }

    /** A receipt made by a program, for tests. */
    public GlobeSmsReport(
            String to,
            String status,
            String messageId,
            OffsetDateTime sendDate,
            OffsetDateTime receiveDate,
            String errorCode,
            String errorDescription,
            Integer smsSize,
            String taskId) {
        this(
                to,
                status,
                messageId,
                sendDate,
                receiveDate,
                errorCode,
                errorDescription,
                smsSize,
                taskId,
                null);
    }

    @JsonCreator(mode = Mode.DELEGATING)
    static GlobeSmsReport read(FieldReader in) {
        String type = SmsReport.isInternational(in) ? SmsReport.MESSAGE_TYPE : MESSAGE_TYPE;
        return new GlobeSmsReport(
                in.text(in.spelled("to", "To")),
                in.text(in.spelled("status", "Status")),
                in.text(in.spelled("message_id", "MessageId")),
                in.time(in.spelled("send_date", "SendDate")),
                in.time(in.spelled("receive_date", "ReceiveDate")),
                in.text(in.spelled("error_code", "ErrorCode")),
                in.text(in.spelled("error_description", "ErrorDescription")),
                in.integer(in.spelled("sms_size", "SmsSize")),
                in.text(in.spelled("task_id", "TaskId")),
                in.source(type));
    }

    /** Whether it was delivered; {@code null} for any other status. */
    public Boolean success() {
        return Values.outcome(status);
    }

    @Override
    public ErrorCode error() {
        return ErrorCode.ofSms(errorCode).given(success());
    }

    @Override
    public Map<String, Object> asMap() {
        return FIELDS.asMap(this);
    }

    @Override
    public String key() {
        return ReceiptKey.of(this, FIELDS).require(messageId, to).and(receiveDate, status).build();
    }

    @Override
    public String toString() {
        return FIELDS.toString(this);
    }
}
