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
import java.util.Optional;

import org.apache.camel.CamelContext;
import org.apache.camel.spi.ExceptionHandler;

import io.github.camelalicom.mns.consumer.ClaimedMessage;
import io.github.camelalicom.mns.consumer.ConsumerSettings;
import io.github.camelalicom.mns.consumer.ConsumerSnapshot;
import io.github.camelalicom.mns.consumer.Delivery;
import io.github.camelalicom.mns.consumer.PollEngine;
import io.github.camelalicom.mns.gateway.MnsQueue;
import io.github.camelalicom.mns.monitor.PollerStats;
import io.github.camelalicom.mns.monitor.SharedStats.Member;
import io.github.camelalicom.mns.monitor.SharedStats.QueueId;

/**
 * A lender with its queue and its threads, open until it has stopped and nothing is lent any more.
 * Camel stops a polling consumer when it has no room for it in a cache, or the template that has
 * polled is stopped: that may well be while what was received is still at work. So what is lent
 * then is looked after until it is done, or the context stops.
 */
final class PollSession implements ManualSettlementSource, Member<ConsumerSnapshot> {

    private final AlicomMnsEndpoint endpoint;
    private final QueueId queueId;
    private final ReceiptMapper messages;
    private volatile PollEngine lender;

    private PollSession(AlicomMnsEndpoint endpoint, ExceptionHandler errors) {
        this.endpoint = endpoint;
        this.queueId =
                new QueueId(endpoint.getMessageType(), endpoint.getConfiguration().getQueueName());
        CamelContext context = endpoint.getCamelContext();
        ConsumerSettings settings = AlicomMnsSettings.consumer(endpoint.getConfiguration());
        SharedResources shared = endpoint.shared();
        MnsQueue queue = endpoint.openQueue(shared);
        try {
            PollerStats takers =
                    endpoint.component()
                            .map(component -> component.takers().join(queueId, this))
                            // nobody sees it then, and it measures nothing
                            .orElseGet(() -> new PollerStats(context, queueId));
            messages = new ReceiptMapper(endpoint, takers.parser());
            lender =
                    new PollEngine(
                            queue,
                            settings,
                            shared,
                            errors::handleException,
                            takers,
                            System::nanoTime,
                            InstantSource.system(),
                            this::closed);
            shared.opened(lender);
        } catch (RuntimeException | Error e) {
            queue.close();
            shared.release();
            closed();
            throw e;
        }
    }

    static PollSession open(AlicomMnsEndpoint endpoint, ExceptionHandler errors) {
        PollSession lending = new PollSession(endpoint, errors);
        endpoint.component()
                .ifPresent(
                        component -> {
                            component.started(lending);
                            component.announceTakers();
                        });
        return lending;
    }

    /** Reads what was taken. */
    ReceiptMapper messages() {
        return messages;
    }

    /** Empty until it is open. */
    @Override
    public Optional<ConsumerSnapshot> snapshot() {
        return Optional.ofNullable(lender).map(PollEngine::snapshot);
    }

    Optional<Delivery> take(Duration limit) throws InterruptedException {
        return lender.take(limit);
    }

    @Override
    public boolean consumes(String queueName) {
        return queueName.equals(endpoint.getConfiguration().getQueueName());
    }

    @Override
    public Optional<ClaimedMessage> claim(String messageId, String receiptHandle) {
        return lender.held().claim(messageId, receiptHandle);
    }

    /** Ends lending; what is lent is looked after until it is done, or the context stops. */
    void stop() {
        lender.stop();
    }

    private void closed() {
        endpoint.component()
                .ifPresent(
                        component -> {
                            component.stopped(this);
                            component.takers().leave(queueId, this);
                        });
    }
}
