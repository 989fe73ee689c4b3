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
package io.github.camelalicom.mns.emulator.control;

import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.github.camelalicom.mns.emulator.AlicomEmulator;
import io.github.camelalicom.mns.emulator.AlicomEmulatorExtension;
import io.github.camelalicom.mns.emulator.Fault;
import io.github.camelalicom.mns.emulator.InjectedFault;
import io.github.camelalicom.mns.emulator.QueuedMessage;
import io.github.camelalicom.mns.emulator.RawMns;
import io.github.camelalicom.mns.emulator.RequestKind;
import io.github.camelalicom.mns.emulator.http.Request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The API for scripts. */
class ControlApiTest {

    @RegisterExtension static AlicomEmulatorExtension alicom = AlicomEmulatorExtension.create();

    @Test
    void putsInTheReceiptItIsGiven() throws Exception {
        // when
        HttpResponse<String> answer = call("POST", "receipts/SmsReport", "{\"biz_id\":\"用户\"}");
        // then
        assertThat(answer.statusCode()).isEqualTo(201);
        JsonNode json = json(answer);
        QueuedMessage message = alicom.queue("SmsReport").messages().get(0);
        assertThat(json.path("queueName").asText())
                .isEqualTo("Alicom-Queue-1000000000000001-SmsReport");
        assertThat(json.path("messageIds").get(0).asText()).isEqualTo(message.id());
        assertThat(new String(Base64.getDecoder().decode(message.body()), StandardCharsets.UTF_8))
                .isEqualTo("{\"biz_id\":\"用户\"}");
    }

    @Test
    void putsInSamplesAsManyAsAsked() throws Exception {
        call("POST", "receipts/VoiceReport?count=3&queueName=Alicom-Queue-5-VoiceReport", "");
        call("POST", "receipts/FlowReport", "[{\"a\":1},{\"a\":2}]");
        call("POST", "receipts/FlowReport", "[]");
        assertThat(alicom.queue("Alicom-Queue-5-VoiceReport").visible()).isEqualTo(3);
        assertThat(alicom.queue("FlowReport").visible()).isEqualTo(2);
    }

    /** The numbers of a receipt are passed on digit by digit. */
    @Test
    void keepsNumbersAsTheyAre() throws Exception {
        String receipt = "{\"a\":1.10,\"b\":12345678901234567890.123,\"c\":1E+400}";
        call("POST", "receipts/FlowReport", receipt);
        String body = alicom.queue("FlowReport").messages().get(0).body();
        assertThat(new String(Base64.getDecoder().decode(body), StandardCharsets.UTF_8))
                .isEqualTo(receipt);
    }

    @Test
    void showsTheQueues() throws Exception {
        // given
        call("POST", "receipts/SmsReport?count=2", "");
        new RawMns(alicom.emulator()).get("/queues/" + alicom.queueName("SmsReport") + "/messages");
        new RawMns(alicom.emulator()).get("/queues/" + alicom.queueName("FlowReport"));
        // when
        JsonNode queues = json(call("GET", "queues", "")).path("queues");
        // then
        JsonNode queue = find(queues, alicom.queueName("SmsReport"));
        assertThat(queue.path("messageType").asText()).isEqualTo("SmsReport");
        assertThat(queue.path("visible").asInt()).isEqualTo(1);
        assertThat(queue.path("invisible").asInt()).isEqualTo(1);
        assertThat(queue.path("deleted").asInt()).isZero();
        assertThat(queue.path("sent").asInt()).isEqualTo(2);
        assertThat(queue.path("received").asInt()).isEqualTo(1);
        assertThat(queue.path("requests").path("receive").asInt()).isEqualTo(1);
        assertThat(queue.path("requests").path("receiveEmpty").asInt()).isZero();
    }

