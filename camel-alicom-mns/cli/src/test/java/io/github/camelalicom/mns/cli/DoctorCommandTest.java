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
package io.github.camelalicom.mns.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.github.camelalicom.mns.emulator.AlicomEmulatorExtension;

import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static java.nio.file.StandardOpenOption.APPEND;
import static org.assertj.core.api.Assertions.assertThat;

/** What the doctor reads and prints; {@link CliTest} starts it as users do. */
class DoctorCommandTest {

    @RegisterExtension
    static final AlicomEmulatorExtension alicom = AlicomEmulatorExtension.create();

    @TempDir Path folder;

    /** What the command printed, and its exit status. */
    private record Run(int exit, String out) {}

    @Test
    void sendDetailsAreTriedWithAPhoneNumberThatTheReportDoesNotContain() throws IOException {
        Run run =
                doctor(
                        "--properties",
                        account().toString(),
                        "-o",
                        "smsEndpoint=" + alicom.endpoint(),
                        "--phone-number=13900005678");

        assertThat(run.out())
                .contains("ok         send details", "confirmed  send-details-day")
                .doesNotContain("13900005678");
    }

    @Test
    void aFileIsReadAsTheApplicationReadsIt() throws IOException {
        alicom.deliver(smsReport());
        Path file = account();
        Files.writeString(
                file,
                String.join(
                        "\n",
                        Files.readString(file),
                        "alicom.region=cn-hangzhou",
                        "camel.component.alicom-mns.accessKey=${ALICOM_TEST_KEY:${alicom.test-key}}",
                        "camel.component.alicom-mns.region-id={{alicom.region}}",
                        "camel.component.alicom-mns.owner-id={{env:ALICOM_TEST_OWNER:}}",
                        "camel.component.alicom-mns.enabled=true",
                        "camel.component.alicom-mns.autowired-enabled=true",
                        "camel.component.alicom-mns.health-check-consumer-enabled=false",
                        "alicom.test-key=" + alicom.accessKey()));

        Run run = doctor("--properties", file.toString());

        assertThat(run.exit()).as(run.out()).isZero();
        assertThat(run.out()).contains("in cn-hangzhou", "ok         token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"secretKey", "secret-key", "secretkey"})
    void anOptionOfTheCommandLineReplacesThatOfTheFileInAnySpelling(String name)
            throws IOException {
        Run run = doctor("--properties", account().toString(), "-o", name + "=wrong");

        assertThat(run.exit()).as(run.out()).isEqualTo(1);
        assertThat(run.out()).contains("failed     token");
    }

    /** Applications read bytes of any encoding, such as comments in GBK. */
    @Test
    void aFileIsNotRefusedForTheEncodingOfItsComments() throws IOException {
        Path file = account();
        Files.write(file, "\n# 密钥\n".getBytes("GBK"), APPEND);

        Run run = doctor("--properties", file.toString());

        assertThat(run.exit()).as(run.out()).isZero();
    }

    @Test
    void aDefaultNotUsedAndAnOptionalPlaceholderNeedNoValue() throws IOException {
        Path file = account();
        Files.writeString(
                file,
                "\n"
                        + "camel.component.alicom-mns.owner-id={{?ALICOM_TEST_OWNER}}\n"
                        + "camel.component.alicom-mns.region-id=${own.region:${ALICOM_TEST_REGION}}\n"
                        + "own.region=cn-shanghai\n",
                APPEND);

        Run run = doctor("--properties", file.toString());

        assertThat(run.exit()).as(run.out()).isZero();
        assertThat(run.out()).contains("in cn-shanghai");
    }

    @Test
    void aPlaceholderWithoutAValueIsNamed() throws IOException {
        Path file = account();
        Files.writeString(
                file, "\ncamel.component.alicom-mns.session-token=${ALICOM_TEST_TOKEN}", APPEND);

        Run run = doctor("--json", "--properties", file.toString());
        Run given = doctor("--properties", file.toString(), "-o", "sessionToken=");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(new ObjectMapper().readTree(run.out()).at("/findings/0/text").asText())
                .isEqualTo("Option sessionToken refers to ALICOM_TEST_TOKEN, which is not set");
        assertThat(given.exit()).as(given.out()).isZero();
    }

    @Test
    void aFileWithoutOptionsIsAWrongCommandLine() throws IOException {
        Path yaml = folder.resolve("application.yml");
        Files.writeString(yaml, "camel:\n  component:\n    alicom-mns:\n      accessKey: x\n");

        Run run = doctor("--properties", yaml.toString());

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out()).contains("has no property camel.component.alicom-mns.*; YAML");
    }

    private Path account() throws IOException {
        return AccountFile.write(folder, alicom);
    }

    private static Run doctor(String... arguments) {
        StringWriter out = new StringWriter();
        PrintWriter writer = new PrintWriter(out);
        int exit =
                AlicomCommand.commandLine("alicom", () -> {})
                        .setOut(writer)
                        .setErr(writer)
                        .execute(
                                Stream.concat(Stream.of("doctor"), Stream.of(arguments))
                                        .toArray(String[]::new));
        return new Run(exit, out.toString());
    }
}
