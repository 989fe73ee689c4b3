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

import java.util.Map;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonCreator.Mode;

/**
 * A receipt of a kind without a record of its own, such as {@code FlowReport} and types that
 * Alibaba Cloud adds later.
 *
 * @param fields the JSON object as received, unmodifiable, in its order; values as in {@link
 *     Receipt#asMap()}
 * @param source the text received
 */
public record GenericReceipt(Map<String, Object> fields, ReceiptSource source) implements Receipt {

    /** The message type of a receipt converted from a text of an unknown kind. */
    public static final String UNKNOWN_TYPE = "Unknown";

    public GenericReceipt {
        fields = fields == null ? Map.of() : JsonText.frozen(fields);
        source = source == null ? ReceiptSource.none(UNKNOWN_TYPE) : source;
    }

    /** A receipt made by a program, for tests. */
    public GenericReceipt(String messageType, Map<String, Object> fields) {
        this(fields, ReceiptSource.none(messageType));
    }

    /** A receipt of a map with keys of any type, under {@link #UNKNOWN_TYPE}. */
    public static GenericReceipt of(Map<?, ?> fields) {
        return new GenericReceipt(JsonText.frozen(fields), null);
    }

    @JsonCreator(mode = Mode.DELEGATING)
    static GenericReceipt read(FieldReader in) {
        return new GenericReceipt(in.takeAll(), in.source(UNKNOWN_TYPE));
    }

    /** The value of a field, {@code null} when it is absent. */
    public Object get(String field) {
        return fields.get(field);
    }

    @Override
    public Map<String, Object> asMap() {
        return fields;
    }

    /** All fields, because none has an accessor. */
    @Override
    public Map<String, Object> properties() {
        return fields;
    }

    @Override
    public String key() {
        return ReceiptKey.ofWhole(this);
    }

    /** Names only: any value may be personal. */
    @Override
    public String toString() {
        return Masking.of(messageType()).end(fields);
    }
}
