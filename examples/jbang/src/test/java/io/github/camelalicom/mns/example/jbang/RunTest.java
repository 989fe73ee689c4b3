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
package io.github.camelalicom.mns.example.jbang;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Base64;

import org.junit.jupiter.api.Test;

import static io.github.camelalicom.mns.emulator.Receipts.internationalSmsReport;
import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static io.github.camelalicom.mns.emulator.Receipts.smsUp;
import static org.assertj.core.api.Assertions.assertThat;

/** {@code camel run} with the files of the example. */
class RunTest extends ExampleTestSupport {

    private static final String PHONE = "13900001234";

    @Test
    void printsReceiptsMaskedWithAnAccountFromTheCommandLine() throws Exception {
        alicom.deliver(
                smsReport().bizId("b-1").phoneNumber(PHONE).delivered(),
                smsReport().bizId("b-2").phoneNumber(PHONE).failed("MK:0001"));

        try (var run =
                camelWithoutAccount(
                        "run",
                        FIRST,
                        PROPERTIES,
                        "--prop=alicom.queue-name=" + alicom.queueName("SmsReport"),
                        "--prop=alicom.access-key=" + alicom.accessKey(),
                        "--prop=alicom.secret-key=" + alicom.secretKey(),
                        "--prop=alicom.token-endpoint=" + alicom.endpoint(),
                        "--prop=alicom.mns-endpoint=" + alicom.endpoint(),
                        "--max-messages=2")) {
            assertThat(run.finish())
                    .contains("SmsReport[phoneNumber=139****1234,", "bizId=b-1,", "bizId=b-2,")
                    .doesNotContain(PHONE)
                    .doesNotContain(alicom.secretKey())
                    .doesNotContain("ERROR");
        }
        assertThat(alicom.queue("SmsReport").deleted()).isEqualTo(2);
    }

    @Test
    void writesReceiptsPassesRepliesOnAndSetsAsideWhatIsNone() throws Exception {
        var twice = smsReport().bizId("b-1").delivered();
        alicom.deliver(twice, twice, smsReport().bizId("b-2").failed("MK:0001"));
        alicom.deliver(internationalSmsReport().messageId("m-1"));
        alicom.deliver(smsUp().content("TD").phoneNumber(PHONE));
        alicom.deliverRaw("SmsReport", base64("{\"biz_id\": \"cut o"));

        try (var run = camel("run", SECOND, PROPERTIES)) {
            eventually().until(() -> !run.isAlive() || alicom.queue("SmsReport").deleted() == 5);
            eventually().until(() -> !run.isAlive() || alicom.queue("SmsUp").deleted() == 1);
            assertThat(run.isAlive()).as(run.output()).isTrue();
        }

        assertThat(linesOf("receipts/receipts.txt"))
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line).startsWith("b-1 true DELIVERED 20"),
                        line -> assertThat(line).startsWith("b-2 false MK:0001 20"),
                        line -> assertThat(line).startsWith("m-1 true "));
        assertThat(contentsOf("receipts/replies"))
                .singleElement()
                .asString()
                .contains("\"content\":\"TD\"", "\"phone_number\":\"" + PHONE + "\"");
        assertThat(contentsOf("receipts/rejected"))
                .singleElement()
                .asString()
                .startsWith("{\"biz_id\": \"cut o");
    }

    @Test
    void takesDependencyAndOptionsFromTheCommandLine() throws Exception {
        Files.delete(folder.resolve(PROPERTIES));
        alicom.deliver(smsReport().bizId("b-1").delivered());
        String option = "--prop=camel.component.alicom-mns.";

        try (var run =
                camelWithoutAccount(
                        "run",
                        FIRST,
                        "--dep=" + dependency("camel-alicom-mns"),
                        "--kamelets-version=4.18.0",
                        option + "queueName=" + alicom.queueName("SmsReport"),
                        option + "accessKey=" + alicom.accessKey(),
                        option + "secretKey=" + alicom.secretKey(),
                        option + "tokenEndpoint=" + alicom.endpoint(),
                        option + "mnsEndpoint=" + alicom.endpoint(),
                        "--max-messages=1")) {
            assertThat(run.finish()).contains("bizId=b-1,").doesNotContain("ERROR");
        }
    }

    @Test
    void theDependenciesAreOfThisVersion() throws Exception {
        String dependencies = "\ncamel.jbang.dependencies.";
        assertThat(Files.readString(source().resolve(PROPERTIES)))
                .contains(dependencies + "main = " + dependency("camel-alicom-mns") + "\n")
                .contains(
                        dependencies
                                + "spring-boot = "
                                + dependency("camel-alicom-mns-starter")
                                + "\n")
                .contains(
                        dependencies
                                + "quarkus = "
                                + dependency("camel-quarkus-alicom-mns")
                                + "\n");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
