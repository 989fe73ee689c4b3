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
import java.util.function.Function;
import java.util.function.Supplier;

import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultProducer;

import io.github.camelalicom.mns.AlicomMnsConstants;
import io.github.camelalicom.mns.gateway.MnsGateway;
import io.github.camelalicom.mns.gateway.QueueSnapshot;
import io.github.camelalicom.mns.gateway.SendDetails;
import io.github.camelalicom.mns.gateway.SmsSettings;
import io.github.camelalicom.mns.monitor.ProducerStats.RequestStats;
import io.github.camelalicom.mns.receipt.ReceiptList;
import io.github.camelalicom.mns.receipt.SendDetail;
import io.github.camelalicom.mns.receipt.SendDetailsQuery;

/**
 * Asks the SMS service what became of messages. It blocks the calling thread, as the vendor's SDK
 * does underneath: an asynchronous producer would only block another one.
 */
public final class SendDetailsProducer extends DefaultProducer {

    /** The options that it looks at. */
    public record Settings(SmsSettings sms, int pageSize) {}

    private final Supplier<Settings> options;
    private final Function<Supplier<QueueSnapshot>, RequestStats> stats;
    private final SendDetailsRequest input = new SendDetailsRequest(Clock.systemUTC());
    private Settings settings;
    private volatile SendDetails details;
    private RequestStats log;

    /**
     * @param options read, and so checked, when it is initialized
     * @param stats of what it sends, from its start to its stop
     */
    public SendDetailsProducer(
            Endpoint endpoint,
            Supplier<Settings> options,
            Function<Supplier<QueueSnapshot>, RequestStats> stats) {
        super(endpoint);
        this.options = options;
        this.stats = stats;
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        settings = options.get();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        details = MnsGateway.sendDetails(settings.sms());
        log = stats.apply(details::snapshot);
        log.open();
    }

    @Override
    public void process(Exchange exchange) {
        SendDetailsQuery query = input.query(exchange.getMessage());
        log.during(() -> answer(exchange.getMessage(), query));
    }

    private void answer(Message out, SendDetailsQuery query) {
        SendDetails.Answer answer =
                details.find(
                        query.phoneNumber(), query.sendDate(), query.bizId(), settings.pageSize());
        out.setBody(
                ReceiptList.copyOf(
                        answer.details().stream()
                                .map(json -> SendDetail.ofJson(json, query))
                                .toList()));
        out.setHeader(AlicomMnsConstants.TOTAL_COUNT, answer.total());
    }

    @Override
    protected void doStop() throws Exception {
        try {
            if (details != null) {
                details.close();
            }
        } finally {
            if (log != null) {
                log.close();
            }
            super.doStop();
        }
    }
}
