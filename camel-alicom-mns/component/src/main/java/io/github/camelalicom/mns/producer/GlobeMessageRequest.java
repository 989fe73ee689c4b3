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
package io.github.camelalicom.mns.producer;

import org.apache.camel.Message;

import io.github.camelalicom.mns.AlicomMnsConstants;
import io.github.camelalicom.mns.receipt.GlobeMessageQuery;

/** Reads from a message which message of the international site to ask for. */
final class GlobeMessageRequest {

    private GlobeMessageRequest() {}

    /**
     * What the message asks for.
     *
     * @throws IllegalArgumentException when the id is missing, or is that of a message in a queue
     */
    static GlobeMessageQuery query(Message message) {
        if (message.getBody() instanceof GlobeMessageQuery query) {
            return query(query.messageId());
        }
        Object inBody = new QueryInput(message).inBody("messageId");
        return query(inBody == null ? header(message) : inBody);
    }

    /** The consumer sets the same header to the queue's own id, which means nothing here. */
    private static Object header(Message message) {
        if (message.getHeader(AlicomMnsConstants.RECEIPT_HANDLE) != null) {
            throw new IllegalArgumentException(
                    "ALICOM-712 The header "
                            + AlicomMnsConstants.MESSAGE_ID
                            + " has the id of a message in a queue: send a GlobeMessageQuery, or a"
                            + " Map with messageId, as body");
        }
        return message.getHeader(AlicomMnsConstants.MESSAGE_ID);
    }

    private static GlobeMessageQuery query(Object messageId) {
        String id = QueryInput.text(messageId);
        if (id == null) {
            throw QueryInput.missing(
                    "message id", AlicomMnsConstants.MESSAGE_ID, "GlobeMessageQuery", "messageId");
        }
        return new GlobeMessageQuery(id);
    }
}
