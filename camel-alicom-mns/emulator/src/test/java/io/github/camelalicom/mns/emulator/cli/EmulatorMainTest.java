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
package io.github.camelalicom.mns.emulator.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.camelalicom.mns.emulator.AlicomEmulator;
import io.github.camelalicom.mns.emulator.Assumption;
import picocli.CommandLine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** The emulator on the command line. */
class EmulatorMainTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void servesSeededAndFlowingReceiptsAndPrintsWhatToCopy() throws Exception {
        // given
        Thread main =
                new Thread(
                        () ->
                                run(
                                        "--port",
                                        "0",
                                        "--seed-receipts",
                                        "20",
                                        "--rate=50/s",
                                        "--secret-key",
                                        "not-to-be-shown"));
        main.start();
        try {
            // when
            String endpoint = await().until(this::endpoint, found -> found != null);
            // then
            await().until(() -> visible(endpoint) > 25);
            assertThat(text(out))
                    .contains("queueName     = Alicom-Queue-1000000000000001-SmsReport")
                    .contains("Page: " + endpoint + "/")
                    .contains("accessKey     = emulator")
                    .contains("tokenEndpoint = " + endpoint)
                    .doesNotContain("not-to-be-shown");
        } finally {
            main.interrupt();
            main.join(Duration.ofSeconds(10).toMillis());
        }
        assertThat(main.isAlive()).isFalse();
    }

    @Test
    void showsItsOptions() {
        assertThat(run("--help")).isZero();
        assertThat(text(out)).contains("--token-lifetime=1h", "--visibility=30s", "--rate");
        assertThat(text(out)).contains("--queue=NAME", "--assume=NAME=VALUE", "--assume list");
    }

    @Test
    void setsAssumptionsAndQueues() {
        EmulatorCommand command = new EmulatorCommand();
        new CommandLine(command)
                .parseArgs(
                        "--port=0",
                        "--assume",
                        "body=plain",
                        "--assume=digest=missing",
                        "--queue",
                        "q-SmsUp",
                        "--queue=r-SmsUp");
        try (AlicomEmulator emulator = command.emulator().start()) {
            assertThat(emulator.assumptions())
                    .filteredOn(one -> !one.isDefault())
                    .containsExactly(Assumption.BODY_PLAIN, Assumption.DIGEST_MISSING);
            assertThat(emulator.queueName("q-SmsUp")).isEqualTo("q-SmsUp");
            assertThat(emulator.queueName("r-SmsUp")).isEqualTo("r-SmsUp");
        }
    }

    @Test
    void seedsNoMoreReceiptsThanFitIntoMemory() {
        long gigabyte = 1 << 30;
        assertThat(OptionValues.receipts("--seed-receipts", "1000000", gigabyte))
                .isEqualTo(1_000_000);
        assertThatThrownBy(() -> OptionValues.receipts("--seed-receipts", "10000000", gigabyte))
                .hasMessage(
                        "--seed-receipts: \"10000000\" needs about 9536 MB of memory, the JVM has"
                                + " 1024 MB; start java with a larger -Xmx");
    }

    @Test
    void listsEveryAssumption() {
        assertThat(run("--assume", "list")).isZero();
        for (Assumption one : Assumption.values()) {
            String value = one.value() + (one.isDefault() ? " (default)" : "");
            assertThat(text(out)).contains("\n" + "    " + value + ": " + one.description() + "\n");
            assertThat(text(out)).contains(one.topic() + "  " + one.about().question());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--prot 1 | --prot: no such option",
                "--port | --port: a value is missing",
                "--port x | --port: \"x\" is not a number from 0 to 65535",
                "--port 65536 | --port: \"65536\" is not a number",
                "--host= | --host: \"\" is out of range; allowed is a name or an address",
                "--rate 1000000/s | --rate: \"1000000\" is not a number from 0 to 100000",
                "--visibility 30 | --visibility: \"30\" is not a duration",
                "--visibility 13h | --visibility: \"13h\" is out of range; allowed is 1s to 12h",
                "--token-lifetime 0s | --token-lifetime: \"0s\" is out of range; allowed is 1ms to"
                        + " 8760h",
                "--latency -5ms | --latency: \"-5ms\" is out of range; allowed is 0 to 12h",
                "--latency 5 | --latency: \"5\" is not a duration",
                "--access-key= | --access-key: \"\" is out of range",
                "--secret-key= | --secret-key: \"\" is out of range",
                "--rate 100001/s | --rate: \"100001\" is not a number from 0 to 100000",
                "--rate fast | --rate: \"fast\" is not a rate",
                "--port --host x | --port: a value is missing",
                "--queue a_b | --queue: \"a_b\" is out of range; allowed is 1 to",
                "--queue good --queue a_b | --queue: \"a_b\" is out of range",
                "--assume body | --assume: \"body\" is not NAME=VALUE; --assume list shows all",
                "--assume body=y | --assume: \"body=y\" is not an assumption; allowed are base64,"
                        + " plain",
                "--assume x=y | --assume: \"x\" is not an assumption; allowed are departed-clients,"
                        + " refused",
                "--assume body=plain --assume x=y | --assume: \"x\" is not an assumption",
                "--seed-receipts -1 | --seed-receipts: \"-1\" is not a number",
            })
    void refusesABadOptionInOneLine(String arguments, String words) {
        assertThat(run(arguments.split(" "))).isEqualTo(2);
        assertThat(text(err)).contains(words).hasLineCount(1);
    }

    @Test
    void saysThatThePortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(run("--port", String.valueOf(taken.getLocalPort()))).isEqualTo(1);
            assertThat(text(err))
                    .contains("cannot listen on 127.0.0.1:" + taken.getLocalPort())
                    .contains("--port 0 takes any free port")
                    .hasLineCount(1);
        }
    }

    /** 192.0.2.1 is reserved for documentation and belongs to no machine. */
    @Test
    void doesNotNameThePortForAnAddressOfAnotherMachine() {
        assertThat(run("--host", "192.0.2.1", "--port", "0")).isEqualTo(1);
        assertThat(text(err))
                .contains("cannot listen on 192.0.2.1:0")
                .doesNotContain("running already")
                .hasLineCount(1);
    }

    @Test
    void saysThatThereIsNoSuchHost() {
        assertThat(run("--host", "no-such-host.invalid", "--port", "0")).isEqualTo(1);
        assertThat(text(err)).contains("no-such-host.invalid: no such host").hasLineCount(1);
    }

    @Test
    void namesAnAddressThatCanBeReachedWhenItListensOnAll() {
        try (AlicomEmulator emulator = AlicomEmulator.builder().host("0.0.0.0").start()) {
            assertThat(emulator.endpoint()).isEqualTo("http://127.0.0.1:" + emulator.port());
        }
    }

    private int run(String... arguments) {
        return EmulatorMain.run(arguments, print(out), print(err));
    }

    private String endpoint() {
        Matcher listening = Pattern.compile("listens on (\\S+)").matcher(text(out));
        return listening.find() ? listening.group(1) : null;
    }

    private static int visible(String endpoint) throws Exception {
        HttpRequest queues =
                HttpRequest.newBuilder(URI.create(endpoint + "/_emulator/queues")).build();
        String json =
                HttpClient.newHttpClient()
                        .send(queues, HttpResponse.BodyHandlers.ofString())
                        .body();
        return Integer.parseInt(json.replaceAll(".*\"visible\":(\\d+).*", "$1"));
    }

    private static PrintWriter print(ByteArrayOutputStream bytes) {
        return new PrintWriter(bytes, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
