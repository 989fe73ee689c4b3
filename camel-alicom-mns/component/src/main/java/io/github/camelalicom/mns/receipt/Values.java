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

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * Reads a JSON value as the type a field should have, whatever type it has: Alibaba Cloud sends
 * numbers as text and text as numbers. Each method returns {@code null} for a value it cannot read.
 */
final class Values {

    /** Longer than any id; prevents 1e999999 from becoming a megabyte of zeros. */
    private static final int MAX_DIGITS = 40;

    private Values() {}

    static String text(Object value) {
        if (value instanceof String text) {
            return text;
        }
        if (value instanceof BigDecimal number) {
            return plain(number);
        }
        return value instanceof Number || value instanceof Boolean ? value.toString() : null;
    }

    static Integer integer(Object value) {
        return number(value, BigDecimal::intValueExact);
    }

    static Long longInteger(Object value) {
        return number(value, BigDecimal::longValueExact);
    }

    private static <N> N number(Object value, Function<BigDecimal, N> exactly) {
        String text = text(value);
        if (text == null || value instanceof Boolean || text.length() > MAX_DIGITS) {
            return null;
        }
        try {
            return exactly.apply(new BigDecimal(text.strip()));
        } catch (ArithmeticException | NumberFormatException e) {
            return null;
        }
    }

    /**
     * Whether a message was delivered, as the international site encodes it: 1 yes, 2 no, 6
     * expired.
     */
    static Boolean outcome(Object value) {
        String text = text(value);
        if (text == null) {
            return null;
        }
        return switch (text.strip()) {
            case "1" -> Boolean.TRUE;
            case "2", "6" -> Boolean.FALSE;
            default -> null;
        };
    }

    /** A list of objects, unmodifiable. */
    static List<Map<String, Object>> objects(Object value) {
        return value instanceof List<?> list && list.stream().allMatch(Map.class::isInstance)
                ? JsonText.frozenObjects(list)
                : null;
    }

    static Boolean flag(Object value) {
        String text = text(value);
        if (text == null) {
            return null;
        }
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true", "1" -> Boolean.TRUE;
            case "false", "0" -> Boolean.FALSE;
            default -> null;
        };
    }

    static OffsetDateTime time(Object value) {
        String text = value instanceof Boolean ? null : text(value);
        return text == null ? null : Times.parse(text.strip());
    }

    /** An id that passed through a double, 1234567890.0 or 1.23456789E9, is the id 1234567890. */
    private static String plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        boolean huge = Math.abs((long) stripped.scale()) > MAX_DIGITS;
        return huge ? number.toString() : stripped.toPlainString();
    }
}
