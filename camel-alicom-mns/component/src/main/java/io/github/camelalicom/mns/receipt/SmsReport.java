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

/**
 * What became of one text message to one number: {@code SmsReport}, and {@code
 * DypnsSmsVerifyReport} with the same fields. Any component may be {@code null}: the vendor leaves
 * fields out.
 *
 * @param phoneNumber the receiver
 * @param sendTime when the message was handed to the carrier
 * @param reportTime when the carrier reported back
 * @param success whether it reached the phone; decide on this, not on {@code errCode}
 * @param errCode {@code DELIVERED}, or the platform's or carrier's error: an open set
 * @param errMsg the error in words
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
        implements Receipt {

    static final String MESSAGE_TYPE = "SmsReport";

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

    static SmsReport read(FieldReader in) {
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
                in.source());
    }

    @Override
    public Map<String, Object> asMap() {
        return source.asMap(
                out ->
                        out.put("phone_number", phoneNumber)
                                .put("send_time", sendTime)
                                .put("report_time", reportTime)
                                .put("success", success)
                                .put("err_code", errCode)
                                .put("err_msg", errMsg)
                                .putText("sms_size", smsSize)
                                .put("biz_id", bizId)
                                .put("out_id", outId));
    }

    /**
     * All numbers of one request share the biz id, and a number may be reported again with another
     * outcome.
     */
    @Override
    public String key() {
        return ReceiptKey.of(this).require(bizId, phoneNumber).and(reportTime, success).build();
    }

    @Override
    public String toString() {
        return Masking.of(messageType())
                .phone("phoneNumber", phoneNumber)
                .show("sendTime", sendTime)
                .show("reportTime", reportTime)
                .show("success", success)
                .show("errCode", errCode)
                .show("errMsg", errMsg)
                .show("smsSize", smsSize)
                .show("bizId", bizId)
                .hide("outId", outId)
                .end(properties());
    }
}
