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
package io.github.camelalicom.mns.emulator.control;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.camelalicom.mns.emulator.http.Request;

/**
 * The query parameters of one control call. An unknown one is refused: a misspelt {@code count}
 * would be ignored otherwise.
 */
final class CallParameters {

    static final int MOST = 100_000;

    private final Map<String, String> values = new HashMap<>();

    private CallParameters() {}

    /**
     * Reads them.
     *
     * @param allowed the names that the call knows
     * @throws IllegalArgumentException that names an unknown, repeated or malformed one
     */
    static CallParameters of(Request request, String... allowed) {
        CallParameters parameters = new CallParameters();
        for (String item : request.rawQuery().split("&")) {
            if (!item.isEmpty()) {
                parameters.add(item, List.of(allowed));
            }
        }
        return parameters;
    }

    private void add(String item, List<String> allowed) {
        String[] pair = item.split("=", 2);
        String name = decode(pair[0]);
        if (!allowed.contains(name)) {
            throw new IllegalArgumentException(
                    name
                            + ": unknown; "
                            + (allowed.isEmpty()
                                    ? "this call has no parameters"
                                    : "allowed is " + String.join(", ", allowed)));
        }
        if (values.put(name, pair.length == 1 ? "" : decode(pair[1])) != null) {
            throw new IllegalArgumentException(name + ": given twice");
        }
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** A number from 1 to {@link #MOST}. */
    int number(String name, int unset) {
        String text = text(name).orElse(Integer.toString(unset));
        if (text.matches("\\d{1,6}")) {
            int number = Integer.parseInt(text);
            if (number >= 1 && number <= MOST) {
                return number;
            }
        }
        throw new IllegalArgumentException(
                name + ": \"" + text + "\" is not a number from 1 to " + MOST);
    }

    /** Decodes a part of a target. */
    static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("\"" + text + "\" is not percent-encoded", e);
        }
    }
}
