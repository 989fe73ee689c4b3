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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonCreator.Mode;

import io.github.camelalicom.mns.receipt.SendDetail.Status;

import static io.github.camelalicom.mns.receipt.Fields.hide;
import static io.github.camelalicom.mns.receipt.Fields.phone;
import static io.github.camelalicom.mns.receipt.Fields.show;

/**
 * What the international site knows of one message ({@code QueryMessage}): the answer for a {@link
 * GlobeSmsReport} that was not received. Any component may be {@code null}: the service leaves
 * fields out.
 *
 * @param messageId the id that sending returned
 * @param to the receiver
 * @param statusCode the service's number for the state, which its pages explain in two ways; use
 *     {@link #status()}
 * @param sendDate when the message was sent
 * @param receiveDate when the carrier reported back; absent before that
 * @param errorCode {@code DELIVERED}, or the platform's or carrier's error: an open set
 * @param errorDescription the error in words
 * @param content the text that was sent (Message)
 * @param source the text received and its further fields, such as {@code NumberDetail}
 * @see <a
 *     href="https://www.alibabacloud.com/help/en/sms/developer-reference/api-dysmsapi-2018-05-01-querymessage">QueryMessage</a>
 */
public record GlobeMessage(
        String messageId,
        String to,
        String statusCode,
        OffsetDateTime sendDate,
        OffsetDateTime receiveDate,
        String errorCode,
        String errorDescription,
        String content,
        ReceiptSource source)
        implements JsonBody {

    static final String TYPE = "GlobeMessage";

    private static final String MESSAGE_ID = "MessageId";

    /** Fields of the response that concern the request. */
    private static final List<String> OF_REQUEST =
            List.of("RequestId", "ResponseCode", "ResponseDescription");

    private static final Set<String> DELIVERED = Set.of("DELIVERED", "DELIVRD", "SUCCESS", "0");

    private static final Fields<GlobeMessage> FIELDS =
            Fields.of(
                    show(MESSAGE_ID, GlobeMessage::messageId),
                    phone("To", GlobeMessage::to),
                    show("Status", GlobeMessage::statusCode).as("statusCode"),
                    show("SendDate", GlobeMessage::sendDate),
                    show("ReceiveDate", GlobeMessage::receiveDate),
                    show("ErrorCode", GlobeMessage::errorCode),
                    show("ErrorDescription", GlobeMessage::errorDescription),
                    hide("Message", GlobeMessage::content).as("content"));

    public GlobeMessage {
        source = source == null ? ReceiptSource.none(TYPE) : source;
    }

    /**
     * Reads the service's answer, leniently as receipts are read.
     *
     * @param json a JSON object
     * @param query what was asked for
     */
    public static GlobeMessage ofJson(String json, GlobeMessageQuery query) {
        Map<String, Object> fields = JsonText.readObject(json);
        fields.keySet().removeAll(OF_REQUEST);
        fields.put(MESSAGE_ID, query.messageId());
        return read(new FieldReader(TYPE, JsonWriter.write(fields)));
    }

    @JsonCreator(mode = Mode.DELEGATING)
    static GlobeMessage read(FieldReader in) {
        return new GlobeMessage(
                in.text(MESSAGE_ID),
                in.text("To"),
                in.text("Status"),
                in.time("SendDate"),
                in.time("ReceiveDate"),
                in.text("ErrorCode"),
                in.text("ErrorDescription"),
                in.text("Message"),
                in.source(TYPE));
    }

    /**
     * How the message ended, if it did; {@code null} for a number that is not documented. Alibaba
     * Cloud documents 1 as delivered and 3 as being delivered, and on older pages 1 as submitted
     * and 3 as delivered: with either number the error code decides.
     */
    public Status status() {
        if (errorCode != null && DELIVERED.contains(errorCode.strip().toUpperCase(Locale.ROOT))) {
            return Status.DELIVERED;
        }
        return switch (statusCode == null ? "" : statusCode.strip()) {
            case "2" -> Status.FAILED;
            case "1", "3" -> Status.WAITING;
            default -> null;
        };
    }

    /**
     * The receipt of this message. While the message is waiting there is no outcome, and {@link
     * GlobeSmsReport#success()} is {@code null}.
     */
    public GlobeSmsReport toGlobeSmsReport() {
        Status status = status();
        return new GlobeSmsReport(
                to,
                status == null || status == Status.WAITING
                        ? null
                        : status == Status.DELIVERED ? "1" : "2",
                messageId,
                sendDate,
                receiveDate,
                errorCode,
                errorDescription,
                null,
                null);
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
