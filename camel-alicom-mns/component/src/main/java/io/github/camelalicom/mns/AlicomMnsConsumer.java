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
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.apache.camel.Processor;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.Suspendable;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.spi.ShutdownAware;
import org.apache.camel.spi.ShutdownStrategy;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.HealthCheckComponent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.camelalicom.mns.consumer.ConsumerEngine;
import io.github.camelalicom.mns.consumer.ConsumerSettings;
import io.github.camelalicom.mns.consumer.ConsumerSnapshot;
import io.github.camelalicom.mns.consumer.ManualSettlement.ClaimedMessage;
import io.github.camelalicom.mns.consumer.ManualSettlementSource;
import io.github.camelalicom.mns.exchange.ReceiptMapper;
import io.github.camelalicom.mns.exchange.ReceiptRouter;
import io.github.camelalicom.mns.lifecycle.SharedResources;
import io.github.camelalicom.mns.monitor.ConsumerHealthCheck;
import io.github.camelalicom.mns.monitor.ConsumerMeters;
import io.github.camelalicom.mns.monitor.ConsumerView;
import io.github.camelalicom.mns.monitor.ManagedAlicomMnsConsumerMBean;
import io.github.camelalicom.mns.receipt.ReceiptParser;
import io.github.camelalicom.mns.receipt.SchemaDrift;

/**
 * Brings the engine to life with the route and ends it with the route. Lifecycle only: what happens
 * to a message is the engine's.
 */
@ManagedResource(description = "Managed Alicom MNS Consumer")
public class AlicomMnsConsumer extends DefaultConsumer
        implements ManualSettlementSource,
                ConsumerView,
                ShutdownAware,
                Suspendable,
                ManagedAlicomMnsConsumerMBean {

    private static final Logger LOG = LoggerFactory.getLogger(AlicomMnsConsumer.class);

    private final AlicomMnsEndpoint endpoint;
    private final SchemaDrift drift = new SchemaDrift();
    private ConsumerSettings settings;
    private ConsumerMeters meters;
    private volatile ConsumerEngine engine;
    private volatile boolean completeAllTasks;

    public AlicomMnsConsumer(AlicomMnsEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
    }

    @Override
    protected void doBuild() throws Exception {
        if (getHealthCheck() == null) {
            setHealthCheck(ConsumerHealthCheck.ofConsumer(this, endpoint.getEndpointUri()));
        }
        super.doBuild();
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        if (endpoint.getComponent() instanceof HealthCheckComponent component) {
            getHealthCheck().setEnabled(component.isHealthCheckConsumerEnabled());
        }
        AlicomMnsConfiguration configuration = endpoint.getConfiguration();
        settings = AlicomMnsSettings.consumer(configuration);
        // checked before anything is started
        AlicomMnsSettings.gateway(endpoint.getMessageType(), configuration);
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        if (engine == null) {
            completeAllTasks = false;
            open();
        } else {
            // Camel starts a suspended consumer, instead of resuming it, after a stop it gave up
            doResume();
        }
    }

    /**
     * Camel suspends before it stops, and goes on with its own waiting afterwards. It also suspends
     * and resumes what has stopped: that has nothing to suspend, and needs a start.
     */
    @Override
    protected void doSuspend() {
        if (engine == null) {
            return;
        }
        if (completeAllTasks) {
            engine.drain();
        } else {
            engine.suspend();
        }
    }

    @Override
    protected void doResume() {
        completeAllTasks = false;
        if (engine != null) {
            engine.start();
        }
    }

    private void open() {
        SharedResources shared = endpoint.shared();
        try {
            meters = ConsumerMeters.ofConsumer(endpoint.getCamelContext(), this);
            engine = newEngine(shared);
            // ahead of the first message, which a producer may want to find here
            endpoint.component().ifPresent(component -> component.started(this));
            shared.opened(engine);
            engine.start();
        } catch (RuntimeException | Error e) {
            // Camel stops no service whose start failed
            abandonStart();
            throw e;
        }
    }

    private void abandonStart() {
        try {
            if (engine != null) {
                engine.stop(Duration.ZERO);
            }
        } finally {
            end();
        }
    }

    private void end() {
        endpoint.component().ifPresent(component -> component.stopped(this));
        engine = null;
        endMeters();
    }

    private ConsumerEngine newEngine(SharedResources shared) {
        return new ConsumerEngine(
                endpoint.openQueue(shared),
                settings,
                shared,
                new ReceiptRouter(this, settings.batching(), receipts()),
                this::handleException,
                meters,
                System::nanoTime,
                InstantSource.system());
    }

    private ReceiptMapper receipts() {
        return endpoint.receiptMapper(new ReceiptParser(drift::drifted));
    }

    @Override
    protected void doStop() throws Exception {
        try {
            if (engine != null) {
                engine.stop(patience());
            }
        } finally {
            end();
            super.doStop();
        }
    }

    /**
     * Never deferred: suspending is the way to stop, since Camel can undo it. To complete all tasks
     * is to go on with what is held.
     */
    @Override
    public boolean deferShutdown(ShutdownRunningTask shutdownRunningTask) {
        completeAllTasks = shutdownRunningTask == ShutdownRunningTask.CompleteAllTasks;
        return false;
    }

    /** Camel asks until it is 0, or its patience is over. */
    @Override
    public int getPendingExchangesSize() {
        ConsumerEngine running = engine;
        return running == null ? 0 : running.waiting();
    }

    @Override
    public void prepareShutdown(boolean suspendOnly, boolean forced) {
        // suspending and stopping say all that there is to say
    }

    @Override
    public Optional<ConsumerSnapshot> snapshot() {
        return Optional.ofNullable(engine)
                .map(running -> running.snapshot().withDrifted(drift.total()));
    }

    @Override
    public Map<SchemaDrift.Field, Long> driftedFields() {
        return drift.counts();
    }

    @Override
    public boolean consumes(String queueName) {
        return settings.queueName().equals(queueName);
    }

    @Override
    public Optional<ClaimedMessage> claim(String messageId, String receiptHandle) {
        ConsumerEngine running = engine;
        return running == null ? Optional.empty() : running.held().claim(messageId, receiptHandle);
    }

    @Override
    public String getMessageType() {
        return endpoint.getMessageType();
    }

    @Override
    public String getQueueName() {
        return endpoint.getConfiguration().getQueueName();
    }

    @Override
    public void setConcurrentReceivers(int most) {
        AlicomMnsSettings.concurrentReceivers(most);
        ConsumerEngine running = engine;
        if (running == null) {
            throw new IllegalStateException("The consumer is not started");
        }
        running.limitReceivers(most);
        LOG.info("Up to {} receivers receive from {} from now on", most, getQueueName());
    }

    /**
     * As long as Camel's own, unless Camel's is over, which may be that of a single route. A
     * strategy that waits for nothing, as Quarkus has one, has no unit.
     */
    private Duration patience() {
        ShutdownStrategy strategy = endpoint.getCamelContext().getShutdownStrategy();
        if (strategy.isTimeoutOccurred()) {
            return Duration.ZERO;
        }
        TimeUnit unit = strategy.getTimeUnit();
        return unit == null
                ? Duration.ZERO
                : Duration.of(strategy.getTimeout(), unit.toChronoUnit());
    }

    private void endMeters() {
        if (meters != null) {
            meters.close();
            meters = null;
        }
    }
}
