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

/** Asks the international site for the state of a message ({@code QueryMessage}). */
final class GlobeService {

    private static final String VERSION = "2018-05-01";

    private final RpcClient client;

    GlobeService(SmsSettings settings) {
        this.client = new RpcClient(RpcProduct.globeSms(settings), VERSION);
    }

    /**
     * Asks once.
     *
     * @return the answer's JSON, or nothing when it says nothing of a message
     * @throws MnsException with what went wrong, and without the signed URL
     */
    Optional<String> message(String messageId) {
        JsonNode json = client.call("QueryMessage", Map.of("MessageId", messageId)).json();
        return json.hasNonNull("Status") || json.hasNonNull("ErrorCode")
                ? Optional.of(json.toString())
                : Optional.empty();
    }
}
