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

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

import io.github.camelalicom.mns.receipt.SendDetail;
import io.github.camelalicom.mns.receipt.SmsUp;

import static org.assertj.core.api.Assertions.assertThat;

/** A JVM of its own that receives one message, deletes it, queries the send details, and ends. */
final class OtherJvm {

    static final String NUMBER = "13900001234";

    private final Path folder;
    private final List<String> options = new ArrayList<>();
    private Map<String, String> environment = Map.of();
    private Class<?> main = ChildMain.class;

    OtherJvm(Path folder) {
        this.folder = folder;
    }

    OtherJvm options(String... more) {
        options.addAll(List.of(more));
        return this;
    }

    OtherJvm environment(Map<String, String> variables) {
        environment = variables;
        return this;
    }

    /**
     * @param other has a {@code main} with the URI and the file for its results as arguments
     */
    OtherJvm running(Class<?> other) {
        main = other;
        return this;
    }

    /**
     * @return the lines that it wrote: by default the content of the message, then status and
     *     content of each detail
     */
    List<String> run(String uri) throws Exception {
        Path output = Files.createTempFile(folder, "output", ".txt");
        Path results = Files.createTempFile(folder, "results", ".txt");
        Process jvm = start(output.toFile(), uri, results.toString());
        try {
            boolean ended = jvm.waitFor(180, TimeUnit.SECONDS);
            assertThat(ended && jvm.exitValue() == 0)
                    .as("it said: %s", new String(Files.readAllBytes(output)))
                    .isTrue();
        } finally {
            jvm.destroyForcibly();
        }
        return Files.readAllLines(results, StandardCharsets.UTF_8);
    }

    private Process start(File output, String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(main.getName());
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output);
        builder.environment()
                .keySet()
                .removeIf(name -> name.toLowerCase(Locale.ROOT).endsWith("_proxy"));
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** What runs in the other JVM. */
    public static final class ChildMain {

        private ChildMain() {}

        public static void main(String[] args) throws Exception {
            BlockingQueue<SmsUp> receipts = new LinkedBlockingQueue<>();
            DefaultCamelContext camel = new DefaultCamelContext();
            camel.addRoutes(
                    new RouteBuilder() {
                        @Override
                        public void configure() {
                            from(args[0])
                                    .process(e -> receipts.add(e.getIn().getBody(SmsUp.class)));
                            from("direct:query").to(args[0]);
                        }
                    });
            camel.start();
            List<String> results = new ArrayList<>();
            results.add(receipts.poll(60, TimeUnit.SECONDS).content());
            for (Object each : query(camel)) {
                SendDetail detail = (SendDetail) each;
                results.add(detail.status() + " " + detail.content());
            }
            camel.stop();
            Files.write(Path.of(args[1]), results, StandardCharsets.UTF_8);
        }

        private static List<?> query(DefaultCamelContext camel) {
            return camel.createProducerTemplate()
                    .requestBodyAndHeaders(
                            "direct:query",
                            null,
                            Map.of(
                                    AlicomMnsConstants.PHONE_NUMBER,
                                    NUMBER,
                                    AlicomMnsConstants.SEND_DATE,
                                    LocalDate.now(ZoneOffset.ofHours(8))),
                            List.class);
        }
    }
}