    @Test
    void showsWhatHappenedToTheNewestMessages() throws Exception {
        // given
        call("POST", "receipts/SmsReport?count=3", "");
        alicom.faults().add(Fault.clockSkew(Duration.ofHours(1)).on(RequestKind.RECEIVE));
        String messages = "/queues/" + alicom.queueName("SmsReport") + "/messages";
        new RawMns(alicom.emulator()).get(messages + "?numOfMessages=3");
        // when
        JsonNode shown =
                json(
                        call(
                                "GET",
                                "queues/" + alicom.queueName("SmsReport") + "/messages?limit=2",
                                ""));
        // then
        List<QueuedMessage> all = alicom.queue("SmsReport").messages();
        assertThat(shown.path("queueName").asText()).isEqualTo(alicom.queueName("SmsReport"));
        assertThat(shown.path("messages").findValuesAsText("id"))
                .containsExactly(all.get(2).id(), all.get(1).id());
        JsonNode newest = shown.path("messages").get(0);
        assertThat(newest.path("state").asText()).isEqualTo("invisible");
        assertThat(newest.path("dequeueCount").asInt()).isEqualTo(1);
        assertThat(newest.path("events").findValuesAsText("event"))
                .containsExactly("sent", "received");
        JsonNode received = newest.path("events").get(1);
        assertThat(received.path("request").asText()).isEqualTo("receive");
        assertThat(received.path("faults").get(0).asText()).isEqualTo("clockSkew");
        assertThat(received.path("answerLost").asBoolean()).isFalse();
        assertThat(received.path("lease").asText()).isEqualTo("30s");
        assertThat(shown.toString()).doesNotContain(all.get(2).body());
    }

    @Test
    void showsOneMessageWithItsBody() throws Exception {
        // given
        call("POST", "receipts/SmsReport", "{\"biz_id\":\"用户\"}");
        String raw = alicom.deliverRaw("SmsReport", "no Base64!");
        new RawMns(alicom.emulator()).get("/queues/" + alicom.queueName("SmsReport") + "/messages");
        String path = "queues/" + alicom.queueName("SmsReport") + "/messages/";
        String id = alicom.queue("SmsReport").messages().get(0).id();
        // when
        JsonNode message = json(call("GET", path + id, ""));
        // then
        assertThat(message.path("id").asText()).isEqualTo(id);
        assertThat(message.path("body").asText()).isEqualTo("{\"biz_id\":\"用户\"}");
        assertThat(message.path("visibleInMillis").asInt()).isBetween(1, 30_000);
        assertThat(json(call("GET", path + raw, "")).path("body").asText()).isEqualTo("no Base64!");
        assertThat(call("GET", path + "none", "").statusCode()).isEqualTo(404);
    }

    @Test
    void showsTheLatestRequestsWithoutPersonalData() throws Exception {
        // given
        new RawMns(alicom.emulator()).get("/queues/" + alicom.queueName("SmsReport") + "?x=1");
        HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(
                                        URI.create(alicom.endpoint() + "/?PhoneNumber=13900000000"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        // when
        JsonNode shown = json(call("GET", "requests?limit=2", ""));
        // then
        assertThat(shown.path("count").asInt()).isEqualTo(2);
        assertThat(shown.path("requests").findValuesAsText("kind"))
                .containsExactly("other", "getQueue");
        assertThat(shown.path("requests").get(1).path("target").asText()).endsWith("?x=1");
        assertThat(shown.toString()).doesNotContain("13900000000");
        assertThat(json(call("GET", "requests?limit=1", "")).path("requests")).hasSize(1);
    }

    @Test
    void showsTheOptionsOfAnEndpointWithoutACustomSecret() throws Exception {
        JsonNode options = json(call("GET", "endpoint", ""));
        assertThat(options.path("endpoint").asText()).isEqualTo(alicom.endpoint());
        assertThat(options.path("secretKey").asText()).isEqualTo("emulator-secret");
        assertThat(options.path("uri").asText().replace("{type}", "SmsUp"))
                .isEqualTo(alicom.uri("SmsUp"));
        try (AlicomEmulator own = AlicomEmulator.builder().secretKey("my-own").start()) {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(own.endpoint() + "/_emulator/endpoint"))
                            .build();
            assertThat(
                            HttpClient.newHttpClient()
                                    .send(request, HttpResponse.BodyHandlers.ofString())
                                    .body())
                    .contains(own.endpoint(), "RAW({secretKey})")
                    .doesNotContain("my-own", "\"secretKey\"");
        }
    }

    /** In a container, the port that it listens on is not the one that others reach. */
    @Test
    void namesTheEndpointAsItsCallerReachesIt() throws Exception {
        String address = "localhost:" + alicom.port();
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://" + address + "/_emulator/endpoint"))
                        .build();
        String options =
                HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.ofString())
                        .body();
        assertThat(options)
                .contains("\"endpoint\":\"http://" + address, "mnsEndpoint=http://" + address)
                .doesNotContain("127.0.0.1");
        assertThat(raw("GET /_emulator/endpoint HTTP/1.1\r\nHost:\r\nConnection: close\r\n\r\n"))
                .contains("\"endpoint\":\"" + alicom.endpoint());
    }

