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
package io.github.camelalicom.mns.gateway;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the end of a token's life, in the form that is documented and those that are usual. */
final class TokenEnd {

    private static final Pattern EPOCH = Pattern.compile("\\d{9,13}");

    /** Longer than that, a count from 1970 is one of milliseconds. */
    private static final int DIGITS_OF_SECONDS = 11;

    /** A text without a zone is in China time, which has no daylight saving time. */
    private static final ZoneOffset CHINA = ZoneOffset.ofHours(8);

    private static final DateTimeFormatter DATE_AND_TIME =
            new DateTimeFormatterBuilder()
                    .append(DateTimeFormatter.ISO_LOCAL_DATE)
                    .appendPattern("['T'][ ]")
                    .append(DateTimeFormatter.ISO_LOCAL_TIME)
                    .appendPattern("[ ][XXX][XX][X]")
                    .toFormatter();

    /** As older samples of Alibaba Cloud write times. */
    private static final DateTimeFormatter DIGITS =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT);

    private static final int LENGTH_OF_DIGITS = 14;

    private TokenEnd() {}

    /** Empty if the text has another form. */
    static Optional<Instant> read(String text) {
        String stripped = text.strip();
        if (EPOCH.matcher(stripped).matches()) {
            long count = Long.parseLong(stripped);
            return Optional.of(
                    stripped.length() > DIGITS_OF_SECONDS
                            ? Instant.ofEpochMilli(count)
                            : Instant.ofEpochSecond(count));
        }
        try {
            return Optional.of(
                    instant(
                            form(stripped)
                                    .parseBest(
                                            stripped, OffsetDateTime::from, LocalDateTime::from)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static DateTimeFormatter form(String text) {
        return text.length() == LENGTH_OF_DIGITS ? DIGITS : DATE_AND_TIME;
    }

    private static Instant instant(TemporalAccessor time) {
        return time instanceof OffsetDateTime zoned
                ? zoned.toInstant()
                : ((LocalDateTime) time).toInstant(CHINA);
    }
}
