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

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;

/** Times as the products write them: China Standard Time, without a zone in the text. */
public final class ChinaTime {

    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    /** {@code 2026-11-22 20:00:00}. */
    public static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZONE);

    /** The form of the international site, RFC 822: {@code Sun, 22 Nov 2026 20:00:00 +0800}. */
    public static final DateTimeFormatter INTERNATIONAL =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss xx", Locale.ENGLISH)
                    .withZone(ZONE);

    private ChinaTime() {}

    public static String write(Instant instant) {
        return FORM.format(instant);
    }

    public static LocalDateTime local(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZONE);
    }

    /** Reads either form; empty for null and for any other text. */
    public static Optional<Instant> read(String text) {
        if (text == null) {
            return Optional.empty();
        }
        DateTimeFormatter form = text.contains(",") ? DateTimeFormatter.RFC_1123_DATE_TIME : FORM;
        try {
            return Optional.of(form.parse(text, Instant::from));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
