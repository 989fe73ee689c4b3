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

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/** Asks the vendor for a token ({@code QueryTokenForMnsQueue}). */
final class TokenService {

    /** The text holds no zone; it is China's, which has known no summer time since 1991. */
    private static final DateTimeFormatter CHINA_TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    private static final ZoneOffset CHINA = ZoneOffset.ofHours(8);

    private final GatewaySettings settings;
    private final RpcProduct product;
    private final RpcClient client;

    TokenService(GatewaySettings settings) {
        this.settings = settings;
        this.product = RpcProduct.tokens(settings);
        this.client = new RpcClient(product);
    }

    /**
     * Fetches a token.
     *
     * @throws MnsException with what went wrong, and without the signed URL
     */
    MnsToken fetch() {
        RpcClient.Reply reply =
                client.call(
                        "QueryTokenForMnsQueue",
                        Map.of(
                                "MessageType", settings.messageType(),
                                "QueueName", settings.queueName()));
        JsonNode dto = reply.json().path("MessageTokenDTO");
        Duration life = remainingLife(text(dto, "ExpireTime"), reply.serverTime());
        return new MnsToken(
                text(dto, "AccessKeyId"),
                text(dto, "AccessKeySecret"),
                text(dto, "SecurityToken"),
                System.nanoTime() + life.toNanos());
    }

    private String text(JsonNode dto, String field) {
        String value = dto.path(field).asText("");
        if (value.isEmpty()) {
            throw product.unreadable(field + " is missing");
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
            throw product.unreadable("ExpireTime '" + expireTime + "' is not yyyy-MM-dd HH:mm:ss");
        }
        Instant now = serverTime.isBefore(end) ? serverTime : Instant.now();
        if (!now.isBefore(end)) {
            throw product.unreadable("ExpireTime " + expireTime + " is over");
        }
        return Duration.between(now, end);
    }
}
