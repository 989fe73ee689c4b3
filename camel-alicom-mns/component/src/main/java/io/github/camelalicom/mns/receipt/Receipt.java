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

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * One receipt: immutable, safe to share between threads.
 *
 * <p>Two receipts are equal when they say the same: same message type, same fields, same {@link
 * #properties()}. Spacing and field order of the text they came in do not count, so a receipt built
 * in a test equals the one received.
 *
 * <p>{@code toString()} masks phone numbers and leaves out message content and whatever the
 * application itself put in; {@link #json()} and {@link #asMap()} hold everything in clear.
 */
public interface Receipt {

    /**
     * The text this receipt was read from and the fields it has no accessor for; never {@code
     * null}.
     */
    ReceiptSource source();

    /**
     * The whole receipt under the vendor's field names, unmodifiable, in the order received. Values
     * are plain Java: {@code String}, {@code Integer}, {@code Long}, {@code BigInteger}, {@code
     * BigDecimal}, {@code Boolean}, {@code List}, {@code Map}, {@code null}. Jackson writes a
     * receipt as this map.
     */
    @JsonValue
    Map<String, Object> asMap();

    /**
     * Tells this event from any other, and stays the same when the queue delivers the event again:
     * made for idempotent consumers. It is the message type, a hyphen and 32 hexadecimal digits, a
     * hash of the identifying fields or, where those are missing, of the whole receipt. Holds no
     * phone number, for it travels in a header and reaches logs.
     */
    String key();

    /**
     * The vendor's name of the kind of receipt, an open set: {@code SmsReport}, {@code SmsUp}, …
     */
    default String messageType() {
        return source().messageType();
    }

    /**
     * Fields without an accessor, and fields whose value could not be read as their type: the raw
     * values, unmodifiable, in the order received. Empty when there are none.
     */
    default Map<String, Object> properties() {
        return source().properties();
    }

    /**
     * The JSON text as received; for a receipt made by a program, its fields under the vendor's
     * names, without those that are {@code null}.
     */
    default String json() {
        return source().json() == null ? JsonText.write(asMap()) : source().json();
    }
}