    @Test
    void hasASampleOfEveryDocumentedType() throws Exception {
        JsonNode samples = json(call("GET", "samples", ""));
        assertThat(samples.fieldNames())
                .toIterable()
                .contains("SmsReport", "VoiceReport", "SecretReport");
        assertThat(samples.path("SmsReport").path("biz_id").asText())
                .isNotEqualTo(
                        json(call("GET", "samples", "")).path("SmsReport").path("biz_id").asText());
    }

    @Test
    void removesOneFaultOfSeveral() throws Exception {
        // given
        call("POST", "faults", "[{\"fault\":\"dropBefore\"},{\"fault\":\"cutBody\",\"bytes\":9}]");
        JsonNode faults = json(call("GET", "faults", "")).path("faults");
        // when
        String first = faults.get(0).path("id").asText();
        assertThat(call("DELETE", "faults/" + first, "").statusCode()).isEqualTo(204);
        // then
        JsonNode left = json(call("GET", "faults", "")).path("faults");
        assertThat(left).hasSize(1);
        assertThat(left.get(0).path("bytes").asInt()).isEqualTo(9);
        assertThat(left.get(0).path("spent").asBoolean()).isFalse();
        assertThat(call("DELETE", "faults/" + first, "").statusCode()).isEqualTo(404);
    }

    @Test
    void refusesPagesOfOtherSites() throws Exception {
        for (String origin : List.of("https://example.com", "null", "http://127.0.0.1:1")) {
            assertThat(fromPageOf(origin).statusCode()).isEqualTo(403);
        }
        assertThat(alicom.queue("SmsReport").sent()).isZero();
        assertThat(fromPageOf(alicom.endpoint()).statusCode()).isEqualTo(201);
    }

    private static HttpResponse<String> fromPageOf(String origin) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(
                                URI.create(alicom.endpoint() + "/_emulator/receipts/SmsReport"))
                        .header("Origin", origin)
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void resets() throws Exception {
        // given
        call("POST", "receipts/SmsReport", "");
        call("POST", "faults", "{\"fault\":\"dropBefore\"}");
        // when
        HttpResponse<String> answer = call("POST", "reset", "");
        // then
        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(alicom.queue("SmsReport").isEmpty()).isTrue();
        assertThat(alicom.faults().all()).isEmpty();
    }

