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

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The emulator on the command line: {@code java -jar camel-alicom-mns-emulator.jar --help}. */
public final class EmulatorMain {

    private static final String SAMPLE_TYPE = "SmsReport";
    private static final int BAD_OPTION = 2;
    private static final int CANNOT_START = 1;

    private EmulatorMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        int exit = run(arguments, System.out, System.err);
        if (exit != 0) {
            System.exit(exit);
        }
    }

    /** Runs until interrupted or told to help; what the process is to exit with. */
    static int run(String[] arguments, PrintStream out, PrintStream err)
            throws InterruptedException {
        CommandLine line;
        try {
            line = CommandLine.parse(arguments);
        } catch (IllegalArgumentException e) {
            err.println("camel-alicom-mns-emulator: " + e.getMessage() + "; see --help");
            return BAD_OPTION;
        }
        if (line.text().isPresent()) {
            out.print(line.text().get());
            return 0;
        }
        try (AlicomEmulator emulator = line.emulator().start()) {
            serve(emulator, line, out);
            return 0;
        } catch (UncheckedIOException e) {
            err.println("camel-alicom-mns-emulator: " + e.getMessage() + remedy(e.getCause()));
            return CANNOT_START;
        }
    }

    /** The same exception tells that the address is not this machine's, or not for everybody. */
    private static String remedy(IOException cause) {
        boolean taken =
                cause instanceof BindException
                        && String.valueOf(cause.getMessage()).contains("use");
        return taken ? "; is one running already? --port 0 takes any free port" : "";
    }

    private static void serve(AlicomEmulator emulator, CommandLine line, PrintStream out)
            throws InterruptedException {
        for (int i = 0; i < line.seedReceipts(); i++) {
            emulator.deliver(Receipts.smsReport());
        }
        print(emulator, out);
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        try {
            if (line.receiptsPerSecond() > 0) {
                long period = Duration.ofSeconds(1).toNanos() / line.receiptsPerSecond();
                timer.scheduleAtFixedRate(
                        () -> emulator.deliver(Receipts.smsReport()),
                        period,
                        period,
                        TimeUnit.NANOSECONDS);
            }
            new CountDownLatch(1).await();
        } finally {
            timer.shutdownNow();
        }
    }

    /** The fake one is there to be copied; whatever else somebody chose may be a real one. */
    private static String secretKey(AlicomEmulator emulator) {
        boolean isDefault = emulator.secretKey().equals(EmulatorBuilder.DEFAULT_SECRET_KEY);
        return isDefault ? EmulatorBuilder.DEFAULT_SECRET_KEY : "(the --secret-key given)";
    }

    private static void print(AlicomEmulator emulator, PrintStream out) {
        out.println("Alicom emulator listens on " + emulator.endpoint());
        out.println("See it in a browser: " + emulator.endpoint() + "/");
        out.println();
        out.println("Endpoint: alicom-mns:" + SAMPLE_TYPE);
        out.println("  queueName     = " + emulator.queueName(SAMPLE_TYPE));
        out.println("  accessKey     = " + emulator.accessKey());
        out.println("  secretKey     = " + secretKey(emulator));
        out.println("  tokenEndpoint = " + emulator.endpoint());
        out.println("  mnsEndpoint   = " + emulator.endpoint());
        out.println("  smsEndpoint   = " + emulator.endpoint());
        out.println();
        out.println(
                "Add a receipt: curl -X POST "
                        + emulator.endpoint()
                        + "/_emulator/receipts/"
                        + SAMPLE_TYPE);
        out.println("Look at queues: curl " + emulator.endpoint() + "/_emulator/queues");
        out.flush();
    }
}
