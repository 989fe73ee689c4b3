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
package io.github.camelalicom.mns.producer;

import java.util.Map;

import org.apache.camel.Message;

/** The values of a query: from the {@code Map} in the body, else from the headers. */
final class QueryInput {

    private final Message message;
    private final Map<?, ?> body;

    QueryInput(Message message) {
        this.message = message;
        this.body = message.getBody() instanceof Map<?, ?> map ? map : Map.of();
    }

    /** The value as it is; {@code null} when neither has one. */
    Object value(String key, String header) {
        Object value = inBody(key);
        return value == null ? message.getHeader(header) : value;
    }

    Object inBody(String key) {
        return body.get(key);
    }

    /**
     * The exception for a value that is missing.
     *
     * @param query the name of the record that may be the body
     */
    static IllegalArgumentException missing(String what, String header, String query, String key) {
        return new IllegalArgumentException(
                "ALICOM-708 No "
                        + what
                        + " to ask for: set the header "
                        + header
                        + ", or send a "
                        + query
                        + " or a Map with "
                        + key
                        + " as body");
    }

    /** Its text without white space around it; {@code null} for a blank one. */
    static String text(Object value) {
        String text = value == null ? "" : value.toString().strip();
        return text.isEmpty() ? null : text;
    }
}
