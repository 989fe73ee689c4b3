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

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static org.assertj.core.api.Assertions.assertThat;

/** What a running route shows of itself: over HTTP, and to the CLI in another process. */
class ConsoleTest extends ExampleTestSupport {

    private static final Pattern ADDRESS = Pattern.compile("started on (127\\.0\\.0\\.1:\\d+)");

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void showsTheConsumer() throws Exception {
        alicom.deliver(smsReport().delivered());
        try (var run =
                camel(
                        "run",
                        FIRST,
                        PROPERTIES,
                        "--console",
                        "--health",
                        "--management-port=0",
                        "--prop=camel.management.host=127.0.0.1")) {
            eventually().until(() -> !run.isAlive() || alicom.queue("SmsReport").deleted() == 1);
            Matcher address = ADDRESS.matcher(run.output());
            assertThat(address.find()).as(run.output()).isTrue();
            eventually()
                    .untilAsserted(
                            () ->
                                    assertThat(get(address.group(1), "/observe/health"))
                                            .contains("\"status\":\"UP\""));

            assertThat(get(address.group(1), "/q/dev/consumer"))
                    .contains("Uri: alicom-mns://SmsReport", "State: Started");
            assertThat(get(address.group(1), "/q/dev/alicom-mns"))
                    .contains(alicom.queueName("SmsReport"));
            eventually()
                    .untilAsserted(
                            () ->
                                    assertThat(otherCamel("get", "consumer"))
                                            .contains("AlicomMns", "alicom-mns://Sms"));
            assertThat(otherCamel("get", "health", "--level=full"))
                    .containsPattern("consumer:receipts +R +UP");
        }
    }

    private String get(String address, String path) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://" + address + path)).build();
        return http.send(request, BodyHandlers.ofString()).body();
    }

    /** A second process, which finds the first one through the home folder. */
    private String otherCamel(String... arguments) throws Exception {
        try (var other =
                RunningProcess.start(cli.command(arguments), folder.resolve("other-output.txt"))) {
            return other.finish();
        }
    }
}
