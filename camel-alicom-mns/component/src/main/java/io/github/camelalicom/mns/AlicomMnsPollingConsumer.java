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
package io.github.camelalicom.mns;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;

import org.apache.camel.DynamicPollingConsumer;
import org.apache.camel.Exchange;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.support.PollingConsumerSupport;

import io.github.camelalicom.mns.consumer.ConsumerSettings;
import io.github.camelalicom.mns.consumer.Delivery;
import io.github.camelalicom.mns.consumer.Outcome;
import io.github.camelalicom.mns.consumer.PollEngine;
import io.github.camelalicom.mns.exchange.PollSession;
import io.github.camelalicom.mns.exchange.ReceiptMapper;
import io.github.camelalicom.mns.exchange.SettleOnCompletion;
import io.github.camelalicom.mns.gateway.MnsException;
import io.github.camelalicom.mns.lifecycle.SharedResources;
import io.github.camelalicom.mns.monitor.ConsumerView.Role;
import io.github.camelalicom.mns.monitor.SharedStats;
import io.github.camelalicom.mns.monitor.SharedStats.Member;
import io.github.camelalicom.mns.monitor.SharedStats.QueueId;
import io.github.camelalicom.mns.receipt.InvalidReceiptException;

/**
 * Receives receipts one by one for {@code pollEnrich}, {@code poll} and {@code ConsumerTemplate}. A
 * message is held until the unit of work of the caller is done. Thread-safe.
 *
 * <p>Returns {@code null} if no message arrives in time. If the queue was unreachable for the whole
 * timeout, the call throws.
 */
public class AlicomMnsPollingConsumer extends PollingConsumerSupport
        implements DynamicPollingConsumer {

    private record Polling(PollSession session, ReceiptMapper messages) {}

    private volatile Polling polling;

    public AlicomMnsPollingConsumer(AlicomMnsEndpoint endpoint) {
        super(endpoint);
    }

    @Override
    public AlicomMnsEndpoint getEndpoint() {
        return (AlicomMnsEndpoint) super.getEndpoint();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        polling = open(getEndpoint());
    }

    private Polling open(AlicomMnsEndpoint endpoint) {
        ConsumerSettings settings = AlicomMnsSettings.consumer(endpoint.getConfiguration());
        SharedResources shared = endpoint.shared();
        PollSession session = new PollSession(settings, shared, endpoint.openQueue(shared));
        QueueId queue = new QueueId(endpoint.getMessageType(), settings.queueName());
        Member member = session::snapshot;
        Runnable leave =
                () ->
                        endpoint.component()
                                .ifPresent(
                                        component -> {
                                            component.stopped(session);
                                            component.pollers().leave(queue, member);
                                        });
        ReceiptMapper messages;
        try {
            SharedStats stats = join(endpoint, queue, member);
            messages = endpoint.receiptMapper(stats.parser());
            session.start(getExceptionHandler(), stats, leave);
        } catch (RuntimeException | Error e) {
            session.abandon();
            leave.run();
            throw e;
        }
        endpoint.component().ifPresent(component -> announce(component, session));
        return new Polling(session, messages);
    }

    private static SharedStats join(
            AlicomMnsEndpoint endpoint, QueueId queue, Member member) {
        return endpoint.component()
                .map(component -> component.pollers().join(queue, member))
                // not shown anywhere, and without meters
                .orElseGet(() -> new SharedStats(Role.POLLER, queue));
    }

    private static void announce(AlicomMnsComponent component, PollSession session) {
        component.started(session);
        component.announcePollers();
    }

    @Override
    protected void doStop() throws Exception {
        Polling ended = polling;
        polling = null;
        if (ended != null) {
            ended.session().stop();
        }
        super.doStop();
    }

    @Override
    public Exchange receive() {
        return take(null, PollEngine.NO_LIMIT);
    }

    @Override
    public Exchange receiveNoWait() {
        return take(null, Duration.ZERO);
    }

    @Override
    public Exchange receive(long timeout) {
        return take(null, limit(timeout));
    }

    @Override
    public Exchange receive(Exchange exchange) {
        return take(exchange, PollEngine.NO_LIMIT);
    }

    @Override
    public Exchange receiveNoWait(Exchange exchange) {
        return take(exchange, Duration.ZERO);
    }

    @Override
    public Exchange receive(Exchange exchange, long timeout) {
        return take(exchange, limit(timeout));
    }

    /** A timeout that does not fit into nanoseconds counts as none. */
    private static Duration limit(long timeout) {
        return timeout < 0 || timeout > PollEngine.NO_LIMIT.toMillis()
                ? PollEngine.NO_LIMIT
                : Duration.ofMillis(timeout);
    }

    /**
     * @param enriched the exchange that is enriched; null if the caller uses the returned one
     */
    private Exchange take(Exchange enriched, Duration limit) {
        Polling open = polling;
        if (open == null) {
            throw new RejectedExecutionException(this + " is not started");
        }
        try {
            return open.session()
                    .take(limit)
                    .map(one -> exchange(open.messages(), one, enriched))
                    .orElse(null);
        } catch (MnsException e) {
            throw new RuntimeCamelException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    /**
     * The settlement joins the unit of work of the enriched exchange here, since Camel hands it
     * over only after a successful aggregation, and not for an invalid receipt.
     */
    private Exchange exchange(ReceiptMapper messages, Delivery delivery, Exchange enriched) {
        try {
            Exchange exchange = getEndpoint().createExchange();
            fill(messages, exchange, delivery);
            Exchange settled = enriched == null ? exchange : enriched;
            SettleOnCompletion.join(
                    settled, messages.queueName(), List.of(delivery), getExceptionHandler());
            return exchange;
        } catch (RuntimeException | Error e) {
            delivery.finish(Outcome.ABANDONED);
            throw e;
        }
    }

    private static void fill(ReceiptMapper messages, Exchange exchange, Delivery delivery) {
        try {
            messages.fill(exchange, delivery.message(), messages.read(delivery.message()));
        } catch (InvalidReceiptException e) {
            messages.fillInvalid(exchange, delivery.message(), e);
        }
    }
}
