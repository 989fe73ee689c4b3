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

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Queries the voice service for the detail of a call ({@code QueryCallDetailByCallId}); retries a
 * temporary failure. Thread-safe.
 */
public final class CallDetails extends RetriedQueries {

    private static final ZoneOffset CHINA = ZoneOffset.ofHours(8);

    private final RpcClient client;

    CallDetails(QuerySettings settings, Retry retry) {
        super(RequestKind.QUERY_CALL_DETAIL, retry);
        this.client = new RpcClient(RpcProduct.voice(settings));
    }

    /**
     * Queries a call; blocks until the service has answered or the retries are over.
     *
     * @param day in China on which the call was placed
     * @param prodId the product that placed it
     * @return the detail's JSON; empty when the service has none under this ID, day and product
     * @throws MnsException the last failure, without the signed URL
     */
    public Optional<String> find(String callId, LocalDate day, long prodId) {
        Map<String, String> parameters =
                Map.of(
                        "CallId", callId,
                        "ProdId", String.valueOf(prodId),
                        "QueryDate", String.valueOf(start(day)));
        return ask(() -> data(client.call("QueryCallDetailByCallId", parameters)));
    }

    /** The service searches the 24 hours from this moment, or, by older pages, the day it is in. */
    private static long start(LocalDate day) {
        return day.atStartOfDay(CHINA).toInstant().toEpochMilli();
    }

    /** Documented as a text that holds JSON; an object is accepted as well. */
    private Optional<String> data(RpcClient.Reply reply) {
        JsonNode data = reply.json().path("Data");
        String text = data.isObject() ? data.toString() : data.asText("").strip();
        if (text.isEmpty() || text.equals("null") || text.equals("{}")) {
            return Optional.empty();
        }
        if (!RpcClient.isObject(text)) {
            throw client.unreadable(reply, "Data is not a JSON object");
        }
        return Optional.of(text);
    }
}
