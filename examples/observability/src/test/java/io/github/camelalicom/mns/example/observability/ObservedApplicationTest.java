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
package io.github.camelalicom.mns.example.observability;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.apache.camel.main.Main;
import org.apache.camel.util.json.DeserializationException;
import org.apache.camel.util.json.JsonArray;
import org.apache.camel.util.json.JsonObject;
import org.apache.camel.util.json.Jsoner;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.github.camelalicom.mns.emulator.AlicomEmulator;

import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What Camel Main's management port answers over HTTP. */
class ObservedApplicationTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final AlicomEmulator EMULATOR = AlicomEmulator.start();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static Main main;
    private static int port;

    @BeforeAll
    static void start() throws Exception {
        port = Prometheus.freePort();
        main = ObservedApplication.application(EMULATOR);
        main.addOverrideProperty("management.port", String.valueOf(port));
        main.start();
        EMULATOR.deliver(smsReport().delivered(), smsReport().failed("MK:0001"));
        await().atMost(PATIENCE).until(() -> EMULATOR.queue("SmsReport").deleted() == 2);
    }

    @AfterAll
    static void stop() {
        main.stop();
        EMULATOR.close();
    }

    @Test
    void theConsoleAnswersInText() throws Exception {
        assertThat(get("/q/dev/alicom-mns", "text/plain").body())
                .contains("routeId: sms-reports")
                .contains("state: Started")
                .contains("left: 1")
                .containsPattern("token: ageSeconds=\\d+ leftSeconds=\\d+");
    }

    @Test
    void theConsoleAnswersInJson() throws Exception {
        await().atMost(PATIENCE).until(() -> consumer().getLong("deleted") == 2);

        assertThat(consumer())
                .containsEntry("queueName", EMULATOR.queueName("SmsReport"))
                .containsKeys("receivers", "inFlight", "requests", "receiveLag");
    }

    @Test
    void theConsoleIsInTheListOfConsoles() throws Exception {
        assertThat(get("/q/dev", "text/plain").body()).contains("alicom-mns");
    }

    @Test
    void theConsumerHasAHealthCheck() throws Exception {
        HttpResponse<String> health = get("/observe/health", "application/json");

        assertThat(health.statusCode()).isEqualTo(200);
        assertThat(get("/observe/health?data=true", "application/json").body()).contains("\"UP\"");
    }

    @Test
    void theMetersAreScraped() throws Exception {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(get("/observe/metrics", "*/*").body())
                                        .containsPattern(
                                                "alicom_mns_deleted_messages_total\\{[^}]*routeId=\"sms-reports\"[^}]*}"
                                                        + " 2")
                                        .contains("alicom_mns_receive_lag_seconds_bucket{")
                                        .contains("alicom_mns_token_age_seconds{"));
    }

    @Test
    void theAddressesThatItLogsAnswer() throws Exception {
        List<String> addresses = Addresses.of(main.getCamelContext());

        assertThat(addresses).hasSize(3);
        for (String address : addresses) {
            assertThat(get(URI.create(address), "*/*").statusCode()).as(address).isEqualTo(200);
            assertThat(log()).contains(address);
        }
    }

    @Test
    void whatIsIntendedIsNotLoggedAsAWarning() throws Exception {
        await().atMost(PATIENCE).until(() -> consumer().getLong("deleted") == 2);

        assertThat(log().lines()).isNotEmpty().noneMatch(line -> line.contains(" WARN "));
    }

    private static String log() throws IOException {
        return Files.readString(Path.of("target", "observed.log"));
    }

    private static JsonObject consumer() throws IOException, InterruptedException {
        try {
            JsonObject root =
                    (JsonObject)
                            Jsoner.deserialize(get("/q/dev/alicom-mns", "application/json").body());
            JsonObject console = (JsonObject) root.get("alicom-mns");
            return (JsonObject) ((JsonArray) console.get("consumers")).get(0);
        } catch (DeserializationException e) {
            throw new IOException(e);
        }
    }

    private static HttpResponse<String> get(String path, String accept)
            throws IOException, InterruptedException {
        return get(URI.create("http://127.0.0.1:" + port + path), accept);
    }

    private static HttpResponse<String> get(URI address, String accept)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address).header("Accept", accept).build();
        return CLIENT.send(request, BodyHandlers.ofString());
    }
}
