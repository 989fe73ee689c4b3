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
package io.github.camelalicom.mns.emulator;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The options of {@link EmulatorMain}. */
final class CommandLine {

    static final int DEFAULT_PORT = 8190;
    static final String HELP =
            """
            The remote services of Alibaba Cloud receipts (tokens, MNS queues, send details) on this machine.

            Usage: java -jar camel-alicom-mns-emulator.jar [options]
              --port 8190               port to listen on, 0 for any free one
              --host 127.0.0.1          address to listen on; everyone who reaches it can use it
              --seed-receipts 0         SmsReport receipts to put in at the start
              --rate 0/s                SmsReport receipts to add each second
              --visibility 30s          how long a received message stays invisible, 1s to 12h
              --token-lifetime 1h       how long a token is good
              --latency 0ms             how long every answer is held up
              --queue NAME              a queue that exists from the start; may be repeated
              --assume NAME=VALUE       how to answer where the documentation of the services
                                        leaves it open; may be repeated; --assume list shows all
              --access-key emulator     the account's AccessKey ID
              --secret-key emulator-secret
              --help                    this text
            Each as --option value or --option=value.
            Durations are a number and ms, s, m or h.
            """;

    private static final Pattern RATE = Pattern.compile("(\\d{1,6})(/s)?");
    private static final String OUT_OF_RANGE = " is out of range";
    private static final int MOST_SEEDS = 10_000_000;
    private static final int MOST_PER_SECOND = 100_000;

    private final EmulatorBuilder emulator = AlicomEmulator.builder().port(DEFAULT_PORT);
    private String text;
    private int seedReceipts;
    private int receiptsPerSecond;

    private CommandLine() {}

    /**
     * Reads the options.
     *
     * @throws IllegalArgumentException that names the option, its value and what is allowed
     */
    static CommandLine parse(String... arguments) {
        CommandLine line = new CommandLine();
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].equals("--help") || arguments[i].equals("-h")) {
                line.text = HELP;
                return line;
            }
            int equals = arguments[i].indexOf('=');
            if (equals > 0) {
                line.set(arguments[i].substring(0, equals), arguments[i].substring(equals + 1));
            } else {
                line.set(arguments[i], i + 1 < arguments.length ? arguments[++i] : null);
            }
        }
        return line;
    }

    EmulatorBuilder emulator() {
        return emulator;
    }

    /** What to print instead of starting an emulator. */
    Optional<String> text() {
        return Optional.ofNullable(text);
    }

    int seedReceipts() {
        return seedReceipts;
    }

    int receiptsPerSecond() {
        return receiptsPerSecond;
    }

    private void set(String option, String value) {
        Runnable setting = setting(option, value);
        if (value == null) {
            throw new IllegalArgumentException(option + ": a value is missing");
        }
        try {
            setting.run();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(complaint(option, value, e.getMessage()), e);
        }
    }

    /** What is wrong in the words of the command line: the option and the value as written. */
    private static String complaint(String option, String value, String words) {
        int range = words.indexOf(OUT_OF_RANGE);
        return words.startsWith(option) || range < 0
                ? words
                : option + ": \"" + value + "\"" + words.substring(range);
    }

    private Runnable setting(String option, String value) {
        return switch (option) {
            case "--port" -> () -> emulator.port(number(option, value, 65_535));
            case "--host" -> () -> emulator.host(value);
            case "--seed-receipts" -> () -> seedReceipts = number(option, value, MOST_SEEDS);
            case "--rate" -> () -> receiptsPerSecond = rate(option, value);
            case "--visibility" -> () -> emulator.visibility(Durations.parse(option, value));
            case "--token-lifetime" -> () -> emulator.tokenLifetime(Durations.parse(option, value));
            case "--latency" -> () -> emulator.latency(Durations.parse(option, value));
            case "--queue" -> () -> emulator.queue(value);
            case "--assume" -> () -> assume(option, value);
            case "--access-key" -> () -> emulator.accessKey(value);
            case "--secret-key" -> () -> emulator.secretKey(value);
            default -> throw new IllegalArgumentException(option + ": no such option");
        };
    }

    private void assume(String option, String value) {
        if (value.equals("list")) {
            text = assumptions();
            return;
        }
        int equals = value.indexOf('=');
        if (equals < 0) {
            throw new IllegalArgumentException(
                    option + ": \"" + value + "\" is not NAME=VALUE; --assume list shows all");
        }
        try {
            emulator.assuming(
                    Assumption.named(value.substring(0, equals), value.substring(equals + 1)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(option + ": " + e.getMessage(), e);
        }
    }

    /** All assumptions by topic, the default of each first. */
    private static String assumptions() {
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

    private static int rate(String option, String value) {
        Matcher rate = RATE.matcher(value);
        if (!rate.matches()) {
            throw new IllegalArgumentException(
                    option + ": \"" + value + "\" is no rate; write a number and /s, such as 10/s");
        }
        return number(option, rate.group(1), MOST_PER_SECOND);
    }

    private static int number(String option, String value, int high) {
        if (value.matches("\\d{1,9}") && Integer.parseInt(value) <= high) {
            return Integer.parseInt(value);
        }
        throw new IllegalArgumentException(
                option + ": \"" + value + "\" is not a number from 0 to " + high);
    }
}
