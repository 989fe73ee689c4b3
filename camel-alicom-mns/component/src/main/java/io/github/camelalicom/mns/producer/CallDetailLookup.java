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

import java.time.Clock;
import java.util.function.Supplier;

import org.apache.camel.Message;

import io.github.camelalicom.mns.gateway.CallDetails;
import io.github.camelalicom.mns.gateway.MnsGateway;
import io.github.camelalicom.mns.gateway.QuerySettings;
import io.github.camelalicom.mns.gateway.QueueSnapshot;
import io.github.camelalicom.mns.receipt.CallDetail;
import io.github.camelalicom.mns.receipt.CallDetailQuery;

/** Asks the voice service for one call: queryCallDetail. */
public final class CallDetailLookup implements Lookup {

    private final CallDetailRequest input = new CallDetailRequest(Clock.systemUTC());
    private final CallDetails details;

    private CallDetailLookup(CallDetails details) {
        this.details = details;
    }

    public static Supplier<Lookup> with(QuerySettings voice) {
        return () -> new CallDetailLookup(MnsGateway.callDetails(voice));
    }

    @Override
    public Runnable prepare(Message message) {
        CallDetailQuery query = input.query(message);
        return () -> message.setBody(answer(query));
    }

    /** {@code null} when the service does not have the call, or does not have it yet. */
    private CallDetail answer(CallDetailQuery query) {
        return details.find(query.callId(), query.queryDate(), query.prodId())
                .map(json -> CallDetail.ofJson(json, query))
                .orElse(null);
    }

    @Override
    public QueueSnapshot snapshot() {
        return details.snapshot();
    }

    @Override
    public void close() {
        details.close();
    }
}
