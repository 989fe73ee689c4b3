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
 * The record that the SMS service has of one message to one number ({@code QuerySendDetails}), for
 * a receipt that is missing. Any component may be {@code null}: the service leaves fields out.
 *
 * <p>{@code toString()} masks the number and leaves out the content and whatever the application
 * attached. {@link #json()} is the JSON object of the service, in clear, with the number and the
 * biz id of the query.
 *
 * @param phoneNumber the receiver, as asked for
 * @param sendTime when the message was handed to the carrier (SendDate)
 * @param reportTime when the carrier reported back (ReceiveDate); absent while it waits
 * @param status whether it was delivered, or waits for the carrier's report
 * @param errCode {@code DELIVERED}, or the platform's or carrier's error: an open set
 * @param templateCode the template it was made from
 * @param content the text that was sent
 * @param bizId as in the query: the service does not return it, so it is {@code null} if the query
 *     has none
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
        ReceiptSource source)
        implements JsonBody {

    static final String TYPE = "SendDetail";

    private static final String PHONE_NUMBER = "PhoneNum";
    private static final String BIZ_ID = "BizId";

    private static final Fields<SendDetail> FIELDS =
            Fields.of(
                    phone(PHONE_NUMBER, SendDetail::phoneNumber).as("phoneNumber"),
                    show("SendDate", SendDetail::sendTime).as("sendTime"),
                    show("ReceiveDate", SendDetail::reportTime).as("reportTime"),
                    show("SendStatus", SendDetail::status, Status::number).as("status"),
                    show("ErrCode", SendDetail::errCode),
                    show("TemplateCode", SendDetail::templateCode),
                    hide("Content", SendDetail::content),
                    show(BIZ_ID, SendDetail::bizId),
                    hide("OutId", SendDetail::outId));

    /** The state of the message. */
    public enum Status {
        /** The carrier has not reported back yet. */
        WAITING,
        FAILED,
        DELIVERED;

        /** {@code null} for an undocumented number. */
        static Status of(Integer number) {
            boolean known = number != null && number >= 1 && number <= values().length;
            return known ? values()[number - 1] : null;
        }

        private int number() {
            return ordinal() + 1;
        }
    }

    public SendDetail {
        source = source == null ? ReceiptSource.none(TYPE) : source;
    }

    /**
     * Reads one of the service's details, leniently as receipts are read.
     *
     * @param json a JSON object
     * @param query the query that it answers
     */
    public static SendDetail ofJson(String json, SendDetailsQuery query) {
        Map<String, Object> fields = JsonText.readObject(json);
        // may be masked in the response
        fields.put(PHONE_NUMBER, query.phoneNumber());
        if (query.bizId() != null) {
            fields.put(BIZ_ID, query.bizId());
        }
        return read(new FieldReader(TYPE, JsonWriter.write(fields)));
    }

    @JsonCreator(mode = Mode.DELEGATING)
    static SendDetail read(FieldReader in) {
        return new SendDetail(
                in.text(PHONE_NUMBER),
                in.time("SendDate"),
                in.time("ReceiveDate"),
                Status.of(in.integer("SendStatus")),
                in.text("ErrCode"),
                in.text("TemplateCode"),
                in.text("Content"),
                in.text(BIZ_ID),
                in.text("OutId"),
                in.source(TYPE));
    }

    /**
     * The receipt that is missing. {@code success} is {@code null} while the message waits for its
     * report, and for an unknown status.
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
    public Map<String, Object> asMap() {
        return FIELDS.asMap(this);
    }

    @Override
    public String toString() {
        return FIELDS.toString(this);
    }
}
