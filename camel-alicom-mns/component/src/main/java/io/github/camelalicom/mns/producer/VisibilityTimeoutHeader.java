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

import java.time.Duration;
import java.time.format.DateTimeParseException;

import org.apache.camel.Message;

import io.github.camelalicom.mns.AlicomMnsConstants;
import io.github.camelalicom.mns.options.DurationText;
import io.github.camelalicom.mns.options.OptionChecks;

/** Reads the header that says when a message is to be visible again. */
final class VisibilityTimeoutHeader {

    private static final String NAME = AlicomMnsConstants.VISIBILITY_TIMEOUT;
    private static final Duration MIN = Duration.ofSeconds(1);
    private static final Duration MAX = Duration.ofHours(12);

    private VisibilityTimeoutHeader() {}

    /**
     * The time from now, in whole seconds, as MNS counts.
     *
     * @throws IllegalArgumentException when it is missing, not a duration, or not 1 s to 12 h
     */
    static Duration of(Message message) {
        Object value = message.getHeader(NAME);
        if (value == null) {
            throw new IllegalArgumentException(
                    "ALICOM-705 The header "
                            + NAME
                            + " is missing: a time such as 5m, from 1s to 12h");
        }
        Duration time = duration(value);
        if (time.compareTo(MIN) < 0 || time.compareTo(MAX) > 0) {
            throw new IllegalArgumentException(
                    "ALICOM-706 The header "
                            + NAME
                            + " is "
                            + time
                            + ", but must be from 1s to 12h");
        }
        return OptionChecks.wholeSeconds(time);
    }

    private static Duration duration(Object value) {
        if (value instanceof Duration duration) {
            return duration;
        }
        try {
            return DurationText.parse(value.toString().strip());
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "ALICOM-707 The header "
                            + NAME
                            + " is not a time such as 5m: it is a "
                            + value.getClass());
        }
    }
}
