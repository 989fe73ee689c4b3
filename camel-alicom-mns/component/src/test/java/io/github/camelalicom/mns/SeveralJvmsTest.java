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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import io.github.camelalicom.mns.emulator.AlicomEmulatorExtension;

import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Consumers in JVMs of their own on one queue: killed without warning, and side by side. */
class SeveralJvmsTest {

    private static final int MESSAGES = 1_500;
    private static final int KILLS = Integer.getInteger("kills", 3);
    private static final int MAX_IN_FLIGHT = 32;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @RegisterExtension
    static final AlicomEmulatorExtension alicom =
            AlicomEmulatorExtension.create(e -> e.visibility(Duration.ofSeconds(3)));

    @TempDir Path folder;

    private final List<Process> jvms = new ArrayList<>();

    @AfterEach
    void endJvms() {
        jvms.forEach(Process::destroyForcibly);
    }

    @Test
    void aKilledJvmLosesNothingAndRepeatsAtMostWhatWasInFlight() throws Exception {
        Random random = new Random(1);
        deliver();
        for (int i = 1; i <= KILLS; i++) {
            Process jvm = start("killed-" + i);
            awaitDeleted(i * MESSAGES / (KILLS + 2) + random.nextInt(50));
            jvm.destroyForcibly().waitFor(20, TimeUnit.SECONDS);
        }
        start("last");
        awaitDeleted(MESSAGES);

        List<String> worked = worked();
        assertThat(new HashSet<>(worked)).hasSize(MESSAGES);
        assertThat(worked.size() - MESSAGES).isBetween(0, KILLS * MAX_IN_FLIGHT);
    }

    @Test
    void twoJvmsShareTheWorkAndOneFinishesWhenTheOtherIsKilled() throws Exception {
        Process one = start("one");
        start("two");
        await().atMost(PATIENCE).until(() -> alicom.queue("SmsReport").waitingPolls() == 2);
        deliver();
        await().atMost(PATIENCE).until(() -> !worked("one").isEmpty() && !worked("two").isEmpty());
        one.destroyForcibly().waitFor(20, TimeUnit.SECONDS);
        awaitDeleted(MESSAGES);

        List<String> worked = worked();
        assertThat(new HashSet<>(worked)).hasSize(MESSAGES);
        assertThat(worked.size() - MESSAGES).isBetween(0, MAX_IN_FLIGHT);
    }

    private static void deliver() {
        alicom.deliver(IntStream.range(0, MESSAGES).mapToObj(i -> smsReport()).toList());
    }

    private static void awaitDeleted(int count) {
        await().atMost(PATIENCE).until(() -> alicom.queue("SmsReport").deleted() >= count);
    }

    private Process start(String name) throws IOException {
        Process jvm =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Worker.class.getName(),
                                alicom.uri(
                                        "SmsReport",
                                        "waitTime=1s&visibilityTimeout=3s&maxInFlight="
                                                + MAX_IN_FLIGHT),
                                folder.resolve(name).toString())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        jvms.add(jvm);
        return jvm;
    }

    private List<String> worked() throws IOException {
        List<String> all = new ArrayList<>();
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                all.addAll(worked(file.getFileName().toString()));
            }
        }
        return all;
    }

    /** The messages that this JVM has worked on; a line that was cut by the kill is none. */
    private List<String> worked(String name) throws IOException {
        Path file = folder.resolve(name);
        if (!Files.exists(file)) {
            return List.of();
        }
        String text = Files.readString(file);
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }

    /** What runs in another JVM, until it is killed: notes each message, a little slowly. */
    public static final class Worker {

        private Worker() {}

        public static void main(String[] args) throws Exception {
            Path file = Path.of(args[1]);
            DefaultCamelContext camel = new DefaultCamelContext();
            camel.addRoutes(
                    new RouteBuilder() {
                        @Override
                        public void configure() {
                            from(args[0])
                                    .delay(1)
                                    .process(
                                            exchange ->
                                                    note(
                                                            file,
                                                            exchange.getIn()
                                                                    .getHeader(
                                                                            AlicomMnsConstants
                                                                                    .MESSAGE_ID,
                                                                            String.class)));
                        }
                    });
            camel.start();
            Thread.currentThread().join();
        }

        private static void note(Path file, String id) throws IOException {
            Files.writeString(
                    file, id + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }
}
