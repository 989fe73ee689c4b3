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
package io.github.camelalicom.mns.emulator.text;

import java.time.Duration;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations in the form {@code 5ms}, {@code 30s}, {@code 2m}, {@code 1h}. */
public final class Durations {

    private static final Pattern FORM = Pattern.compile("(-?\\d{1,9})(ms|s|m|h)");
    private static final Map<String, LongFunction<Duration>> UNITS =
            Map.of(
                    "ms", Duration::ofMillis,
                    "s", Duration::ofSeconds,
                    "m", Duration::ofMinutes,
                    "h", Duration::ofHours);

    private Durations() {}

    /** Writes whole seconds as {@code 30s}, others in milliseconds. */
    public static String write(Duration duration) {
        long millis = duration.toMillis();
        return millis % 1_000 == 0 ? millis / 1_000 + "s" : millis + "ms";
    }

    /** Reads a duration; {@code name} is the option or field that the exception names. */
    public static Duration parse(String name, String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    name
                            + ": \""
                            + text
                            + "\" is not a duration; write a number and ms, s, m or h, such as 30s");
        }
        return UNITS.get(form.group(2)).apply(Long.parseLong(form.group(1)));
    }
}
