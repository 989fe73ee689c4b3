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
import static io.github.camelalicom.mns.receipt.Fields.showText;

/**
 * The outcome of one text message to one number: {@code SmsReport}, and {@code
 * DypnsSmsVerifyReport} with the same fields. Any component may be {@code null}: Alibaba Cloud
 * omits absent fields.
 *
 * <p>The {@code SmsReport} of the international site has other names, {@code MessageId} for {@code
 * biz_id}: it is received as a {@link GlobeSmsReport}, and can be converted to this record.
 *
 * @param phoneNumber the receiver
 * @param sendTime when the message was handed to the carrier
 * @param reportTime when the carrier reported back
 * @param success whether it was delivered; decide on this, not on {@code errCode}
 * @param errCode {@code DELIVERED}, or the platform's or carrier's error: an open set
 * @param errMsg the description of the error
 * @param smsSize the number of segments the message was split (and billed) in
 * @param bizId the id that sending returned; all numbers of one request share it
 * @param outId the id the application gave when sending
 * @param source the text received and its further fields
 * @see <a href="https://help.aliyun.com/document_detail/101641.html">SmsReport</a>
 */
public record SmsReport(
        String phoneNumber,
        OffsetDateTime sendTime,
        OffsetDateTime reportTime,
        Boolean success,
        String errCode,
        String errMsg,
        Integer smsSize,
        String bizId,
        String outId,
        ReceiptSource source)
        implements CodedReceipt {

    static final String MESSAGE_TYPE = "SmsReport";

    private static final Fields<SmsReport> FIELDS =
            Fields.of(
                    phone("phone_number", SmsReport::phoneNumber),
                    show("send_time", SmsReport::sendTime),
                    show("report_time", SmsReport::reportTime),
                    show("success", SmsReport::success),
                    show("err_code", SmsReport::errCode),
                    show("err_msg", SmsReport::errMsg),
                    showText("sms_size", SmsReport::smsSize),
                    show("biz_id", SmsReport::bizId),
                    hide("out_id", SmsReport::outId));

    public SmsReport {
        source = source == null ? ReceiptSource.none(MESSAGE_TYPE) : source;
    }

    /** A receipt made by a program, for tests and for records that came another way. */
    public SmsReport(
            String phoneNumber,
            OffsetDateTime sendTime,
            OffsetDateTime reportTime,
            Boolean success,
            String errCode,
            String errMsg,
            Integer smsSize,
            String bizId,
            String outId) {
        this(
                phoneNumber,
                sendTime,
                reportTime,
                success,
                errCode,
                errMsg,
                smsSize,
                bizId,
                outId,
                null);
    }

    @JsonCreator(mode = Mode.DELEGATING)
    static SmsReport read(FieldReader in) {
        boolean abroad = isInternational(in) || in.has("message_id") && !in.has("biz_id");
        return abroad ? readGlobe(in) : readDomestic(in);
    }

    static boolean isInternational(FieldReader in) {
        return in.has("MessageId") && !in.has("biz_id");
    }

    /** Under the names of a {@link GlobeSmsReport}, in either spelling; it has no out id. */
    private static SmsReport readGlobe(FieldReader in) {
        in.leave(in.spelled("task_id", "TaskId"));
        return new SmsReport(
                in.text(in.spelled("to", "To")),
                in.time(in.spelled("send_date", "SendDate")),
                in.time(in.spelled("receive_date", "ReceiveDate")),
                in.outcome(in.spelled("status", "Status")),
                in.text(in.spelled("error_code", "ErrorCode")),
                in.text(in.spelled("error_description", "ErrorDescription")),
                in.integer(in.spelled("sms_size", "SmsSize")),
                in.text(in.spelled("message_id", "MessageId")),
                null,
                in.source(MESSAGE_TYPE));
    }

    private static SmsReport readDomestic(FieldReader in) {
        return new SmsReport(
                in.text("phone_number"),
                in.time("send_time"),
                in.time("report_time"),
                in.flag("success"),
                in.text("err_code"),
                in.text("err_msg"),
                in.integer("sms_size"),
                in.text("biz_id"),
                in.text("out_id"),
                in.source(MESSAGE_TYPE));
    }

    @Override
    public ErrorCode error() {
        return ErrorCode.ofSms(errCode).given(success);
    }

    @Override
    public Map<String, Object> asMap() {
        return FIELDS.asMap(this);
    }

    /**
     * All numbers of one request share the biz id, and a number may be reported again with another
     * outcome.
     */
    @Override
    public String key() {
        return ReceiptKey.of(this, FIELDS)
                .require(bizId, phoneNumber)
                .and(reportTime, success)
                .build();
    }

    @Override
    public String toString() {
        return FIELDS.toString(this);
    }
}
