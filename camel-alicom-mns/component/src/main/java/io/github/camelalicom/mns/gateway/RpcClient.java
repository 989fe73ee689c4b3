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

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Map;

import com.aliyuncs.CommonRequest;
import com.aliyuncs.CommonResponse;
import com.aliyuncs.DefaultAcsClient;
import com.aliyuncs.exceptions.ClientException;
import com.aliyuncs.http.MethodType;
import com.aliyuncs.http.ProtocolType;
import com.aliyuncs.profile.DefaultProfile;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * Calls of one product behind Alibaba Cloud's RPC gateway, through the SDK's core.
 *
 * <p>What the SDK gets wrong by default is set per request: HTTPS, the host and the time-outs. Its
 * client is shared by the whole JVM, so it is never closed here. A call blocks its thread, and an
 * interrupt does not end it.
 */
final class RpcClient {

    /** An upper bound of a call, as the time-outs below have it. */
    static final Duration LONGEST_CALL = Duration.ofSeconds(15);

    private static final int CONNECT_MILLIS = 3_000;
    private static final int READ_MILLIS = 10_000;

    /** Of all products but one. */
    private static final String VERSION = "2017-05-25";

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * An answer that says OK.
     *
     * @param serverTime by the service's clock if it tells, else by ours
     */
    record Reply(JsonNode json, Instant serverTime) {}

    private final RpcProduct product;
    private final String version;
    private final DefaultAcsClient client;

    RpcClient(RpcProduct product) {
        this(product, VERSION);
    }

    /**
     * @param version of the product's API
     */
    RpcClient(RpcProduct product, String version) {
        this.product = product;
        this.version = version;
        this.client =
                new DefaultAcsClient(
                        DefaultProfile.getProfile(product.regionId()), product.credentials());
    }

    /**
     * Calls an action, once.
     *
     * @throws MnsException with what went wrong, and without the signed URL
     */
    Reply call(String action, Map<String, String> parameters) {
        CommonResponse response;
        try {
            response = client.getCommonResponse(request(action, parameters));
        } catch (ClientException e) {
            throw RpcErrors.of(e, product);
        } catch (RuntimeException e) {
            // some credential providers throw what they like
            throw RpcErrors.of(e, product);
        }
        JsonNode json = read(response.getData());
        checkCode(json);
        return new Reply(json, serverTime(response));
    }

    /** Where the code has the other name, Message is the text that was sent to a phone. */
    private void checkCode(JsonNode json) {
        boolean other = !json.has("Code") && json.has("ResponseCode");
        String code = json.path(other ? "ResponseCode" : "Code").asText("");
        if (!"OK".equals(code)) {
            String message = json.path(other ? "ResponseDescription" : "Message").asText("");
            throw RpcErrors.ofCode(code, message, product);
        }
    }

    private CommonRequest request(String action, Map<String, String> parameters) {
        URI endpoint = product.endpoint();
        CommonRequest request = new CommonRequest();
        request.setSysMethod(MethodType.POST);
        request.setSysProtocol(
                "http".equals(endpoint.getScheme()) ? ProtocolType.HTTP : ProtocolType.HTTPS);
        request.setSysDomain(endpoint.getRawAuthority());
        request.setSysRegionId(product.regionId());
        request.setSysProduct(product.product());
        request.setSysVersion(version);
        request.setSysAction(action);
        request.setSysConnectTimeout(CONNECT_MILLIS);
        request.setSysReadTimeout(READ_MILLIS);
        parameters.forEach(request::putQueryParameter);
        if (product.ownerId() != null) {
            request.putQueryParameter("OwnerId", product.ownerId().toString());
        }
        return request;
    }

    static boolean isObject(String text) {
        try {
            JsonNode json = JSON.readTree(text);
            return json != null && json.isObject();
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    private JsonNode read(String data) {
        try {
            JsonNode json = JSON.readTree(data);
            if (json != null && json.isObject()) {
                return json;
            }
        } catch (JsonProcessingException e) {
            // a proxy's page: said below, without its content
        }
        throw product.unreadable("it is not JSON");
    }

    private static Instant serverTime(CommonResponse response) {
        try {
            String date = response.getHttpResponse().getHeaderValue("Date");
            return DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from);
        } catch (RuntimeException e) {
            return Instant.now();
        }
    }
}
