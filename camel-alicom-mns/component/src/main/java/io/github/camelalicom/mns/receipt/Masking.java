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
import java.util.StringJoiner;
import java.util.regex.Pattern;

/**
 * Builds the {@code toString()} of a receipt so that it is safe for a log: no personal data, no
 * line breaks from the message, bounded length. {@code null} fields are left out.
 */
final class Masking {

    private static final String STARS = "****";
    private static final int HEAD = 3;
    private static final int TAIL = 4;
    private static final int FULL_NUMBER = 11;
    private static final int MAX_NAMES = 20;
    private static final int MAX_SHOWN = 200;
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\u2028\\u2029]");

    /** A name that cannot contain a phone number. */
    private static final Pattern PLAIN_NAME =
            Pattern.compile("(?!(\\D*\\d){7})[\\p{L}\\d_.$-]{1,64}");

    private final String type;
    private final StringJoiner fields = new StringJoiner(", ");

    private Masking(String type) {
        this.type = type;
        fields.setEmptyValue("");
    }

    static Masking of(String type) {
        return new Masking(type);
    }

    /**
     * Keeps three digits ahead and four behind as Alibaba Cloud does, and at most half of a short
     * number.
     */
    static String phone(String number) {
        int length = number.length();
        int head = length >= FULL_NUMBER ? HEAD : length / 4;
        int tail = length >= FULL_NUMBER ? TAIL : length / 4;
        return number.substring(0, head) + STARS + number.substring(length - tail);
    }

    static String hidden(String text) {
        return "<" + text.length() + " chars>";
    }

    /** The name of a received field, safe for a log. */
    static String name(String field) {
        return PLAIN_NAME.matcher(field).matches() ? field : hidden(field);
    }

    Masking show(String field, Object value) {
        if (value != null) {
            String text = CONTROL.matcher(value.toString()).replaceAll("?");
            String shown = text.length() > MAX_SHOWN ? text.substring(0, MAX_SHOWN) + "…" : text;
            fields.add(field + "=" + shown);
        }
        return this;
    }

    Masking phone(String field, String number) {
        return show(field, number == null ? null : phone(number));
    }

    Masking hide(String field, String text) {
        return show(field, text == null ? null : hidden(text));
    }

    String end(Map<String, Object> properties) {
        if (!properties.isEmpty()) {
            fields.add("properties=" + names(properties));
        }
        return type + "[" + fields + "]";
    }

    private static String names(Map<String, Object> properties) {
        StringJoiner names = new StringJoiner(", ", "[", "]");
        properties.keySet().stream().limit(MAX_NAMES).map(Masking::name).forEach(names::add);
        int more = properties.size() - MAX_NAMES;
        return (more > 0 ? names.add("and " + more + " more") : names).toString();
    }
}
