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

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.apache.camel.main.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import io.github.camelalicom.mns.emulator.AlicomEmulatorExtension;

import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static org.assertj.core.api.Assertions.assertThat;

/** What an environment variable does to Camel Main, which runs in a process of its own here. */
class EnvironmentTest {

    @RegisterExtension
    static final AlicomEmulatorExtension alicom = AlicomEmulatorExtension.create();

    @TempDir Path folder;

    @Test
    void aPlaceholderOfTheApplicationIsSetByItsVariable() throws Exception {
        alicom.deliver(smsReport().bizId("b-1").delivered());

        run(
                Map.of(
                        "ALICOM_REPORT_QUEUE", alicom.queueName("SmsReport"),
                        "ALICOM_REPLY_QUEUE", alicom.queueName("SmsUp"),
                        "ALICOM_ACCESS_KEY", alicom.accessKey(),
                        "ALICOM_SECRET_KEY", alicom.secretKey(),
                        "ALICOM_TOKEN_ENDPOINT", alicom.endpoint(),
                        "ALICOM_MNS_ENDPOINT", alicom.endpoint()));

        assertThat(alicom.queue("SmsReport").deleted()).isEqualTo(1);
    }

    @Test
    void anOptionOfTheComponentIsNot() throws Exception {
        String output =
                run(
                        Map.of(
                                "ALICOM_REPORT_QUEUE",
                                alicom.queueName("SmsReport"),
                                "ALICOM_REPLY_QUEUE",
                                alicom.queueName("SmsUp"),
                                "CAMEL_COMPONENT_ALICOM_MNS_MAX_IN_FLIGHT",
                                "0",
                                "CAMEL_COMPONENT_ALICOM_MNS_QUEUE_NAME",
                                "ignored"));

        // 0 is out of range: as an option it would have prevented the start
        assertThat(output).contains("started in").doesNotContain("maxInFlight");
    }

    /** For five seconds. */
    private String run(Map<String, String> environment) throws Exception {
        Path output = folder.resolve("output.txt");
        ProcessBuilder main =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Dcamel.main.durationMaxSeconds=5",
                        "-Dexample.folder=" + folder,
                        "-Dlog4j2.configurationFile=classpath:log4j2.properties",
                        Main.class.getName());
        main.environment().keySet().removeIf(name -> name.startsWith("ALICOM_"));
        main.environment().putAll(environment);
        Process process = main.redirectErrorStream(true).redirectOutput(output.toFile()).start();
        assertThat(process.waitFor(90, TimeUnit.SECONDS)).isTrue();
        return Files.readString(output);
    }
}
