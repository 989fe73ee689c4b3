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

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.github.camelalicom.mns.AlicomMnsDoctor;
import io.github.camelalicom.mns.emulator.AlicomEmulator;
import io.github.camelalicom.mns.emulator.AlicomEmulatorExtension;

import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static org.assertj.core.api.Assertions.assertThat;

/** The commands as users start them: in processes of their own. */
class CliTest {

    @RegisterExtension
    static final AlicomEmulatorExtension alicom = AlicomEmulatorExtension.create();

    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin/java").toString();

    @TempDir Path folder;

    /** What a process printed, and how it ended. */
    private record Run(int exit, String out) {}

    @Test
    void theJarChecksAHealthyAccount() throws Exception {
        alicom.deliver(smsReport());

        Run run = jar("doctor", "--properties", properties().toString());

        assertThat(run.exit()).as(run.out()).isZero();
        assertThat(run.out())
                .contains("ok         token", "ok         visibility")
                .contains("confirmed  token-end")
                .doesNotContain("failed", alicom.secretKey());
    }

    @Test
    void theJarNamesWhatFails() throws Exception {
        Run run = jar("doctor", "--properties", properties().toString(), "-o", "secretKey=wrong");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out()).contains("failed     token", "-> Check accessKey and secretKey");
    }

    @Test
    void theJarPrintsNothingButJsonOnRequest() throws Exception {
        alicom.deliver(smsReport());

        Run run = jar("doctor", "--json", "--properties", properties().toString());

        JsonNode report = new ObjectMapper().readTree(run.out());
        assertThat(report.get("healthy").asBoolean()).isTrue();
        assertThat(report.get("findings")).isNotEmpty();
        assertThat(report.get("assumptions")).hasSize(17);
    }

    @Test
    void aWrongCommandLineIsExplained() throws Exception {
        Run run = jar("doctor", "--properties", "missing.properties");

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out()).contains("missing.properties cannot be read");
    }

    @Test
    void camelsCliHasTheCommands() throws Exception {
        alicom.deliver(smsReport());
        Run added =
                camel(
                        "plugin",
                        "add",
                        "alicom",
                        "--gav=io.github.camelalicom:camel-jbang-plugin-alicom:1");
        assertThat(added.exit()).as(added.out()).isZero();

        Run run = camel("alicom", "doctor", "--properties", properties().toString());

        assertThat(run.exit()).as(run.out()).isZero();
        assertThat(run.out()).startsWith("ok         options").contains("ok         visibility");
        assertThat(camel("alicom", "--help").out()).contains("doctor", "emulator");
        assertThat(camel("alicom", "emulator", "--help").out()).contains("--seed-receipts");
        assertThat(camel("alicom", "emulator", "--port", "8190", "--port", "x").out())
                .contains("--port: \"x\" is not a number", "'camel alicom emulator --help'");
    }

    /** There the component is not on the class path of Camel. */
    @Test
    void theDoctorRunsInThePluginThatCamelsCliDownloads() throws Exception {
        alicom.deliver(smsReport());
        List<String> plugin =
                Stream.of(AlicomPlugin.class, AlicomMnsDoctor.class, AlicomEmulator.class)
                        .map(CliTest::location)
                        .toList();
        List<String> command =
                List.of(
                        "-Duser.home=" + folder,
                        "-classpath",
                        classPathOfCamel(plugin),
                        PluginLauncher.class.getName(),
                        String.join(File.pathSeparator, plugin));

        Run run = run(command, "alicom", "doctor", "--properties", properties().toString());

        assertThat(run.exit()).as(run.out()).isZero();
    }

    private static String location(Class<?> type) {
        URL place = type.getProtectionDomain().getCodeSource().getLocation();
        return new File(place.getPath()).getPath();
    }

    private Path properties() throws IOException {
        return AccountFile.write(folder, alicom);
    }

    private static Run jar(String... arguments) throws Exception {
        return run(List.of("-jar", System.getProperty("cli.jar")), arguments);
    }

    private Run camel(String... arguments) throws Exception {
        List<String> command =
                List.of(
                        "-Duser.home=" + folder,
                        "-classpath",
                        classPathOfCamel(List.of()),
                        CamelLauncher.class.getName());
        return run(command, arguments);
    }

    /** It logs by Log4j; the provider that discards all is that of the jar. */
    private static String classPathOfCamel(List<String> without) {
        String all =
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"));
        return Stream.of(all.split(File.pathSeparator))
                .filter(path -> !path.contains("slf4j-nop") && !without.contains(path))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Run run(List<String> jvm, String... arguments) throws Exception {
        List<String> command =
                new ArrayList<>(List.of(JAVA, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(jvm);
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String out = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Run(process.exitValue(), out);
    }
}
