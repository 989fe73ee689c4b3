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
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.fasterxml.jackson.databind.JsonNode;

/** Fetches a token from Alibaba Cloud ({@code QueryTokenForMnsQueue}). */
final class TokenService {

    private static final Logger LOG = LoggerFactory.getLogger(TokenService.class);
    private static final String TOKEN = "MessageTokenDTO";

    /** Used if the answer has no readable end of the token. */
    private static final Duration ASSUMED_LIFE = Duration.ofMinutes(10);

    /** Longer than Alibaba Cloud grants: a longer life was misread. */
    private static final Duration MAX_LIFE = Duration.ofHours(36);

    private final GatewaySettings settings;
    private final RpcClient client;
    private final AtomicBoolean warned = new AtomicBoolean();

    TokenService(GatewaySettings settings) {
        this.settings = settings;
        this.client = new RpcClient(RpcProduct.tokens(settings));
    }

    /**
     * Fetches a token.
     *
     * @throws MnsException with what went wrong, and without the signed URL
     */
    MnsToken fetch() {
        return token(ask());
    }

    /** Asks for a token, once. */
    RpcClient.Reply ask() {
        return client.call(
                "QueryTokenForMnsQueue",
                Map.of(
                        "MessageType", settings.messageType(),
                        "QueueName", settings.queueName()));
    }

    /** Reads the answer. */
    MnsToken token(RpcClient.Reply reply) {
        Duration life = life(reply);
        return new MnsToken(
                text(reply, "AccessKeyId"),
                text(reply, "AccessKeySecret"),
                text(reply, "SecurityToken"),
                System.nanoTime() + life.toNanos());
    }

    static JsonNode expireTime(RpcClient.Reply reply) {
        return reply.json().path(TOKEN).path("ExpireTime");
    }

    private String text(RpcClient.Reply reply, String field) {
        String value = reply.json().path(TOKEN).path(field).asText("");
        if (value.isEmpty()) {
            throw client.unreadable(reply, field + " is missing");
        }
        return value;
    }

    private Duration life(RpcClient.Reply reply) {
        Optional<Instant> end = TokenEnd.read(expireTime(reply).asText(""));
        if (end.isEmpty() && warned.compareAndSet(false, true)) {
            LOG.warn(
                    "ALICOM-211 The token for {} has an ExpireTime that is missing or not readable;"
                            + " a life of {} minutes is assumed",
                    settings.queueName(),
                    ASSUMED_LIFE.toMinutes());
        }
        return end.map(time -> remainingLife(time, reply)).orElse(ASSUMED_LIFE);
    }

    /**
     * By the service's clock if the answer has a date, since the local clock may be wrong. A date
     * after the end of a fresh token comes from a proxy, and is ignored.
     */
    private Duration remainingLife(Instant end, RpcClient.Reply reply) {
        Instant now = reply.serverTime().isBefore(end) ? reply.serverTime() : Instant.now();
        if (!now.isBefore(end)) {
            throw client.unreadable(reply, "the token's ExpireTime " + end + " is over");
        }
        Duration life = Duration.between(now, end);
        return Durations.shorter(life, MAX_LIFE);
    }
}
