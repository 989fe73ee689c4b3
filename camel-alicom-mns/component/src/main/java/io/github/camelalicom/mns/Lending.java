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
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.camel.CamelContext;
import org.apache.camel.NonManagedService;
import org.apache.camel.Service;
import org.apache.camel.spi.ExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.camelalicom.mns.consumer.Claim;
import io.github.camelalicom.mns.consumer.ConsumerSettings;
import io.github.camelalicom.mns.consumer.ConsumerSnapshot;
import io.github.camelalicom.mns.consumer.Delivery;
import io.github.camelalicom.mns.consumer.Lender;
import io.github.camelalicom.mns.gateway.Threads;

/**
 * A lender with its queue and its threads, open until it has stopped and nothing is lent any more.
 * Camel stops a polling consumer when it has no room for it in a cache, or the template that has
 * polled is stopped: that may well be while what was received is still at work. So what is lent
 * then is looked after until it is done, or the context stops.
 */
final class Lending
        implements MessageHolder, Group.Member<ConsumerSnapshot>, Service, NonManagedService {

    private static final Logger LOG = LoggerFactory.getLogger(Lending.class);

    private final AlicomMnsEndpoint endpoint;
    private final CamelContext context;
    private final Group.Subject subject;
    private final ReceiptMessages messages;
    private volatile Lender lender;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();

    private Lending(AlicomMnsEndpoint endpoint, ExceptionHandler errors) {
        this.endpoint = endpoint;
        this.context = endpoint.getCamelContext();
        this.subject = Group.Subject.of(endpoint);
        ConsumerSettings settings = AlicomMnsSettings.consumer(endpoint.getConfiguration());
        Threads threads = SharedThreads.of(context).acquire();
        try {
            Takers takers =
                    endpoint.component()
                            .map(component -> component.takers().join(subject, this))
                            // nobody sees it then, and it measures nothing
                            .orElseGet(() -> new Takers(context, subject));
            messages = new ReceiptMessages(endpoint, takers.parser());
            lender =
                    new Lender(
                            endpoint.openQueue(threads),
                            settings,
                            threads,
                            errors::handleException,
                            takers,
                            System::nanoTime,
                            InstantSource.system());
        } catch (RuntimeException | Error e) {
            end();
            throw e;
        }
    }

    static Lending open(AlicomMnsEndpoint endpoint, ExceptionHandler errors) {
        Lending lending = new Lending(endpoint, errors);
        endpoint.component()
                .ifPresent(
                        component -> {
                            component.started(lending);
                            component.announceTakers();
                        });
        return lending;
    }

    /** Reads what was taken. */
    ReceiptMessages messages() {
        return messages;
    }

    /** Empty until it is open. */
    @Override
    public Optional<ConsumerSnapshot> snapshot() {
        return Optional.ofNullable(lender).map(Lender::snapshot);
    }

    Optional<Delivery> take(Duration limit) throws InterruptedException {
        return lender.take(limit);
    }

    @Override
    public boolean consumes(String queueName) {
        return queueName.equals(endpoint.getConfiguration().getQueueName());
    }

    @Override
    public Optional<Claim> claim(String messageId, String receiptHandle) {
        return lender.held().claim(messageId, receiptHandle);
    }

    /** Nothing to start: it is open from the beginning. */
    @Override
    public void start() {
        // the context starts what is added to it
    }

    /** Ends lending. Said again, by the context that stops, it closes what is still open. */
    @Override
    public void stop() {
        if (!stopped.compareAndSet(false, true)) {
            release();
            return;
        }
        lender.stop();
        if (!contextEnds()) {
            untilSettled();
        }
        // also when it has begun to in the meantime, and does not see what was added to it just now
        if (contextEnds()) {
            release();
        }
    }

    private boolean contextEnds() {
        return context.isStopping() || context.isStopped();
    }

    private void untilSettled() {
        try {
            context.addService(this, true, true);
        } catch (Exception e) {
            LOG.debug("The context takes no more services", e);
            release();
            return;
        }
        lender.settled().thenRun(this::releaseAlone);
    }

    private void releaseAlone() {
        release();
        try {
            context.removeService(this);
        } catch (Exception e) {
            LOG.debug("The context has no such service any more", e);
        }
    }

    private void release() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            lender.close();
        } finally {
            endpoint.component().ifPresent(component -> component.stopped(this));
            end();
        }
    }

    private void end() {
        endpoint.component().ifPresent(component -> component.takers().leave(subject, this));
        SharedThreads.of(context).release();
    }
}
