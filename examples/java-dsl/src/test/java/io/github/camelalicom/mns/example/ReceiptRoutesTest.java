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
package io.github.camelalicom.mns.example;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import io.github.camelalicom.mns.emulator.AlicomEmulatorExtension;
import io.github.camelalicom.mns.emulator.Receipts.SmsReport;

import static io.github.camelalicom.mns.emulator.Receipts.internationalSmsReport;
import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The application's own routes and properties, with the emulator in the place of the account. */
class ReceiptRoutesTest {

    @RegisterExtension static AlicomEmulatorExtension alicom = AlicomEmulatorExtension.create();

    /** A little more than the emulator's, which is the vendor's default. */
    private static final Duration LEASE = Duration.ofSeconds(31);

    @TempDir Path folder;

    private final Main main = new Main();

    @AfterEach
    void stop() {
        main.stop();
    }

    @Test
    void writesDeliveredAndFailedReceiptsToTwoFiles() throws IOException {
        // given
        start();
        // when
        alicom.deliver(
                smsReport().bizId("b-1").delivered(),
                smsReport().bizId("b-2").failed("MK:0001"),
                smsReport().bizId("b-3").delivered());
        awaitDeleted(3);
        // then
        assertThat(lines("delivered.txt"))
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line).startsWith("b-1 "),
                        line -> assertThat(line).startsWith("b-3 "));
        assertThat(lines("failed.txt"))
                .satisfiesExactly(line -> assertThat(line).startsWith("b-2 ").endsWith(" MK:0001"));
    }

    @Test
    void writesReceiptsOfTheInternationalSite() throws IOException {
        // given
        start();
        // when
        alicom.deliver(internationalSmsReport().messageId("m-1"));
        awaitDeleted(1);
        // then
        assertThat(lines("delivered.txt"))
                .singleElement()
                .satisfies(line -> assertThat(line).startsWith("m-1 "));
    }

    @Test
    void writesAnEventThatComesTwiceOnce() throws IOException {
        // given
        start();
        SmsReport report = smsReport().bizId("b-1").delivered();
        // when
        alicom.deliver(report, report);
        awaitDeleted(2);
        // then
        assertThat(lines("delivered.txt")).hasSize(1);
    }

    @Test
    void writesAReceiptWhoseFirstAttemptFailedAtTheSecond() throws IOException {
        // given: a folder stands where the file should be
        Files.createDirectories(folder.resolve("delivered.txt"));
        start();
        alicom.deliver(smsReport().bizId("b-1").delivered());
        await().until(() -> alicom.queue("SmsReport").invisible() == 1);
        await().until(() -> main.getCamelContext().getInflightRepository().size() == 0);
        // when
        Files.delete(folder.resolve("delivered.txt"));
        alicom.clock().advance(LEASE);
        // then
        awaitDeleted(1);
        assertThat(lines("delivered.txt")).hasSize(1);
    }

    @Test
    void setsAsideWhatIsNoReceipt() throws IOException {
        // given
        start();
        // when
        String noJson = "{\"biz_id\": \"cut o";
        String id =
                alicom.deliverRaw(
                        "SmsReport",
                        Base64.getEncoder()
                                .encodeToString(noJson.getBytes(StandardCharsets.UTF_8)));
        awaitDeleted(1);
        // then
        assertThat(folder.resolve("rejected").resolve(id)).hasContent(noJson);
        assertThat(folder.resolve("delivered.txt")).doesNotExist();
    }

    @Test
    void logsNoPhoneNumber() {
        // given
        List<String> logged = new CopyOnWriteArrayList<>();
        start();
        main.getCamelContext()
                .getCamelContextExtension()
                .addLogListener(
                        (exchange, logger, text) -> {
                            logged.add(text);
                            return text;
                        });
        // when
        alicom.deliver(smsReport().phoneNumber("13912345678").delivered());
        awaitDeleted(1);
        // then
        assertThat(logged)
                .singleElement()
                .satisfies(
                        text ->
                                assertThat(text)
                                        .contains("139****5678")
                                        .doesNotContain("12345678"));
    }

    @Test
    void countsWhatIsInTheFiles() throws IOException {
        assertThat(Summary.of(folder)).contains("delivered     0", "failed        0");
        start();
        alicom.deliver(smsReport().delivered(), smsReport().delivered());
        awaitDeleted(2);
        assertThat(Summary.of(folder)).contains("delivered     2", "failed        0");
    }

    private void start() {
        main.configure().addRoutesBuilder(new ReceiptRoutes());
        main.addInitialProperty("alicom.queue-name", alicom.queueName("SmsReport"));
        main.addInitialProperty("alicom.access-key", alicom.emulator().accessKey());
        main.addInitialProperty("alicom.secret-key", alicom.emulator().secretKey());
        main.addInitialProperty("alicom.token-endpoint", alicom.endpoint());
        main.addInitialProperty("alicom.mns-endpoint", alicom.endpoint());
        main.addOverrideProperty("example.folder", folder.toString());
        main.start();
        CamelContext camel = main.getCamelContext();
        await().until(camel::isStarted);
    }

    private void awaitDeleted(int count) {
        await().until(() -> alicom.queue("SmsReport").deleted() == count);
    }

    private List<String> lines(String file) throws IOException {
        try (Stream<String> lines = Files.lines(folder.resolve(file))) {
            return lines.toList();
        }
    }
}
