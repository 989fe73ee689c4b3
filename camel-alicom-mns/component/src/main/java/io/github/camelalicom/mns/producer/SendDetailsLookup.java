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

import io.github.camelalicom.mns.AlicomMnsConstants;
import io.github.camelalicom.mns.gateway.MnsGateway;
import io.github.camelalicom.mns.gateway.QuerySettings;
import io.github.camelalicom.mns.gateway.QueueSnapshot;
import io.github.camelalicom.mns.gateway.SendDetails;
import io.github.camelalicom.mns.receipt.ReceiptList;
import io.github.camelalicom.mns.receipt.SendDetail;
import io.github.camelalicom.mns.receipt.SendDetailsQuery;

/** Asks the SMS service for the messages to one number on one day: querySendDetails. */
public final class SendDetailsLookup implements Lookup {

    private final SendDetailsRequest input = new SendDetailsRequest(Clock.systemUTC());
    private final SendDetails details;
    private final int pageSize;

    private SendDetailsLookup(SendDetails details, int pageSize) {
        this.details = details;
        this.pageSize = pageSize;
    }

    public static Supplier<Lookup> with(QuerySettings sms, int pageSize) {
        return () -> new SendDetailsLookup(MnsGateway.sendDetails(sms), pageSize);
    }

    @Override
    public Runnable prepare(Message message) {
        SendDetailsQuery query = input.query(message);
        return () -> answer(message, query);
    }

    private void answer(Message out, SendDetailsQuery query) {
        SendDetails.Answer answer =
                details.find(query.phoneNumber(), query.sendDate(), query.bizId(), pageSize);
        out.setBody(
                ReceiptList.copyOf(
                        answer.details().stream()
                                .map(json -> SendDetail.ofJson(json, query))
                                .toList()));
        out.setHeader(AlicomMnsConstants.TOTAL_COUNT, answer.total());
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
