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

import java.io.Serializable;
import java.util.Map;
import java.util.Objects;

/**
 * The text a body was read from, and the fields its record has no accessor for.
 *
 * @param messageType Alibaba Cloud's name of the kind of receipt, never {@code null}
 * @param json the JSON text as received; {@code null} for a receipt made by a program
 * @param properties see {@link JsonBody#properties()}; copied, {@code null} counts as empty
 */
public record ReceiptSource(String messageType, String json, Map<String, Object> properties)
        implements Serializable {

    public ReceiptSource {
        Objects.requireNonNull(messageType, "messageType");
        properties =
                properties == null || properties.isEmpty() ? Map.of() : JsonText.frozen(properties);
    }

    /** The source of a receipt made by a program: no text, no further fields. */
    public static ReceiptSource none(String messageType) {
        return new ReceiptSource(messageType, null, Map.of());
    }

    /**
     * The text does not count: the same receipt may arrive with other white space. Nor does the
     * message type, which JSON does not contain: what Jackson reads back is equal.
     */
    @Override
    public boolean equals(Object other) {
        return other instanceof ReceiptSource that && properties.equals(that.properties);
    }

    @Override
    public int hashCode() {
        return properties.hashCode();
    }

    @Override
    public String toString() {
        return Masking.of(messageType).end(properties);
    }
}
