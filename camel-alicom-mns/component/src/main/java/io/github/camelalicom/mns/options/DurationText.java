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
package io.github.camelalicom.mns.options;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;

import org.apache.camel.util.TimeUtils;

/**
 * A duration in one of Camel's forms: {@code 30s}, {@code PT30S} or {@code 30000} (milliseconds).
 * Camel's own reader makes 0 of some other texts, such as {@code 30S}.
 */
public final class DurationText {

    /** Not so long that milliseconds overflow. */
    private static final Pattern UNITS =
            Pattern.compile(
                    "-?\\d{1,18}|(?=\\d)(\\d{1,9}d)?(\\d{1,12}h)?(\\d{1,12}m)?(\\d{1,12}s)?"
                            + "(\\d{1,12}ms)?");

    private DurationText() {}

    /**
     * @throws DateTimeParseException for any other text
     */
    public static Duration parse(String text) {
        return UNITS.matcher(text).matches()
                ? Duration.ofMillis(TimeUtils.toMilliSeconds(text))
                : Duration.parse(text);
    }
}
