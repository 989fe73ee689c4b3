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

import java.util.Objects;

/**
 * Reads receipts, leniently: an unknown field or a value that is not of its field's type never
 * fails a receipt, it goes to {@link Receipt#properties()} and is told to the listener. Safe for
 * many threads.
 */
public final class ReceiptParser {

    private final SchemaDrift.Listener drift;

    /** A parser that tells nobody of fields that differ. */
    public ReceiptParser() {
        this((messageType, fieldName, kind) -> {});
    }

    public ReceiptParser(SchemaDrift.Listener drift) {
        this.drift = Objects.requireNonNull(drift, "drift");
    }

    /** Whether texts can be read as this record with {@link #parseAs}. */
    public static boolean canParseAs(Class<?> record) {
        return ReceiptTypes.hasRecord(record);
    }

    /**
     * The receipt in the body of a queue message.
     *
     * @param messageType the vendor's name of the kind of receipt; one without a record gives a
     *     {@link GenericReceipt}
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
     * The receipt in a JSON text, as the record wanted.
     *
     * @param messageType kept if it goes with the record, else the record's own is used; may be
     *     {@code null}
     * @throws InvalidReceiptException if the text is not one JSON object
     * @throws IllegalArgumentException if {@link #canParseAs} is false for the record
     */
    public <R extends Receipt> R parseAs(Class<R> record, String messageType, String json) {
        return record.cast(read(ReceiptTypes.of(record, messageType), json));
    }

    private Receipt read(ReceiptTypes.Type<? extends Receipt> type, String json) {
        if (json == null || json.isBlank()) {
            throw new InvalidReceiptException(InvalidReceiptException.Reason.EMPTY, json);
        }
        FieldReader fields =
                new FieldReader(type.messageType(), ReceiptBody.withoutByteOrderMark(json));
        Receipt receipt = type.reading().apply(fields);
        fields.reportTo(drift);
        return receipt;
    }
}
