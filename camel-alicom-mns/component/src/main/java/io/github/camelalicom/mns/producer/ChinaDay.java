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

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;

/** Days as Alibaba Cloud's services count them. */
final class ChinaDay {

    /** China has known no summer time since 1991. */
    private static final ZoneOffset CHINA = ZoneOffset.ofHours(8);

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("[uuuuMMdd][uuuu-MM-dd]")
                    .withResolverStyle(ResolverStyle.STRICT);

    private ChinaDay() {}

    static LocalDate today(Clock clock) {
        return LocalDate.ofInstant(clock.instant(), CHINA);
    }

    /**
     * Reads a {@code LocalDate} or its text. An invalid value is not repeated: it may be anything.
     *
     * @param what the name of the day, such as "send date"
     */
    static LocalDate parse(String what, Object value) {
        if (value instanceof LocalDate date) {
            return date;
        }
        try {
            return LocalDate.parse(value.toString().strip(), DAY);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "The "
                            + what
                            + " is neither a LocalDate nor a text such as 20261125: it is a "
                            + value.getClass().getName());
        }
    }
}
