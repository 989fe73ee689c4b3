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

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;

/**
 * Alibaba Cloud's formats of a time. Without an offset in the text it is China time, which has had
 * no daylight saving time since 1991: hence a fixed offset.
 */
final class Times {

    private static final ZoneOffset CHINA = ZoneOffset.ofHours(8);
    private static final DateTimeFormatter USUAL = strict("uuuu-MM-dd HH:mm:ss");
    private static final DateTimeFormatter COMPACT = strict("uuuuMMddHHmmss");
    private static final DateTimeFormatter ISO =
            new DateTimeFormatterBuilder()
                    .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
                    .appendPattern("[XXXXX][XX]")
                    .toFormatter()
                    .withResolverStyle(ResolverStyle.STRICT);

    /** Of the international site; the JDK's own makes 28 February of the 30th. */
    private static final DateTimeFormatter RFC_1123 =
            DateTimeFormatter.RFC_1123_DATE_TIME.withResolverStyle(ResolverStyle.STRICT);

    private static final int USUAL_LENGTH = 19;
    private static final int COMPACT_LENGTH = 14;
    private static final int EPOCH_MILLIS_LENGTH = 13;
    private static final int MAX_LENGTH = 40;

    private Times() {}

    /** {@code null} for an unknown format. */
    static OffsetDateTime parse(String text) {
        try {
            if (text.length() > MAX_LENGTH) {
                return null;
            }
            if (isUsual(text)) {
                return parseUsual(text);
            }
            if (isDigits(text)) {
                return parseDigits(text);
            }
            if (text.length() > 10 && text.charAt(4) == '-') {
                return parseIso(text);
            }
            return OffsetDateTime.parse(text, RFC_1123);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** Alibaba Cloud's usual format if it loses nothing, else ISO 8601 with offset. */
    static String format(OffsetDateTime time) {
        boolean usual = time.getOffset().equals(CHINA) && time.getNano() == 0;
        return time.format(usual ? USUAL : DateTimeFormatter.ISO_OFFSET_DATE_TIME);
    }

    private static boolean isUsual(String text) {
        return text.length() == USUAL_LENGTH
                && text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && text.charAt(10) == ' '
                && text.charAt(13) == ':'
                && text.charAt(16) == ':';
    }

    /** Without a formatter, which took half of the time of reading a receipt. */
    private static OffsetDateTime parseUsual(String text) {
        return OffsetDateTime.of(
                number(text, 0, 4),
                number(text, 5, 7),
                number(text, 8, 10),
                number(text, 11, 13),
                number(text, 14, 16),
                number(text, 17, 19),
                0,
                CHINA);
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                throw new DateTimeException("not a digit");
            }
            number = number * 10 + digit;
        }
        return number;
    }

    private static OffsetDateTime parseDigits(String text) {
        return switch (text.length()) {
            case COMPACT_LENGTH -> LocalDateTime.parse(text, COMPACT).atOffset(CHINA);
            case EPOCH_MILLIS_LENGTH -> Instant.ofEpochMilli(Long.parseLong(text)).atOffset(CHINA);
            default -> null;
        };
    }

    private static OffsetDateTime parseIso(String text) {
        String iso =
                text.charAt(10) == ' ' ? text.substring(0, 10) + 'T' + text.substring(11) : text;
        TemporalAccessor time = ISO.parseBest(iso, OffsetDateTime::from, LocalDateTime::from);
        return time instanceof LocalDateTime local ? local.atOffset(CHINA) : (OffsetDateTime) time;
    }

    private static boolean isDigits(String text) {
        return text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static DateTimeFormatter strict(String pattern) {
        return DateTimeFormatter.ofPattern(pattern).withResolverStyle(ResolverStyle.STRICT);
    }
}
