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
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Date;
import java.util.Locale;

/** Days as Alibaba Cloud's services count them. */
final class ChinaDay {

    /** China has had no daylight saving time since 1991. */
    private static final ZoneOffset CHINA = ZoneOffset.ofHours(8);

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("[uuuuMMdd][uuuu-MM-dd]", Locale.ROOT)
                    .withResolverStyle(ResolverStyle.STRICT);

    /** ISO 8601, also with a space for the T, an offset without colon, or a zone in brackets. */
    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder()
                    .append(DateTimeFormatter.ISO_LOCAL_DATE)
                    .appendPattern("['T'][' ']")
                    .append(DateTimeFormatter.ISO_LOCAL_TIME)
                    .appendPattern("[XXX][XX]")
                    .optionalStart()
                    .appendLiteral('[')
                    .appendZoneRegionId()
                    .appendLiteral(']')
                    .optionalEnd()
                    .toFormatter(Locale.ROOT)
                    .withResolverStyle(ResolverStyle.STRICT);

    private static final int ISO_DAY_LENGTH = "2026-11-25".length();

    private ChinaDay() {}

    static LocalDate today(Clock clock) {
        return LocalDate.ofInstant(clock.instant(), CHINA);
    }

    /**
     * The day of a value: a day, a time, or the text of one.
     *
     * @param what the name of the day, such as "send date"
     * @throws IllegalArgumentException for any other value
     */
    static LocalDate of(String what, Object value) {
        if (value instanceof LocalDate date) {
            return date;
        }
        // a day of SQL without a time, which has no instant
        if (value instanceof java.sql.Date date) {
            return date.toLocalDate();
        }
        if (value instanceof Date date) {
            return LocalDate.ofInstant(Instant.ofEpochMilli(date.getTime()), CHINA);
        }
        return value instanceof TemporalAccessor time ? inChina(what, time) : parse(what, value);
    }

    /** A time without zone is one in China already. */
    private static LocalDate inChina(String what, TemporalAccessor time) {
        if (time.isSupported(ChronoField.INSTANT_SECONDS)) {
            return LocalDate.ofInstant(Instant.from(time), CHINA);
        }
        LocalDate day = time.query(TemporalQueries.localDate());
        if (day == null) {
            throw notADay(what, time);
        }
        return day;
    }

    private static LocalDate parse(String what, Object value) {
        String text = value.toString().strip();
        try {
            return text.length() > ISO_DAY_LENGTH
                    ? inChina(what, TIME.parseBest(text, ZonedDateTime::from, LocalDateTime::from))
                    : LocalDate.parse(text, DAY);
        } catch (DateTimeException e) {
            throw notADay(what, value);
        }
    }

    /** A malformed value is not repeated: it may be anything. */
    private static IllegalArgumentException notADay(String what, Object value) {
        return new IllegalArgumentException(
                "ALICOM-709 The "
                        + what
                        + " is neither a day nor a time: it is a "
                        + value.getClass().getName()
                        + ". Use a LocalDate, an Instant, a Date, or a text such as 20261125 or"
                        + " 2026-11-25T08:00:00+08:00");
    }
}
