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

import java.util.function.Supplier;

import org.apache.camel.Message;

import io.github.camelalicom.mns.gateway.GlobeMessages;
import io.github.camelalicom.mns.gateway.MnsGateway;
import io.github.camelalicom.mns.gateway.QuerySettings;
import io.github.camelalicom.mns.gateway.QueueSnapshot;
import io.github.camelalicom.mns.receipt.GlobeMessage;
import io.github.camelalicom.mns.receipt.GlobeMessageQuery;

/** Asks the international site for one message: queryMessage. */
public final class GlobeMessageLookup implements Lookup {

    private final GlobeMessageRequest input = new GlobeMessageRequest();
    private final GlobeMessages messages;

    private GlobeMessageLookup(GlobeMessages messages) {
        this.messages = messages;
    }

    public static Supplier<Lookup> with(QuerySettings sms) {
        return () -> new GlobeMessageLookup(MnsGateway.globeMessages(sms));
    }

    @Override
    public Runnable prepare(Message message) {
        GlobeMessageQuery query = input.query(message);
        return () -> message.setBody(answer(query));
    }

    /** {@code null} when the service says nothing of the message. */
    private GlobeMessage answer(GlobeMessageQuery query) {
        return messages.find(query.messageId())
                .map(json -> GlobeMessage.ofJson(json, query))
                .orElse(null);
    }

    @Override
    public QueueSnapshot snapshot() {
        return messages.snapshot();
    }

    @Override
    public void close() {
        messages.close();
    }
}
