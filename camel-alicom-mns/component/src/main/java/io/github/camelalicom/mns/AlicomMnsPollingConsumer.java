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
import io.github.camelalicom.mns.consumer.ConsumerSnapshot;
import io.github.camelalicom.mns.consumer.Delivery;
import io.github.camelalicom.mns.consumer.Outcome;
import io.github.camelalicom.mns.consumer.PollEngine;
import io.github.camelalicom.mns.exchange.PollSession;
import io.github.camelalicom.mns.exchange.ReceiptMapper;
import io.github.camelalicom.mns.exchange.SettleOnCompletion;
import io.github.camelalicom.mns.gateway.MnsException;
import io.github.camelalicom.mns.lifecycle.SharedResources;
import io.github.camelalicom.mns.monitor.PollerStats;
import io.github.camelalicom.mns.monitor.SharedStats.Member;
import io.github.camelalicom.mns.monitor.SharedStats.QueueId;
import io.github.camelalicom.mns.receipt.InvalidReceiptException;

/**
 * Hands receipts one by one to those who ask: {@code pollEnrich}, {@code poll}, {@code
 * ConsumerTemplate}. Each stays on loan until the unit of work of who took it is done. Used by many
 * threads at once.
 *
 * <p>{@code null} says that nothing came in time. When the queue could not be asked until then, the
 * taker gets the exception instead.
 */
public class AlicomMnsPollingConsumer extends PollingConsumerSupport
        implements DynamicPollingConsumer {

    private record Lending(PollSession session, ReceiptMapper messages) {}

    private volatile Lending lending;

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
        lending = open(getEndpoint());
    }

    private Lending open(AlicomMnsEndpoint endpoint) {
        ConsumerSettings settings = AlicomMnsSettings.consumer(endpoint.getConfiguration());
        SharedResources shared = endpoint.shared();
        PollSession session = new PollSession(settings, shared, endpoint.openQueue(shared));
        QueueId queue = new QueueId(endpoint.getMessageType(), settings.queueName());
        Member<ConsumerSnapshot> member = session::snapshot;
        Runnable leave =
                () ->
                        endpoint.component()
                                .ifPresent(
                                        component -> {
                                            component.stopped(session);
                                            component.takers().leave(queue, member);
                                        });
        ReceiptMapper messages;
        try {
            PollerStats takers = join(endpoint, queue, member);
            messages = endpoint.receiptMapper(takers.parser());
            session.start(getExceptionHandler(), takers, leave);
        } catch (RuntimeException | Error e) {
            session.abandon();
            leave.run();
            throw e;
        }
        endpoint.component().ifPresent(component -> announce(component, session));
        return new Lending(session, messages);
    }

    private static PollerStats join(
            AlicomMnsEndpoint endpoint, QueueId queue, Member<ConsumerSnapshot> member) {
        return endpoint.component()
                .map(component -> component.takers().join(queue, member))
                // nobody sees it then, and it measures nothing
                .orElseGet(() -> new PollerStats(endpoint.getCamelContext(), queue));
    }

    private static void announce(AlicomMnsComponent component, PollSession session) {
        component.started(session);
        component.announceTakers();
    }

    @Override
    protected void doStop() throws Exception {
        Lending ended = lending;
        lending = null;
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

    /** A time that nanoseconds cannot count is as good as none. */
    private static Duration limit(long timeout) {
        return timeout < 0 || timeout > PollEngine.NO_LIMIT.toMillis()
                ? PollEngine.NO_LIMIT
                : Duration.ofMillis(timeout);
    }

    /**
     * @param taker the exchange that is enriched; null when the taker works on the one it gets
     */
    private Exchange take(Exchange taker, Duration limit) {
        Lending open = lending;
        if (open == null) {
            throw new RejectedExecutionException(this + " is not started");
        }
        try {
            return open.session()
                    .take(limit)
                    .map(one -> exchange(open.messages(), one, taker))
                    .orElse(null);
        } catch (MnsException e) {
            throw new RuntimeCamelException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    /**
     * The settlement joins the unit of work of the exchange that is enriched at once. Camel hands
     * it over only when the aggregation went well, and not when what came is no receipt.
     */
    private Exchange exchange(ReceiptMapper messages, Delivery delivery, Exchange taker) {
        try {
            Exchange exchange = getEndpoint().createExchange();
            fill(messages, exchange, delivery);
            Exchange settled = taker == null ? exchange : taker;
            SettleOnCompletion.join(settled, List.of(delivery), getExceptionHandler());
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
