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

/**
 * One receipt.
 *
 * <p>Two receipts are equal when they are of the same class and have the same fields and {@link
 * #properties()}. White space and field order of the text they were read from do not count, so a
 * receipt built in a test equals the one received; nor does the message type, which the text does
 * not contain.
 *
 * <p>{@code toString()} masks phone numbers and leaves out message content and whatever the
 * application itself attached; {@link #json()} and {@link #asMap()} contain everything in clear.
 */
public interface Receipt extends JsonBody {

    /**
     * Identifies this event, and stays the same when the queue delivers the event again: made for
     * idempotent consumers. It is the message type, a hyphen and 32 hexadecimal digits, a hash of
     * the identifying fields or, where those are missing, of the whole receipt. Contains no phone
     * number, because it travels in a header and reaches logs.
     */
    String key();

    /**
     * Alibaba Cloud's name of the kind of receipt, an open set: {@code SmsReport}, {@code SmsUp}, …
     */
    default String messageType() {
        return source().messageType();
    }
}
