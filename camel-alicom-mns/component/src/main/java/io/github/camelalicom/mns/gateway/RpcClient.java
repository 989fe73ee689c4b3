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
package io.github.camelalicom.mns.gateway;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import com.aliyuncs.auth.AlibabaCloudCredentials;
import com.aliyuncs.auth.BearerTokenCredentials;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * Calls of one product behind Alibaba Cloud's RPC gateway: signed by the SDK, sent by the
 * component's own transport. A call blocks its thread, and an interrupt does not end it.
 */
final class RpcClient {

    /** The version of all products except one. */
    private static final String VERSION = "2017-05-25";

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * An answer with the code OK.
     *
     * @param serverTime by the service's clock if the answer has a date, else by the local clock
     * @param requestId Alibaba Cloud's id of the request, or null
     */
    record Reply(JsonNode json, Instant serverTime, String requestId) {

        /** The JSON holds secrets or personal data. */
        @Override
        public String toString() {
            return "Reply[" + requestId + "]";
        }
    }

    private final RpcProduct product;
    private final String version;
    private final RpcTransport transport;

    RpcClient(RpcProduct product) {
        this(product, VERSION);
    }

    /**
     * @param version of the product's interface
     */
    RpcClient(RpcProduct product, String version) {
        this.product = product;
        this.version = version;
        this.transport = new RpcTransport(product.address().proxy());
    }

    /**
     * Calls an action, once.
     *
     * @throws MnsException with what went wrong, and without the signed URL
     */
    Reply call(String action, Map<String, String> parameters) {
        RpcTransport.Answer answer = send(request(action, parameters), credentials());
        JsonNode json = answer.fromProxy() ? null : read(answer.body());
        String requestId = requestId(json, answer);
        try {
            check(json, answer);
        } catch (MnsException e) {
            throw e.ofRequest(requestId);
        }
        Instant serverTime = answer.serverTime() == null ? Instant.now() : answer.serverTime();
        return new Reply(json, serverTime, requestId);
    }

    private static String requestId(JsonNode json, RpcTransport.Answer answer) {
        return json != null && json.hasNonNull("RequestId")
                ? json.get("RequestId").asText()
                : answer.requestId();
    }

    private void check(JsonNode json, RpcTransport.Answer answer) {
        if (json == null) {
            throw RpcErrors.ofPage(answer, product);
        }
        checkCode(json, answer);
    }

    /** The exception for an answer with the code OK that lacks something. */
    MnsException unreadable(Reply reply, String why) {
        return product.unreadable(why).ofRequest(reply.requestId());
    }

    /** If the code is in ResponseCode, Message is the text that was sent to a phone. */
    private void checkCode(JsonNode json, RpcTransport.Answer answer) {
        boolean other = !json.has("Code") && json.has("ResponseCode");
        String code = MnsException.code(json.path(other ? "ResponseCode" : "Code").asText(""));
        String message = json.path(other ? "ResponseDescription" : "Message").asText("");
        boolean successful = answer.status() / 100 == 2;
        if (code == null) {
            throw successful
                    ? product.unreadable("it has no code")
                    : RpcErrors.ofPage(answer, product);
        } else if (answer.status() / 100 == 5) {
            throw RpcErrors.ofServer(code, message, product);
        } else if (!"OK".equals(code) || !successful) {
            throw RpcErrors.ofCode(code, message, product);
        }
    }

    private AlibabaCloudCredentials credentials() {
        try {
            AlibabaCloudCredentials credentials = product.credentials().getCredentials();
            if (credentials == null || !hasKey(credentials)) {
                throw RpcErrors.noCredentials(product);
            }
            return credentials;
        } catch (MnsException e) {
            throw e;
        } catch (Exception e) {
            // some providers throw undocumented exceptions
            throw RpcErrors.ofCredentials(e, product);
        }
    }

    static boolean hasKey(AlibabaCloudCredentials credentials) {
        String key = credentials.getAccessKeyId();
        return credentials instanceof BearerTokenCredentials || key != null && !key.isBlank();
    }

    private RpcRequest request(String action, Map<String, String> parameters) {
        Map<String, String> all = new HashMap<>(parameters);
        if (product.ownerId() != null) {
            all.put("OwnerId", product.ownerId().toString());
        }
        return new RpcRequest(product, version, action, all);
    }

    private RpcTransport.Answer send(RpcRequest request, AlibabaCloudCredentials credentials) {
        try {
            return transport.send(request.sign(credentials));
        } catch (Exception e) {
            throw RpcErrors.of(e, product);
        }
    }

    /** Whether a text is a JSON object. */
    static boolean isObject(String text) {
        return read(text.getBytes(StandardCharsets.UTF_8)) != null;
    }

    /** Null for anything but a JSON object: the page of a proxy or a portal. */
    private static JsonNode read(byte[] body) {
        try {
            JsonNode json = JSON.readTree(body);
            return json != null && json.isObject() ? json : null;
        } catch (IOException e) {
            return null;
        }
    }
}
