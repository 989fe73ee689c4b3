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
package io.github.camelalicom.mns;

import java.time.Duration;

import org.apache.camel.Message;
import org.apache.camel.util.TimeUtils;

/** Reads from a message for how long another one is to stay invisible. */
final class VisibilityTimeout {

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofHours(12);

    private VisibilityTimeout() {}

    /**
     * In whole seconds, as MNS counts.
     *
     * @throws IllegalArgumentException when it is missing, no time, or not 1 s to 12 h
     */
    static Duration of(Message message) {
        String name = AlicomMnsConstants.VISIBILITY_TIMEOUT;
        Object value = message.getHeader(name);
        if (value == null) {
            throw new IllegalArgumentException(
                    "The header " + name + " is missing: a time such as 5m, from 1s to 12h");
        }
        Duration time = duration(name, value);
        if (time.compareTo(SHORTEST) < 0 || time.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "The header " + name + " is " + time + ", but must be from 1s to 12h");
        }
        return OptionChecks.wholeSeconds(time);
    }

    private static Duration duration(String name, Object value) {
        if (value instanceof Duration duration) {
            return duration;
        }
        try {
            String text = value.toString().strip();
            return text.startsWith("P")
                    ? Duration.parse(text)
                    : Duration.ofMillis(TimeUtils.toMilliSeconds(text));
        } catch (RuntimeException e) {
            // Camel's parser throws more than one kind
            throw new IllegalArgumentException(
                    "The header " + name + " is no time such as 5m: it is a " + value.getClass());
        }
    }
}
