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
import java.util.function.BiConsumer;
import java.util.function.Function;

import org.apache.camel.Message;

import io.github.camelalicom.mns.AlicomMnsConstants;
import io.github.camelalicom.mns.gateway.CallDetails;
import io.github.camelalicom.mns.gateway.GlobeMessages;
import io.github.camelalicom.mns.gateway.MnsGateway;
import io.github.camelalicom.mns.gateway.QuerySettings;
import io.github.camelalicom.mns.gateway.QueueSnapshot;
import io.github.camelalicom.mns.gateway.RetriedQueries;
import io.github.camelalicom.mns.gateway.SendDetails;
import io.github.camelalicom.mns.receipt.CallDetail;
import io.github.camelalicom.mns.receipt.CallDetailQuery;
import io.github.camelalicom.mns.receipt.GlobeMessage;
import io.github.camelalicom.mns.receipt.GlobeMessageQuery;
import io.github.camelalicom.mns.receipt.ReceiptList;
import io.github.camelalicom.mns.receipt.SendDetail;
import io.github.camelalicom.mns.receipt.SendDetailsQuery;

/**
 * Queries one of Alibaba Cloud's services for what a queue did not deliver: a connection to the
 * service, and how to read a query from a message and set the answer on it. Thread-safe.
 */
public final class Lookup implements AutoCloseable {

    private final Function<Message, Runnable> input;
    private final RetriedQueries service;

    private Lookup(Function<Message, Runnable> input, RetriedQueries service) {
        this.input = input;
        this.service = service;
    }

    /** querySendDetails: the messages to one number on one day, from the SMS service. */
    public static Lookup sendDetails(QuerySettings sms, int pageSize) {
        SendDetails service = MnsGateway.sendDetails(sms);
        return Lookup.<SendDetailsQuery>of(
                new SendDetailsRequest(Clock.systemUTC())::query,
                (message, query) -> ask(service, pageSize, message, query),
                service);
    }

    private static void ask(
            SendDetails service, int pageSize, Message message, SendDetailsQuery query) {
        SendDetails.Answer answer =
                service.find(query.phoneNumber(), query.sendDate(), query.bizId(), pageSize);
        message.setBody(
                ReceiptList.copyOf(
                        answer.details().stream()
                                .map(json -> SendDetail.ofJson(json, query))
                                .toList()));
        message.setHeader(AlicomMnsConstants.TOTAL_COUNT, answer.total());
    }

    /** queryMessage: one message of the international site; null if the site does not know it. */
    public static Lookup globeMessage(QuerySettings sms) {
        GlobeMessages service = MnsGateway.globeMessages(sms);
        return Lookup.<GlobeMessageQuery>of(
                GlobeMessageRequest::query,
                (message, query) ->
                        message.setBody(
                                service.find(query.messageId())
                                        .map(json -> GlobeMessage.ofJson(json, query))
                                        .orElse(null)),
                service);
    }

    /**
     * queryCallDetail: one call, from the voice service; null if the service does not have the
     * call, or does not have it yet.
     */
    public static Lookup callDetail(QuerySettings voice) {
        CallDetails service = MnsGateway.callDetails(voice);
        return Lookup.<CallDetailQuery>of(
                new CallDetailRequest(Clock.systemUTC())::query,
                (message, query) ->
                        message.setBody(
                                service.find(query.callId(), query.queryDate(), query.prodId())
                                        .map(json -> CallDetail.ofJson(json, query))
                                        .orElse(null)),
                service);
    }

    /**
     * @param input reads and checks the query of a message
     * @param ask sends a query, and sets the answer on its message
     */
    private static <Q> Lookup of(
            Function<Message, Q> input, BiConsumer<Message, Q> ask, RetriedQueries service) {
        return new Lookup(
                message -> {
                    Q query = input.apply(message);
                    return () -> ask.accept(message, query);
                },
                service);
    }

    /**
     * Reads the query of the message, and sends nothing.
     *
     * @return sends the query, and sets the answer on the message
     * @throws IllegalArgumentException when the input is missing or invalid
     */
    Runnable prepare(Message message) {
        return input.apply(message);
    }

    /** The requests sent so far. */
    QueueSnapshot snapshot() {
        return service.snapshot();
    }

    /** Ends the pauses between attempts, and with them the attempts. */
    @Override
    public void close() {
        service.close();
    }
}
