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

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.util.concurrent.Callable;

import io.github.camelalicom.mns.emulator.AlicomEmulator;
import io.github.camelalicom.mns.emulator.EmulatorBuilder;
import io.github.camelalicom.mns.emulator.text.Durations;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The command with its options: runs an emulator until interrupted. The order of the options is
 * given, because that of methods is not defined.
 */
@Command(
        name = EmulatorCommand.NAME,
        sortOptions = false,
        usageHelpWidth = 100,
        customSynopsis = "java -jar camel-alicom-mns-emulator.jar [options]",
        descriptionHeading = "%n",
        description =
                "Emulates the Alibaba Cloud services for receipts on this machine: tokens, MNS"
                        + " queues, queries.",
        optionListHeading = "%n",
        footer = {
            "",
            "Each option is written as --option value or --option=value.",
            "A duration is a number followed by ms, s, m or h."
        })
public final class EmulatorCommand implements Callable<Integer> {

    static final String NAME = "camel-alicom-mns-emulator";

    private static final int CANNOT_START = 1;
    private static final String OUT_OF_RANGE = " is out of range";

    private final EmulatorBuilder emulator = AlicomEmulator.builder().port(8190);
    private int seedReceipts;
    private int receiptsPerSecond;
    private boolean listsAssumptions;

    @Spec private CommandSpec spec;

    @Option(
            names = "--port",
            order = 1,
            paramLabel = "8190",
            description = "port to listen on; 0 takes any free one")
    void port(String value) {
        set("--port", value, () -> emulator.port(OptionValues.number("--port", value, 65_535)));
    }

    @Option(
            names = "--host",
            order = 2,
            paramLabel = "127.0.0.1",
            description = "address to listen on; everyone who can reach it can use the emulator")
    void host(String value) {
        set("--host", value, () -> emulator.host(value));
    }

    @Option(
            names = "--seed-receipts",
            order = 3,
            paramLabel = "0",
            description = "SmsReport receipts that are in the queue at the start")
    void seedReceipts(String value) {
        set(
                "--seed-receipts",
                value,
                () -> seedReceipts = OptionValues.receipts("--seed-receipts", value, maxMemory()));
    }

    @Option(
            names = "--rate",
            order = 4,
            paramLabel = "0/s",
            description = "SmsReport receipts to add each second, until half of the memory is full")
    void rate(String value) {
        set("--rate", value, () -> receiptsPerSecond = OptionValues.rate("--rate", value));
    }

    @Option(
            names = "--visibility",
            order = 5,
            paramLabel = "30s",
            description = "how long a received message stays invisible, 1s to 12h")
    void visibility(String value) {
        set(
                "--visibility",
                value,
                () -> emulator.visibility(Durations.parse("--visibility", value)));
    }

    @Option(
            names = "--token-lifetime",
            order = 6,
            paramLabel = "1h",
            description = "how long a token is valid")
    void tokenLifetime(String value) {
        String option = "--token-lifetime";
        set(option, value, () -> emulator.tokenLifetime(Durations.parse(option, value)));
    }

    @Option(
            names = "--latency",
            order = 7,
            paramLabel = "0ms",
            description = "how long every answer is delayed")
    void latency(String value) {
        set("--latency", value, () -> emulator.latency(Durations.parse("--latency", value)));
    }

    @Option(
            names = "--queue",
            order = 8,
            paramLabel = "NAME",
            description = "a queue that exists from the start; repeatable")
    void queues(String[] names) {
        String last = names[names.length - 1];
        set("--queue", last, () -> emulator.queue(last));
    }

    @Option(
            names = "--assume",
            order = 9,
            paramLabel = "NAME=VALUE",
            description =
                    "an answer where the documentation of the services leaves it open; repeatable;"
                            + " --assume list shows all")
    void assumptions(String[] values) {
        String last = values[values.length - 1];
        set("--assume", last, () -> assume("--assume", last));
    }

    @Option(
            names = "--access-key",
            order = 10,
            paramLabel = "emulator",
            description = "the AccessKey ID of the account")
    void accessKey(String value) {
        set("--access-key", value, () -> emulator.accessKey(value));
    }

    @Option(
            names = "--secret-key",
            order = 11,
            paramLabel = "emulator-secret",
            description = "the AccessKey secret of the account")
    void secretKey(String value) {
        set("--secret-key", value, () -> emulator.secretKey(value));
    }

    @Option(
            names = {"-h", "--help"},
            order = 12,
            usageHelp = true,
            description = "shows this text")
    private boolean help;

    /** Runs until interrupted; the exit status of the process. */
    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (listsAssumptions) {
            out.print(OptionValues.assumptions());
            out.flush();
            return 0;
        }
        try (AlicomEmulator running = emulator.start()) {
            serve(running, out);
        } catch (UncheckedIOException e) {
            PrintWriter err = spec.commandLine().getErr();
            err.println(NAME + ": " + e.getMessage() + remedy(e.getCause()));
            return CANNOT_START;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    /** The same exception says that the address belongs to another machine. */
    private static String remedy(IOException cause) {
        boolean inUse =
                cause instanceof BindException
                        && String.valueOf(cause.getMessage()).contains("use");
        return inUse ? "; is one running already? --port 0 takes any free port" : "";
    }

    private static long maxMemory() {
        return Runtime.getRuntime().maxMemory();
    }

    /** The emulator as configured by the options. */
    EmulatorBuilder emulator() {
        return emulator;
    }

    private void serve(AlicomEmulator running, PrintWriter out) throws InterruptedException {
        SampleReceipts samples = new SampleReceipts(running, maxMemory() / 2);
        samples.add(seedReceipts);
        announce(running, out);
        samples.addEachSecond(receiptsPerSecond);
    }

    /** Shows the default secret key only: another one may be real. */
    private static void announce(AlicomEmulator running, PrintWriter out) {
        String endpoint = running.endpoint();
        boolean shown = running.hasDefaultSecretKey();
        out.println("Alicom emulator listens on " + endpoint);
        out.println("Page: " + endpoint + "/");
        out.println();
        out.println("Endpoint: alicom-mns:" + SampleReceipts.TYPE);
        out.println("  queueName     = " + running.queueName(SampleReceipts.TYPE));
        out.println("  accessKey     = " + running.accessKey());
        out.println(
                "  secretKey     = " + (shown ? running.secretKey() : "(value of --secret-key)"));
        out.println("  tokenEndpoint = " + endpoint);
        out.println("  mnsEndpoint   = " + endpoint);
        out.println("  smsEndpoint   = " + endpoint);
        out.println("  voiceEndpoint = " + endpoint);
        out.println();
        out.println(
                "Add a receipt: curl -X POST "
                        + endpoint
                        + "/_emulator/receipts/"
                        + SampleReceipts.TYPE);
        out.println("List the queues: curl " + endpoint + "/_emulator/queues");
        out.flush();
    }

    private void set(String option, String value, Runnable setting) {
        try {
            setting.run();
        } catch (IllegalArgumentException e) {
            String words = complaint(option, value, e.getMessage());
            throw new ParameterException(spec.commandLine(), words, e);
        }
    }

    /** The builder names its own setting; a user of the command knows the option. */
    private static String complaint(String option, String value, String words) {
        int range = words.indexOf(OUT_OF_RANGE);
        return words.startsWith(option) || range < 0
                ? words
                : option + ": \"" + value + "\"" + words.substring(range);
    }

    private void assume(String option, String value) {
        if (value.equals("list")) {
            listsAssumptions = true;
            return;
        }
        emulator.assuming(OptionValues.assumption(option, value));
    }
}
