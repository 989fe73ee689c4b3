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

import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Queries the international site for the state of a message ({@code QueryMessage}); retries a
 * temporary failure. Thread-safe.
 */
public final class GlobeMessages extends RetriedQueries {

    private static final String VERSION = "2018-05-01";

    private final RpcClient client;

    GlobeMessages(QuerySettings settings, Retry retry) {
        super(RequestKind.QUERY_MESSAGE, retry);
        this.client = new RpcClient(RpcProduct.globeSms(settings), VERSION);
    }

    /**
     * Queries a message; blocks until the service has answered or the retries are over.
     *
     * @return the answer's JSON; empty when it does not describe a message
     * @throws MnsException the last failure, without the signed URL
     */
    public Optional<String> find(String messageId) {
        return ask(() -> message(messageId));
    }

    private Optional<String> message(String messageId) {
        JsonNode json = client.call("QueryMessage", Map.of("MessageId", messageId)).json();
        return json.hasNonNull("Status") || json.hasNonNull("ErrorCode")
                ? Optional.of(json.toString())
                : Optional.empty();
    }
}