    @Test
    void setsShowsAndClearsFaults() throws Exception {
        // when
        HttpResponse<String> set =
                call(
                        "POST",
                        "faults",
                        """
                        [{"fault":"error","code":"InternalError","status":500,"on":["receive"],
                          "times":2,"queue":"q"},
                         {"fault":"delay","duration":"5ms","times":"always","probability":0.5},
                         {"fault":"cutBody","bytes":10,"on":"token"},
                         {"fault":"clockSkew","by":"-1h"},{"fault":"status","status":502}]
                        """);
        // then
        assertThat(set.statusCode()).isEqualTo(201);
        assertThat(alicom.faults().all())
                .extracting(InjectedFault::rule)
                .first()
                .isEqualTo(
                        Fault.error("InternalError", 500)
                                .on(RequestKind.RECEIVE)
                                .times(2)
                                .onQueue("q"));
        JsonNode shown = json(call("GET", "faults", "")).path("faults");
        assertThat(shown).hasSize(5);
        assertThat(shown.get(1).path("times").asText()).isEqualTo("always");
        assertThat(shown.get(2).path("on").get(0).asText()).isEqualTo("token");
        assertThat(call("DELETE", "faults", "").statusCode()).isEqualTo(204);
        assertThat(alicom.faults().all()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST | receipts/SmsReport | [1] | 400 | a receipt is a JSON object, not NUMBER",
                "POST | receipts/SmsReport | { | 400 | not JSON",
                "POST | receipts/SmsReport | {} {} | 400 | not JSON",
                "POST | receipts/SmsReport?count=0 | '' | 400 | count: \"0\" is not a number from",
                "POST | receipts/a_b | '' | 400 | messageType: \"a_b\"",
                "POST | receipts/SmsUp?queueName=a%20b | '' | 400 | queueName: \"a b\" is not 1 to",
                "POST | receipts/SmsUp?queueName= | '' | 400 | queueName: \"\" is not 1 to 120",
                "GET | receipts/SmsReport | '' | 405 | POST",
                "GET | queues/Q/messages | '' | 404 | queueName: \"Q\" does not exist; there are [",
                "GET | queues/Q/messages?limit=0 | '' | 400 | limit: \"0\" is not a number from 1",
                "GET | queues/Q/messages?limit=x | '' | 400 | limit: \"x\" is not a number from 1",
                "GET | queues/Q/messages/1?limit=2 | '' | 400 | limit: unknown; this call has no",
                "DELETE | queues/Q/messages | '' | 405 | DELETE: messages are read by GET",
                "GET | nothing | '' | 404 | GET nothing: no such call",
                "GET | nothing?limit=1 | '' | 404 | GET nothing: no such call",
                "POST | faults | {\"fault\":\"x\"} | 400 | fault: \"x\" is unknown; allowed are [",
                "POST | faults | {\"fault\":\"delay\",\"duration\":\"5\"} | 400 | duration: \"5\"",
                "POST | faults | {\"fault\":\"dropAfter\",\"times\":0} | 400 | times: 0",
                "POST | faults | {\"fault\":\"dropAfter\",\"on\":\"x\"} | 400 | on: \"x\" is"
                        + " unknown",
                "POST | faults | {\"fault\":\"dropAfter\",\"onn\":\"x\"} | 400 | onn: unknown",
                "POST | faults | {\"fault\":\"error\",\"status\":500} | 400 | code: ",
                "POST | faults | {\"fault\":\"status\",\"status\":99} | 400 | status: \"99\"",
                "POST | faults | {\"fault\":\"dropAfter\",\"on\":5} | 400 | on: 5 is not a text",
                "POST | faults | {\"fault\":\"dropAfter\",\"on\":[1]} | 400 | on: 1 is not a text",
                "POST | faults | {\"fault\":\"dropAfter\",\"queue\":null} | 400 | queue: null is"
                        + " not",
                "POST | faults | {\"fault\":\"dropAfter\",\"probability\":1,\"seed\":\"x\"} | 400"
                        + " | seed: \"x\" is not a whole number",
                "POST | faults | {\"fault\":\"dropAfter\",\"probability\":1,\"seed\":1.5} | 400"
                        + " | seed: 1.5 is not a whole number",
                "POST | faults | {\"fault\":\"dropAfter\",\"probability\":2} | 400 | probability:"
                        + " 2.0",
                "POST | faults | {\"fault\":\"dropAfter\",\"probability\":\"x\"} | 400 |"
                        + " probability: \"x\"",
                "POST | faults | {\"fault\":\"status\",\"status\":500,\"body\":{\"a\":1}} | 400"
                        + " | body: {\"a\":1} is not a text",
                "POST | faults | {\"fault\":\"dropAfter\",\"times\":3000000000} | 400 | times:"
                        + " 3000000000",
                "POST | faults | {\"fault\":\"delay\",\"duration\":\"25h\"} | 400 | duration: PT25H"
                        + " is out",
                "POST | receipts/SmsReport?cuont=5 | '' | 400 | cuont: unknown; allowed is count,"
                        + " queueName",
                "POST | receipts/SmsReport?count | '' | 400 | count: \"\" is not a number from",
                "POST | receipts/SmsReport?count=2&count=3 | '' | 400 | count: given twice",
                "GET | queues?limit=3 | '' | 400 | limit: unknown; this call has no parameters",
                "POST | receipts/SmsUp?count=50001 | [{},{}] | 400 | count: 50001 times 2 receipts",
            })
    void saysWhatIsWrong(String method, String path, String body, int status, String words)
            throws Exception {
        HttpResponse<String> answer = call(method, path, body);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(json(answer).path("error").asText()).contains(words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PUT | queues | GET, HEAD",
                "POST | requests | GET, HEAD",
                "PUT | faults | GET, HEAD, POST, DELETE",
                "GET | faults/1 | DELETE",
                "GET | reset | POST",
                "DELETE | receipts/SmsReport | POST",
                "POST | queues/Q/messages | GET, HEAD",
            })
    void saysWhichMethodsThereAre(String method, String path, String allowed) throws Exception {
        HttpResponse<String> answer = call(method, path, "");
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("allow")).hasValue(allowed);
        assertThat(json(answer).path("error").asText()).startsWith(method + ": ").endsWith(allowed);
    }

    @Test
    void answersAHeadAsAGetWithoutItsBody() throws Exception {
        HttpResponse<String> head = call("HEAD", "samples", "");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValueAsLong("content-length").orElse(0)).isPositive();
        assertThat(head.body()).isEmpty();
    }

    /** A request as of a browser after the host name of a page was bound to this machine. */
    @Test
    void refusesANameThatIsNotOfThisMachine() throws Exception {
        assertThat(raw("GET /_emulator/queues HTTP/1.0\r\nHost: evil.example:8190\r\n\r\n"))
                .startsWith("HTTP/1.1 403 Forbidden");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /_emulator/requests?limit=%zz", "POST /_emulator/receipts/%zz"})
    void saysWhatIsNotPercentEncoded(String call) throws Exception {
        assertThat(raw(call + " HTTP/1.0\r\n\r\n"))
                .startsWith("HTTP/1.1 400 Bad Request")
                .endsWith("{\"error\":\"\\\"%zz\\\" is not percent-encoded\"}");
    }

    private static String raw(String request) throws Exception {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), alicom.emulator().port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void refusesAReceiptThatIsTooLargeForAQueue() throws Exception {
        // given: in base64 one is at the limit of 64 KB, the other above
        String fits = "{\"a\":\"" + "x".repeat(48 * 1024 - 8) + "\"}";
        String tooLong = "{\"a\":\"" + "x".repeat(48 * 1024 - 7) + "\"}";
        // when
        HttpResponse<String> refused =
                call("POST", "receipts/SmsUp", "[" + fits + "," + tooLong + "]");
        // then
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(json(refused).path("error").asText())
                .isEqualTo("body: a receipt of 65540 bytes in base64; a queue takes 65536");
        assertThat(alicom.queue("SmsUp").sent()).isZero();
        assertThat(call("POST", "receipts/SmsUp", fits).statusCode()).isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"1044 | '' | 1045", "20 | {\"a\":\"%s\"} | 21"})
    void refusesMoreReceiptsThanFitIntoMemory(int fits, String body, int tooMany) {
        // given
        ReceiptsApi receipts = new ReceiptsApi(alicom.emulator(), 1 << 20);
        String document = body.formatted("x".repeat(38_000));
        // when
        assertThatThrownBy(() -> receipts.add(counted(tooMany, document), "SmsUp"))
                .hasMessage(
                        "count: %d needs about 1 MB of memory, a call may take 1 MB; start java with a"
                                + " larger -Xmx",
                        tooMany);
        // then
        assertThat(alicom.queue("SmsUp").sent()).isZero();
        receipts.add(counted(fits, document), "SmsUp");
        assertThat(alicom.queue("SmsUp").sent()).isEqualTo(fits);
    }

    private static Request counted(int count, String body) {
        return new Request(
                "POST",
                "/_emulator/receipts/SmsUp?count=" + count,
                Map.of(),
                body.getBytes(StandardCharsets.UTF_8),
                () -> true);
    }

    private static JsonNode find(JsonNode queues, String name) {
        for (JsonNode queue : queues) {
            if (queue.path("name").asText().equals(name)) {
                return queue;
            }
        }
        throw new AssertionError(name + " is not among " + queues);
    }

    private static HttpResponse<String> call(String method, String path, String body)
            throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(alicom.endpoint() + "/_emulator/" + path))
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        return new ObjectMapper().readTree(answer.body());
    }
}
