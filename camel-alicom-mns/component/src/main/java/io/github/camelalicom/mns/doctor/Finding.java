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
package io.github.camelalicom.mns.doctor;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One line of a report.
 *
 * @param check what was checked, such as {@code token}
 * @param status how it went
 * @param text what was found, without secrets and personal data
 * @param remedy what to do; empty when there is nothing to do
 */
public record Finding(String check, Status status, String text, String remedy) {

    /** Queue names contain the number of the customer's account. */
    private static final Pattern ACCOUNT = Pattern.compile("(Alicom-Queue-)\\d+");

    /** Masks the account. */
    public Finding {
        text = ACCOUNT.matcher(text).replaceAll("$1***");
        remedy = ACCOUNT.matcher(remedy).replaceAll("$1***");
    }

    /** How a check went, from good to bad. */
    public enum Status {
        OK,
        /** Not checked, since an earlier check failed or there is nothing to check. */
        SKIPPED,
        /** Receiving works, but not as well as it could. */
        WARNING,
        /** Receiving does not work. */
        FAILED;

        /** As printed. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A duration as findings write it. */
    static String text(Duration duration) {
        if (duration.compareTo(Duration.ofMinutes(2)) < 0) {
            return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
        }
        return duration.compareTo(Duration.ofHours(2)) < 0
                ? duration.toMinutes() + " min"
                : duration.toHours() + " h";
    }
}
