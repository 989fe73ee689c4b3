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
package io.github.camelalicom.mns.example.docs;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Values of the constants that a source file defines: texts, numbers, and lengths of durations. */
final class Constants {

    private static final Pattern DEFINITION =
            Pattern.compile(
                    "static final \\w+ ([A-Z_]+)\\s*=\\s*"
                            + "(?:\"([^\"]*)\"|Duration\\.of\\w+\\((\\d+)\\)|([\\d_]+)|(?:\\w+\\.)?([A-Z_]+));");

    /** A constant in a text, where the text has its name instead of its value. */
    private static final Pattern PLACE = Pattern.compile("<([A-Z_]+)>");

    private final Map<String, String> values;

    private Constants(Map<String, String> values) {
        this.values = values;
    }

    /** The constants of a file. */
    static Constants of(String code) {
        return new Constants(Map.of()).and(code);
    }

    /** These and those of another file, which may refer to these. */
    Constants and(String code) {
        Map<String, String> all = new HashMap<>(values);
        DEFINITION
                .matcher(code)
                .results()
                .forEach(
                        found -> {
                            String literal = first(found.group(2), found.group(3), found.group(4));
                            String value = literal == null ? values.get(found.group(5)) : literal;
                            if (value != null) {
                                all.put(found.group(1), value);
                            }
                        });
        return new Constants(all);
    }

    /** The text with the value of each constant that is known. */
    String filledInto(String text) {
        return PLACE.matcher(text)
                .replaceAll(
                        place ->
                                Matcher.quoteReplacement(
                                        values.getOrDefault(place.group(1), place.group())));
    }

    private static String first(String... texts) {
        for (String text : texts) {
            if (text != null) {
                return text.replace("_", "");
            }
        }
        return null;
    }
}
