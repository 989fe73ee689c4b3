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

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import com.aliyuncs.exceptions.ClientException;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * Sends requests that the client of Alibaba Cloud cannot send. The signature is implemented a
 * second time, so that the emulator's implementation is verified by another one.
 */
public final class RawMns {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String endpoint;
    private final String id;
    private final String secret;
    private final Map<String, String> headers = new TreeMap<>();
    private String signedTarget;

    public RawMns(AlicomEmulator emulator) {
        this(emulator, emulator.accessKey(), emulator.secretKey());
    }

    public RawMns(AlicomEmulator emulator, String id, String secret) {
        this.endpoint = emulator.endpoint();
        this.id = id;
        this.secret = secret;
        header("x-mns-version", "2015-06-06").header("date", date(Instant.now()));
    }

    /** Signs with a token requested for the queue of a message type. */
    public static RawMns ofToken(AlicomEmulator emulator, String messageType)
            throws ClientException {
        JsonNode token =
                AliyunClients.token(emulator, messageType, emulator.queueName(messageType))
                        .path("MessageTokenDTO");
        String id = token.path("AccessKeyId").asText();
        return new RawMns(emulator, id, token.path("AccessKeySecret").asText())
                .header("security-token", token.path("SecurityToken").asText());
    }

    public static String date(Instant instant) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(instant.atOffset(ZoneOffset.UTC));
    }

    /** Sets a header, or removes it when the value is null. */
    public RawMns header(String lowerCaseName, String value) {
        if (value == null) {
            headers.remove(lowerCaseName);
        } else {
            headers.put(lowerCaseName, value);
        }
        return this;
    }

    /** Signs this target instead of the one sent. */
    public RawMns signing(String target) {
        signedTarget = target;
        return this;
    }

    public HttpResponse<String> get(String target) {
        return call("GET", target, "");
    }

    public HttpResponse<String> call(String method, String target, String body) {
        Map<String, String> sent = new TreeMap<>(headers);
        sent.putIfAbsent("authorization", "MNS " + id + ":" + signature(method, target));
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(endpoint + target))
                        .method(method, HttpRequest.BodyPublishers.ofString(body));
        sent.forEach(request::header);
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String signature(String method, String target) {
        StringBuilder text = new StringBuilder(method).append('\n');
        for (String name : new String[] {"content-md5", "content-type", "date"}) {
            text.append(headers.getOrDefault(name, "")).append('\n');
        }
        headers.forEach(
                (name, value) -> {
                    if (name.startsWith("x-mns-")) {
                        text.append(name).append(':').append(value).append('\n');
                    }
                });
        text.append(signedTarget == null ? target : signedTarget);
        return hmac(secret, text.toString());
    }

    public static String hmac(String key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Base64.getEncoder()
                    .encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
