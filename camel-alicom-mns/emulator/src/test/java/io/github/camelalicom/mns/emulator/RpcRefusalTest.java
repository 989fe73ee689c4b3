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
package io.github.camelalicom.mns.emulator;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** The refusals of the token service: status, code and document. */
class RpcRefusalTest {

    @RegisterExtension static AlicomEmulatorExtension alicom = AlicomEmulatorExtension.create();

    private final Map<String, String> call = new TreeMap<>();

    RpcRefusalTest() {
        call.put("AccessKeyId", "emulator");
        call.put("Action", "QueryTokenForMnsQueue");
        call.put("Version", "2017-05-25");
        call.put("SignatureMethod", "HMAC-SHA1");
        call.put("SignatureVersion", "1.0");
        call.put("SignatureNonce", UUID.randomUUID().toString());
        call.put("Timestamp", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        call.put("MessageType", "SmsReport");
    }

    @Test
    void acceptsACallWithEveryParameterInAForm() throws Exception {
        HttpResponse<String> answer = post();
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).path("Code").asText()).isEqualTo("OK");
        assertThat(answer.headers().firstValue("Content-Type"))
                .contains("application/json;charset=utf-8");
    }

    @ParameterizedTest
    @CsvSource({
        "Action, SendSms, 404, InvalidApi.NotFound",
        "Action, , 400, MissingAction",
        "Version, 2018-05-01, 404, InvalidApi.NotFound",
        "MessageType, , 400, MissingMessageType",
        "SignatureNonce, , 400, MissingSignatureNonce",
        "Timestamp, , 400, MissingTimestamp",
        "Timestamp, today, 400, InvalidTimeStamp.Format",
        "Timestamp, 2020-01-01T00:00:00Z, 400, InvalidTimeStamp.Expired",
        "AccessKeyId, nobody, 404, InvalidAccessKeyId.NotFound",
        "OwnerId, x, 400, InvalidOwnerId",
    })
    void refusesAParameter(String name, String value, int status, String code) throws Exception {
        if (value == null) {
            call.remove(name);
        } else {
            call.put(name, value);
        }
        HttpResponse<String> answer = post();
        assertThat(json(answer).path("Code").asText()).isEqualTo(code);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(json(answer).fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("RequestId", "Message", "HostId", "Code", "Recommend");
    }

    @Test
    void refusesTheSameNonceTwice() throws Exception {
        assertThat(post().statusCode()).isEqualTo(200);
        assertThat(json(post()).path("Code").asText()).isEqualTo("SignatureNonceUsed");
    }

    @Test
    void saysThatItDoesNotKnowTheNewSignature() throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(
                                URI.create(
                                        alicom.endpoint()
                                                + "/?Action=QueryTokenForMnsQueue"
                                                + "&Version=2017-05-25"))
                        .header("Authorization", "ACS3-HMAC-SHA256 Credential=x")
                        .build();
        HttpResponse<String> answer = send(request);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).path("Message").asText())
                .contains("RPC signature version 1.0 only");
    }

    private HttpResponse<String> post() throws Exception {
        call.remove("Signature");
        String text = "POST&%2F&" + encode(encoded());
        call.put("Signature", RawMns.hmac("emulator-secret&", text));
        return send(
                HttpRequest.newBuilder(URI.create(alicom.endpoint() + "/"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(encoded()))
                        .build());
    }

    private static HttpResponse<String> send(HttpRequest request) throws Exception {
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        return new ObjectMapper().readTree(answer.body());
    }

    private String encoded() {
        return call.entrySet().stream()
                .map(item -> item.getKey() + "=" + encode(item.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
