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
import java.util.Objects;

/**
 * Reads receipts, leniently: an unknown field or a value of the wrong type never fails a receipt.
 * It goes to {@link JsonBody#properties()} and is reported to the listener. Thread-safe.
 */
public final class ReceiptParser {

    private final SchemaDrift.Listener drift;

    /** A parser that does not report drift. */
    public ReceiptParser() {
        this((messageType, fieldName, kind) -> {});
    }

    public ReceiptParser(SchemaDrift.Listener drift) {
        this.drift = Objects.requireNonNull(drift, "drift");
    }

    /** Whether this record is the response to a query, and no receipt of a queue. */
    public static boolean isDetail(Class<?> record) {
        return ReceiptTypes.isDetail(record);
    }

    /** Whether texts can be read as this record with {@link #parseAs}. */
    public static boolean canParseAs(Class<?> record) {
        return ReceiptTypes.hasRecord(record);
    }

    /**
     * The receipt in the body of a queue message.
     *
     * @param messageType Alibaba Cloud's name of the kind of receipt; one without a record results
     *     in a {@link GenericReceipt}
     * @param wireBody base64 of UTF-8 JSON, or raw JSON
     * @throws InvalidReceiptException if the body is not one JSON object
     */
    public Receipt parse(String messageType, String wireBody) {
        return parseJson(messageType, ReceiptBody.decode(wireBody));
    }

    /**
     * The receipt in a JSON text.
     *
     * @param messageType as in {@link #parse}
     * @throws InvalidReceiptException if the text is not one JSON object
     */
    public Receipt parseJson(String messageType, String json) {
        Objects.requireNonNull(messageType, "messageType");
        return read(ReceiptTypes.named(messageType), json);
    }

    /**
     * The receipt or send detail in a JSON text, as the given record.
     *
     * @param messageType kept if its receipts are read as the record, else the record's own is
     *     used; may be {@code null}
     * @throws InvalidReceiptException if the text is not one JSON object
     * @throws IllegalArgumentException if {@link #canParseAs} is false for the record
     */
    public <R extends JsonBody> R parseAs(Class<R> record, String messageType, String json) {
        return record.cast(read(ReceiptTypes.of(record, messageType), json));
    }

    /**
     * The JSON texts of the objects in an array, as Alibaba Cloud pushes receipts over HTTP; an
     * object alone counts as an array of one.
     *
     * @throws InvalidReceiptException if the text is neither
     */
    public List<String> split(String json) {
        return JsonText.readObjects(present(json));
    }

    private <R extends JsonBody> R read(ReceiptTypes.Type<R> type, String json) {
        FieldReader fields = new FieldReader(type.messageType(), present(json));
        R body = type.reading().apply(fields);
        fields.reportTo(drift);
        return body;
    }

    private static String present(String json) {
        if (json == null || json.isBlank()) {
            throw new InvalidReceiptException(InvalidReceiptException.Reason.EMPTY, json);
        }
        return ReceiptBody.withoutByteOrderMark(json);
    }
}
