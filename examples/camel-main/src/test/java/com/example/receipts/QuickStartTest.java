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
package com.example.receipts;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.camelalicom.mns.emulator.AlicomEmulatorExtension;
import io.github.camelalicom.mns.emulator.Receipts.SmsReport;

import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The routes of the page "Camel quick start", as they stand there. */
class QuickStartTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    @RegisterExtension
    static final AlicomEmulatorExtension alicom = AlicomEmulatorExtension.create();

    private final Main main = new Main();
    private final ReceiptService service = new ReceiptService();

    @BeforeEach
    void configureTheEmulatedAccount() {
        main.bind("receiptService", service);
        main.configure().withRoutesIncludePattern("classpath:none/*");
        option("queueName", alicom.queueName("SmsReport"));
        option("accessKey", alicom.emulator().accessKey());
        option("secretKey", alicom.emulator().secretKey());
        option("tokenEndpoint", alicom.endpoint());
        option("mnsEndpoint", alicom.endpoint());
    }

    @AfterEach
    void stop() throws Exception {
        main.stop();
        main.shutdown();
        try (var files = Files.newDirectoryStream(Files.createDirectories(Path.of("rejected")))) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        Files.delete(Path.of("rejected"));
    }

    @Test
    void inJava() throws Exception {
        main.configure().addRoutesBuilder(new ReceiptRoute(service));
        storesReceiptsOnceAndSetsInvalidOnesAside();
    }

    @Test
    void inYaml() throws Exception {
        main.configure().withRoutesIncludePattern("classpath:quick-start/receipts.yaml");
        storesReceiptsOnceAndSetsInvalidOnesAside();
    }

    @Test
    void inXml() throws Exception {
        main.configure().withRoutesIncludePattern("classpath:quick-start/receipts.xml");
        storesReceiptsOnceAndSetsInvalidOnesAside();
    }

    private void storesReceiptsOnceAndSetsInvalidOnesAside() throws Exception {
        main.start();
        SmsReport receipt = smsReport().bizId("b-1").delivered();

        alicom.deliver(receipt, receipt);
        String rejected = alicom.deliverRaw("SmsReport", "bm8gcmVjZWlwdA==");

        await().atMost(LONG).until(() -> alicom.queue("SmsReport").deleted() == 3);
        assertThat(service.count()).isEqualTo(1);
        assertThat(Path.of("rejected", rejected)).exists();
    }

    private void option(String name, String value) {
        main.addOverrideProperty("camel.component.alicom-mns." + name, value);
    }
}
