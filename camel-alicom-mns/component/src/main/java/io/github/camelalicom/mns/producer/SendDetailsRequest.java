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
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.camel.Message;

import io.github.camelalicom.mns.AlicomMnsConstants;
import io.github.camelalicom.mns.receipt.SendDetailsQuery;

/**
 * Reads from a message what to ask the SMS service for, and checks it before anything is sent. Keys
 * that a {@code Map} as body lacks are taken from the headers.
 */
final class SendDetailsRequest {

    /** China has had no daylight saving time since 1991. */
    private static final ZoneOffset CHINA = ZoneOffset.ofHours(8);

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("[uuuuMMdd][uuuu-MM-dd]", Locale.ROOT)
                    .withResolverStyle(ResolverStyle.STRICT);

    /** ISO 8601, also with a space for the T, an offset without colon, or a zone in brackets. */
    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder()
                    .append(DateTimeFormatter.ISO_LOCAL_DATE)
                    .optionalStart()
                    .appendLiteral('T')
                    .optionalEnd()
                    .optionalStart()
                    .appendLiteral(' ')
                    .optionalEnd()
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

    /** A day 30 days ago has hours in it that are less than 30 days ago. */
    private static final int DAYS_KEPT = 30;

    private static final Pattern NUMBER = Pattern.compile("\\d{3,20}");

    /**
     * What people write between the digits, the no-break space and the dashes of texts included.
     */
    private static final Pattern SEPARATORS = Pattern.compile("[\\s\\u00A0()\\p{Pd}]");

    private static final Pattern INTERNATIONAL_PREFIX = Pattern.compile("^(\\+|00)(?=[1-9])");

    /** The service knows a mobile number of mainland China without its country code only. */
    private static final Pattern MAINLAND = Pattern.compile("86(1\\d{10})");

    private final Clock clock;

    SendDetailsRequest(Clock clock) {
        this.clock = clock;
    }

    /**
     * What the message asks for.
     *
     * @throws IllegalArgumentException if a value is missing or invalid; the message does not
     *     contain the number
     */
    SendDetailsQuery query(Message message) {
        if (message.getBody() instanceof SendDetailsQuery query) {
            return query(query.phoneNumber(), query.sendDate(), query.bizId());
        }
        Map<?, ?> body = message.getBody() instanceof Map<?, ?> map ? map : Map.of();
        return query(
                value(body, "phoneNumber", message, AlicomMnsConstants.PHONE_NUMBER),
                value(body, "sendDate", message, AlicomMnsConstants.SEND_DATE),
                value(body, "bizId", message, AlicomMnsConstants.BIZ_ID));
    }

    private static Object value(Map<?, ?> body, String key, Message message, String header) {
        Object value = body.get(key);
        return value == null ? message.getHeader(header) : value;
    }

    private SendDetailsQuery query(Object phoneNumber, Object sendDate, Object bizId) {
        return new SendDetailsQuery(phoneNumber(phoneNumber), day(sendDate), text(bizId));
    }

    private static String phoneNumber(Object value) {
        String written = text(value);
        if (written == null) {
            throw missing("phone number", AlicomMnsConstants.PHONE_NUMBER, "phoneNumber");
        }
        String number = normalized(written);
        if (!NUMBER.matcher(number).matches()) {
            throw new IllegalArgumentException(
                    "The phone number to ask for is not 3 to 20 digits, of one number: it is a text"
                            + " of "
                            + written.length()
                            + " characters");
        }
        return number;
    }

    /** As the service knows the number: digits only, abroad with the country code. */
    private static String normalized(String written) {
        String compact = SEPARATORS.matcher(written).replaceAll("");
        String digits = INTERNATIONAL_PREFIX.matcher(compact).replaceFirst("");
        Matcher mainland = MAINLAND.matcher(digits);
        return mainland.matches() ? mainland.group(1) : digits;
    }

    private LocalDate day(Object value) {
        if (value == null || value.toString().isBlank()) {
            throw missing("send date", AlicomMnsConstants.SEND_DATE, "sendDate");
        }
        LocalDate day = dayInChina(value);
        LocalDate today = LocalDate.ofInstant(clock.instant(), CHINA);
        LocalDate first = today.minusDays(DAYS_KEPT);
        if (day.isBefore(first) || day.isAfter(today)) {
            throw new IllegalArgumentException(
                    "The send date "
                            + day
                            + " is not one of the last 30 days in China: the service remembers "
                            + first
                            + " to "
                            + today);
        }
        return day;
    }

    private static LocalDate dayInChina(Object value) {
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
        return value instanceof TemporalAccessor time ? dayInChina(time) : parse(value);
    }

    /** A time without zone is one in China already. */
    private static LocalDate dayInChina(TemporalAccessor time) {
        if (time.isSupported(ChronoField.INSTANT_SECONDS)) {
            return LocalDate.ofInstant(Instant.from(time), CHINA);
        }
        LocalDate day = time.query(TemporalQueries.localDate());
        if (day == null) {
            throw notADay(time);
        }
        return day;
    }

    private static LocalDate parse(Object value) {
        String text = value.toString().strip();
        try {
            return text.length() > ISO_DAY_LENGTH
                    ? dayInChina(TIME.parseBest(text, ZonedDateTime::from, LocalDateTime::from))
                    : LocalDate.parse(text, DAY);
        } catch (DateTimeException e) {
            throw notADay(value);
        }
    }

    /** A malformed value is not repeated: it may be anything. */
    private static IllegalArgumentException notADay(Object value) {
        return new IllegalArgumentException(
                "The send date is neither a day nor a time: it is a "
                        + value.getClass().getName()
                        + ". Use a LocalDate, an Instant, a Date, or a text such as 20261125 or"
                        + " 2026-11-25T08:00:00+08:00");
    }

    private static String text(Object value) {
        String text = value == null ? "" : value.toString().strip();
        return text.isEmpty() ? null : text;
    }

    private static IllegalArgumentException missing(String what, String header, String key) {
        return new IllegalArgumentException(
                "No "
                        + what
                        + " to ask for: set the header "
                        + header
                        + ", or send a SendDetailsQuery or a Map with "
                        + key
                        + " as body");
    }
}
