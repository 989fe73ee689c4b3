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
import java.util.Map;
import java.util.regex.Pattern;

import org.apache.camel.Message;

import io.github.camelalicom.mns.AlicomMnsConstants;
import io.github.camelalicom.mns.receipt.SendDetailsQuery;

/**
 * Reads from a message what to ask the SMS service for, and checks it before anything is sent. What
 * a {@code Map} as body does not say, the headers may.
 */
final class SendDetailsRequest {

    /** China has known no summer time since 1991. */
    private static final ZoneOffset CHINA = ZoneOffset.ofHours(8);

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("[uuuuMMdd][uuuu-MM-dd]")
                    .withResolverStyle(ResolverStyle.STRICT);

    /** A day 30 days ago has hours in it that are less than 30 days ago. */
    private static final int DAYS_KEPT = 30;

    private static final Pattern NUMBER = Pattern.compile("\\+?\\d{3,20}");

    private final Clock clock;

    SendDetailsRequest(Clock clock) {
        this.clock = clock;
    }

    /**
     * What the message asks for.
     *
     * @throws IllegalArgumentException when something is missing or cannot be, in words without the
     *     number
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
        String number = text(value);
        if (number == null) {
            throw missing("phone number", AlicomMnsConstants.PHONE_NUMBER, "phoneNumber");
        }
        if (!NUMBER.matcher(number).matches()) {
            throw new IllegalArgumentException(
                    "The phone number to ask for is not 3 to 20 digits, of one number: it is a text"
                            + " of "
                            + number.length()
                            + " characters");
        }
        return number;
    }

    private LocalDate day(Object value) {
        if (value == null || value.toString().isBlank()) {
            throw missing("send date", AlicomMnsConstants.SEND_DATE, "sendDate");
        }
        LocalDate day = value instanceof LocalDate date ? date : parse(value);
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

    /** A value that is no date is not repeated: it may be anything. */
    private static LocalDate parse(Object value) {
        try {
            return LocalDate.parse(value.toString().strip(), DAY);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "The send date is neither a LocalDate nor a text such as 20261125: it is a "
                            + value.getClass().getName());
        }
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
