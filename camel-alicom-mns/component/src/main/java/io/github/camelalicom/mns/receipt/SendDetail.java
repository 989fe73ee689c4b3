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

/**
 * What the SMS service knows of one message to one number ({@code QuerySendDetails}): the answer
 * for a receipt that did not come. Any component may be {@code null}: the service leaves fields
 * out. In a log it masks the number, the content, and whatever the application itself put in.
 *
 * @param phoneNumber the receiver, as asked for
 * @param sendTime when the message was handed to the carrier (SendDate)
 * @param reportTime when the carrier reported back (ReceiveDate); absent while it waits
 * @param status how it ended, if it did
 * @param errCode {@code DELIVERED}, or the platform's or carrier's error: an open set
 * @param templateCode the template it was made from
 * @param content the text that was sent
 * @param bizId as asked for: the service does not tell it, so it is {@code null} where the query
 *     named none
 * @param outId the id the application gave when sending
 * @param source the text received and its further fields
 * @see <a href="https://help.aliyun.com/document_detail/102352.html">QuerySendDetails</a>
 */
public record SendDetail(
        String phoneNumber,
        OffsetDateTime sendTime,
        OffsetDateTime reportTime,
        Status status,
        String errCode,
        String templateCode,
        String content,
        String bizId,
        String outId,
        ReceiptSource source) {

    private static final String TYPE = "SendDetail";

    /** What became of the message. */
    public enum Status {
        /** The carrier has not reported back yet. */
        WAITING,
        FAILED,
        DELIVERED;

        /** {@code null} for a number that is not documented. */
        static Status of(Integer number) {
            boolean known = number != null && number >= 1 && number <= values().length;
            return known ? values()[number - 1] : null;
        }
    }

    public SendDetail {
        source = source == null ? ReceiptSource.none(TYPE) : source;
    }

    /**
     * Reads one of the service's details, leniently as receipts are read.
     *
     * @param json a JSON object
     * @param query what was asked for
     */
    public static SendDetail ofJson(String json, SendDetailsQuery query) {
        FieldReader in = new FieldReader(TYPE, json);
        // it may be masked in the answer, and is the one asked for in any case
        in.text("PhoneNum");
        return new SendDetail(
                query.phoneNumber(),
                in.time("SendDate"),
                in.time("ReceiveDate"),
                Status.of(in.integer("SendStatus")),
                in.text("ErrCode"),
                in.text("TemplateCode"),
                in.text("Content"),
                query.bizId(),
                in.text("OutId"),
                in.source());
    }

    /**
     * The receipt that would have come. While the message waits there is none: then {@code success}
     * is {@code null}, and so it is for a status that is not known.
     */
    public SmsReport toSmsReport() {
        return new SmsReport(
                phoneNumber,
                sendTime,
                reportTime,
                status == null || status == Status.WAITING ? null : status == Status.DELIVERED,
                errCode,
                null,
                null,
                bizId,
                outId);
    }

    @Override
    public String toString() {
        return Masking.of(TYPE)
                .phone("phoneNumber", phoneNumber)
                .show("sendTime", sendTime)
                .show("reportTime", reportTime)
                .show("status", status)
                .show("errCode", errCode)
                .show("templateCode", templateCode)
                .hide("content", content)
                .show("bizId", bizId)
                .hide("outId", outId)
                .end(source.properties());
    }
}
