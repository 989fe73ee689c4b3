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
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

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

import io.github.camelalicom.mns.gateway.MnsException.Kind;

/**
 * Asks the vendor for a token ({@code QueryTokenForMnsQueue}), through the SDK's core.
 *
 * <p>What the SDK gets wrong by default is set per request: HTTPS, the host and the time-outs. Its
 * client is shared by the whole JVM, so it is never closed here.
 */
final class TokenService {

    /** An upper bound of {@link #fetch()}, as the time-outs below have it. */
    static final Duration LONGEST_CALL = Duration.ofSeconds(15);

    private static final int CONNECT_MILLIS = 3_000;
    private static final int READ_MILLIS = 10_000;

    /** The text holds no zone; it is China's, which has known no summer time since 1991. */
    private static final DateTimeFormatter CHINA_TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    private static final ZoneOffset CHINA = ZoneOffset.ofHours(8);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final GatewaySettings settings;
    private final DefaultAcsClient client;

    TokenService(GatewaySettings settings) {
        this.settings = settings;
        this.client =
                new DefaultAcsClient(
                        DefaultProfile.getProfile(settings.regionId()), settings.credentials());
    }

    /**
     * Fetches a token.
     *
     * @throws MnsException with what went wrong, and without the signed URL
     */
    MnsToken fetch() {
        CommonResponse response;
        try {
            response = client.getCommonResponse(request());
        } catch (ClientException e) {
            throw TokenErrors.of(e, settings);
        } catch (RuntimeException e) {
            // some credential providers throw what they like
            throw TokenErrors.of(e, settings);
        }
        return token(response);
    }

    private CommonRequest request() {
        URI endpoint = settings.tokenEndpoint();
        CommonRequest request = new CommonRequest();
        request.setSysMethod(MethodType.POST);
        request.setSysProtocol(
                "http".equals(endpoint.getScheme()) ? ProtocolType.HTTP : ProtocolType.HTTPS);
        request.setSysDomain(endpoint.getRawAuthority());
        request.setSysRegionId(settings.regionId());
        request.setSysProduct("Dybaseapi");
        request.setSysVersion("2017-05-25");
        request.setSysAction("QueryTokenForMnsQueue");
        request.setSysConnectTimeout(CONNECT_MILLIS);
        request.setSysReadTimeout(READ_MILLIS);
        request.putQueryParameter("MessageType", settings.messageType());
        request.putQueryParameter("QueueName", settings.queueName());
        if (settings.ownerId() != null) {
            request.putQueryParameter("OwnerId", settings.ownerId().toString());
        }
        return request;
    }

    private MnsToken token(CommonResponse response) {
        JsonNode json = read(response.getData());
        String code = json.path("Code").asText("");
        if (!"OK".equals(code)) {
            throw TokenErrors.ofCode(code, json.path("Message").asText(""), settings);
        }
        JsonNode dto = json.path("MessageTokenDTO");
        Duration life = remainingLife(text(dto, "ExpireTime"), serverTime(response));
        return new MnsToken(
                text(dto, "AccessKeyId"),
                text(dto, "AccessKeySecret"),
                text(dto, "SecurityToken"),
                System.nanoTime() + life.toNanos());
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
        throw unreadable("it is not JSON");
    }

    private String text(JsonNode dto, String field) {
        String value = dto.path(field).asText("");
        if (value.isEmpty()) {
            throw unreadable(field + " is missing");
        }
        return value;
    }

    /**
     * Against the server's clock where it tells it, so that a wrong clock here does no harm. A date
     * by which a fresh token is over comes from someone else, and is passed over.
     */
    private Duration remainingLife(String expireTime, Instant serverTime) {
        Instant end;
        try {
            end = LocalDateTime.parse(expireTime, CHINA_TIME).toInstant(CHINA);
        } catch (DateTimeParseException e) {
            throw unreadable("ExpireTime '" + expireTime + "' is not yyyy-MM-dd HH:mm:ss");
        }
        Instant now = serverTime.isBefore(end) ? serverTime : Instant.now();
        if (!now.isBefore(end)) {
            throw unreadable("ExpireTime " + expireTime + " is over");
        }
        return Duration.between(now, end);
    }

    private static Instant serverTime(CommonResponse response) {
        try {
            String date = response.getHttpResponse().getHeaderValue("Date");
            return DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from);
        } catch (RuntimeException e) {
            return Instant.now();
        }
    }

    private MnsException unreadable(String why) {
        return new MnsException(
                Kind.TOKEN_UNAVAILABLE,
                null,
                "The answer of the token service at " + settings.tokenEndpoint() + ": " + why);
    }
}
