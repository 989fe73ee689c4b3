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
package io.github.camelalicom.mns.example.main;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import io.github.camelalicom.mns.emulator.AlicomEmulatorExtension;

import static io.github.camelalicom.mns.emulator.Receipts.internationalSmsReport;
import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static io.github.camelalicom.mns.emulator.Receipts.smsUp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The application's own files, as Camel Main reads them from the class path. */
class ApplicationTest {

    @RegisterExtension
    static final AlicomEmulatorExtension alicom = AlicomEmulatorExtension.create();

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir Path folder;

    private final Main main = new Main();

    @AfterEach
    void stop() {
        main.stop();
    }

    @Test
    void runsWhatStandsInPropertiesYamlAndXml() throws Exception {
        Map.of(
                        "alicom.access-key", alicom.accessKey(),
                        "alicom.secret-key", alicom.secretKey(),
                        "alicom.token-endpoint", alicom.endpoint(),
                        "alicom.mns-endpoint", alicom.endpoint(),
                        "alicom.report-queue", alicom.queueName("SmsReport"),
                        "alicom.reply-queue", alicom.queueName("SmsUp"),
                        "example.folder", folder.toString())
                .forEach(main::addOverrideProperty);
        main.start();

        alicom.deliver(smsReport().bizId("b-1").delivered(), smsReport().bizId("b-2").failed("E"));
        alicom.deliver(internationalSmsReport().messageId("m-1"));
        alicom.deliver(smsUp().content("TD"));
        alicom.deliverRaw("SmsReport", "no receipt");
        alicom.deliverRaw("SmsUp", "no reply");

        await().atMost(PATIENCE).until(() -> alicom.queue("SmsReport").deleted() == 4);
        await().atMost(PATIENCE).until(() -> alicom.queue("SmsUp").deleted() == 2);
        assertThat(lines("delivered.txt"))
                .hasSize(2)
                .contains("b-1 DELIVERED")
                .anySatisfy(line -> assertThat(line).startsWith("m-1 "));
        assertThat(lines("failed.txt")).containsExactly("b-2 E");
        assertThat(lines("replies.txt")).singleElement().asString().endsWith(" TD");
        try (Stream<Path> rejected = Files.list(folder.resolve("rejected"))) {
            assertThat(rejected)
                    .extracting(Files::readString)
                    .containsExactlyInAnyOrder("no receipt", "no reply");
        }
    }

    @Test
    void runsWithAnEmulatorInTheProfileDemo() throws Exception {
        main.configure().withProfile("demo");
        main.addOverrideProperty("example.folder", folder.toString());
        main.addOverrideProperty("example.summary-after", "15s");
        main.start();

        await().atMost(PATIENCE).until(() -> lines("delivered.txt").size() == 6);
        assertThat(lines("delivered.txt")).contains("demo-1 DELIVERED", "demo-6 DELIVERED");
        await().atMost(PATIENCE).until(() -> lines("replies.txt").size() == 6);
        await().atMost(PATIENCE).until(() -> Files.isDirectory(folder.resolve("rejected")));
        await().atMost(PATIENCE)
                .until(() -> log().contains("7 reports and 6 replies received and deleted."));
    }

    private static String log() throws IOException {
        return Files.readString(Path.of("target", "application.log"));
    }

    private List<String> lines(String name) throws IOException {
        Path file = folder.resolve(name);
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }
}
