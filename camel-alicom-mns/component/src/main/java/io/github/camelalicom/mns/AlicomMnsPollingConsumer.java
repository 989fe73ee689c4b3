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
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;

import org.apache.camel.DynamicPollingConsumer;
import org.apache.camel.Exchange;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.support.PollingConsumerSupport;

import io.github.camelalicom.mns.consumer.ConsumerSettings;
import io.github.camelalicom.mns.consumer.Delivery;
import io.github.camelalicom.mns.consumer.EngineParts;
import io.github.camelalicom.mns.consumer.Outcome;
import io.github.camelalicom.mns.consumer.PollEngine;
import io.github.camelalicom.mns.exchange.Enrichment;
import io.github.camelalicom.mns.exchange.ReceiptMapper;
import io.github.camelalicom.mns.exchange.SettleOnCompletion;
import io.github.camelalicom.mns.gateway.MnsException;
import io.github.camelalicom.mns.gateway.MnsQueue;
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

    private record Polling(PollEngine engine, ReceiptMapper messages) {}

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
        AlicomMnsSettings.checkDigest(endpoint.getConfiguration());
        ConsumerSettings settings = AlicomMnsSettings.consumer(endpoint.getConfiguration());
        SharedResources shared = endpoint.shared();
        MnsQueue queue = endpoint.openQueue(shared);
        QueueId id = new QueueId(endpoint.getMessageType(), settings.queueName());
        AtomicReference<PollEngine> opened = new AtomicReference<>();
        Member member = () -> Optional.ofNullable(opened.get()).map(PollEngine::snapshot);
        Runnable leave = () -> leave(endpoint, id, member, opened.get());
        try {
            SharedStats stats = join(endpoint, id, member);
            PollEngine engine = newEngine(queue, settings, shared, stats, leave);
            opened.set(engine);
            Polling fresh = new Polling(engine, endpoint.receiptMapper(stats.parser()));
            endpoint.component().ifPresent(component -> announce(component, engine));
            // last, since nothing undoes it here
            shared.opened(engine);
            return fresh;
        } catch (RuntimeException | Error e) {
            queue.close();
            shared.release();
            leave.run();
            throw e;
        }
    }

    private PollEngine newEngine(
            MnsQueue queue,
            ConsumerSettings settings,
            SharedResources shared,
            SharedStats stats,
            Runnable leave) {
        EngineParts parts =
                new EngineParts(
                        queue,
                        settings,
                        shared,
                        getExceptionHandler()::handleException,
                        stats,
                        System::nanoTime,
                        InstantSource.system());
        return new PollEngine(parts, leave);
    }

    /** Called when the engine has stopped and holds no message, or could not be opened. */
    private static void leave(
            AlicomMnsEndpoint endpoint, QueueId queue, Member member, PollEngine engine) {
        endpoint.component()
                .ifPresent(
                        component -> {
                            if (engine != null) {
                                component.stopped(engine);
                            }
                            component.pollers().leave(queue, member);
                        });
    }

    private static SharedStats join(AlicomMnsEndpoint endpoint, QueueId queue, Member member) {
        return endpoint.component()
                .map(component -> component.pollers().join(queue, member))
                // not shown anywhere, and without meters
                .orElseGet(() -> new SharedStats(Role.POLLER, queue));
    }

    private static void announce(AlicomMnsComponent component, PollEngine engine) {
        component.started(engine);
        component.announcePollers();
    }

    @Override
    protected void doStop() throws Exception {
        Polling ended = polling;
        polling = null;
        if (ended != null) {
            ended.engine().stop();
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
            throw new RejectedExecutionException("ALICOM-804 " + this + " is not started");
        }
        try {
            return delivery(open, enriched, limit)
                    .map(one -> exchange(open.messages(), one, enriched))
                    .orElse(null);
        } catch (MnsException e) {
            throw new RuntimeCamelException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private Optional<Delivery> delivery(Polling open, Exchange enriched, Duration limit)
            throws InterruptedException {
        Optional<Delivery> again =
                Enrichment.ofFailedAttempt(enriched, getEndpoint().getEndpointUri());
        return again.isPresent() ? again : open.engine().poll(limit);
    }

    private Exchange exchange(ReceiptMapper messages, Delivery delivery, Exchange enriched) {
        try {
            Exchange exchange = getEndpoint().createExchange();
            fill(messages, exchange, delivery);
            join(messages.queueName(), exchange, delivery, enriched);
            return exchange;
        } catch (RuntimeException | Error e) {
            delivery.finish(Outcome.ABANDONED);
            throw e;
        }
    }

    private void join(String queueName, Exchange polled, Delivery delivery, Exchange enriched) {
        if (enriched == null) {
            SettleOnCompletion.join(polled, queueName, List.of(delivery), getExceptionHandler());
        } else {
            String uri = getEndpoint().getEndpointUri();
            Enrichment.join(enriched, polled, delivery, uri, queueName, getExceptionHandler());
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
