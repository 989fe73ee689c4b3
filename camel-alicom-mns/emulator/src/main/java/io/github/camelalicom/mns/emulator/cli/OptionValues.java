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
package io.github.camelalicom.mns.emulator.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.camelalicom.mns.emulator.Assumption;
import io.github.camelalicom.mns.emulator.AssumptionTopic;

/** Reads the values of options; an exception names the option, the value and what is allowed. */
final class OptionValues {

    private static final Pattern RATE = Pattern.compile("(\\d{1,9})(/s)?");
    private static final int MAX_PER_SECOND = 100_000;
    private static final int MAX_RECEIPTS = 10_000_000;
    private static final long BYTES_PER_RECEIPT = 1_000;

    private OptionValues() {}

    /** An assumption written as NAME=VALUE. */
    static Assumption assumption(String option, String value) {
        int equals = value.indexOf('=');
        if (equals < 0) {
            throw new IllegalArgumentException(
                    option + ": \"" + value + "\" is not NAME=VALUE; --assume list shows all");
        }
        try {
            return Assumption.named(value.substring(0, equals), value.substring(equals + 1));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(option + ": " + e.getMessage(), e);
        }
    }

    /** All assumptions by topic, the default of each first. */
    static String assumptions() {
        StringBuilder text = new StringBuilder(4096);
        for (AssumptionTopic topic : AssumptionTopic.values()) {
            text.append(topic.topicName()).append("  ").append(topic.question()).append('\n');
            for (Assumption one : Assumption.of(topic)) {
                text.append("    ").append(one.value());
                text.append(one.isDefault() ? " (default): " : ": ");
                text.append(one.description()).append('\n');
            }
        }
        return text.toString();
    }

    /** A number of receipts that fits into the memory of the JVM, which would fail later. */
    static int receipts(String option, String value, long memory) {
        int number = number(option, value, MAX_RECEIPTS);
        long needed = number * BYTES_PER_RECEIPT;
        if (needed > memory) {
            throw new IllegalArgumentException(
                    option
                            + ": \""
                            + value
                            + "\" needs about "
                            + (needed >> 20)
                            + " MB of memory, the JVM has "
                            + (memory >> 20)
                            + " MB; start java with a larger -Xmx");
        }
        return number;
    }

    /** How many receipts fit into so much memory. */
    static long receiptsIn(long memory) {
        return memory / BYTES_PER_RECEIPT;
    }

    static int rate(String option, String value) {
        Matcher rate = RATE.matcher(value);
        if (!rate.matches()) {
            throw new IllegalArgumentException(
                    option
                            + ": \""
                            + value
                            + "\" is not a rate; write a number and /s, such as 10/s");
        }
        return number(option, rate.group(1), MAX_PER_SECOND);
    }

    static int number(String option, String value, int max) {
        if (value.matches("\\d{1,9}") && Integer.parseInt(value) <= max) {
            return Integer.parseInt(value);
        }
        throw new IllegalArgumentException(
                option + ": \"" + value + "\" is not a number from 0 to " + max);
    }
}
