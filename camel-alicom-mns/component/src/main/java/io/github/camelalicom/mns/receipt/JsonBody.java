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

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A message body that is one JSON object: a {@link Receipt} or a {@link SendDetail}. Immutable,
 * safe to share between threads, and equal to the original after Java serialization.
 *
 * <p>Jackson writes it as {@link #asMap()} and reads it back into the same record. The JSON does
 * not contain the message type: one that is read gets the type that belongs to its record.
 */
public interface JsonBody extends Serializable {

    /**
     * The text this body was read from and the fields it has no accessor for; never {@code null}.
     */
    ReceiptSource source();

    /**
     * The whole body under Alibaba Cloud's field names, unmodifiable, in the order received. Values
     * are plain Java: {@code String}, {@code Integer}, {@code Long}, {@code BigInteger}, {@code
     * BigDecimal}, {@code Boolean}, {@code List}, {@code Map}, {@code null}.
     */
    @JsonValue
    Map<String, Object> asMap();

    /**
     * Fields without an accessor, and fields whose value could not be read as their type: the raw
     * values, unmodifiable, in the order received. Empty when there are none.
     */
    default Map<String, Object> properties() {
        return source().properties();
    }

    /**
     * The JSON text as received; for a body made by a program, its fields under Alibaba Cloud's
     * names, without those that are {@code null}.
     */
    default String json() {
        return source().json() == null ? JsonWriter.write(asMap()) : source().json();
    }
}
