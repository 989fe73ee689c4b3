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

import org.apache.camel.Processor;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.Suspendable;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.spi.ShutdownAware;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.HealthCheckComponent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.camelalicom.mns.consumer.ConsumerEngine;
import io.github.camelalicom.mns.consumer.ConsumerSettings;
import io.github.camelalicom.mns.consumer.ConsumerSnapshot;
import io.github.camelalicom.mns.consumer.EngineParts;
import io.github.camelalicom.mns.consumer.ManualSettlement;
import io.github.camelalicom.mns.exchange.ReceiptExceptionHandler;
import io.github.camelalicom.mns.exchange.ReceiptMapper;
import io.github.camelalicom.mns.exchange.ReceiptRouter;
import io.github.camelalicom.mns.gateway.MnsQueue;
import io.github.camelalicom.mns.lifecycle.ConsumerShutdown;
import io.github.camelalicom.mns.lifecycle.SharedResources;
import io.github.camelalicom.mns.monitor.ConsumerMeters;
import io.github.camelalicom.mns.monitor.ConsumerView;
import io.github.camelalicom.mns.monitor.ManagedAlicomMnsConsumerMBean;
import io.github.camelalicom.mns.monitor.MeterFactory;
import io.github.camelalicom.mns.monitor.MnsHealthCheck;
import io.github.camelalicom.mns.receipt.ReceiptParser;
import io.github.camelalicom.mns.receipt.SchemaDrift;

/**
 * Starts and stops the engine with the route. Only the life cycle is handled here; the engine
 * handles the messages.
 */
@ManagedResource(description = "Managed Alicom MNS Consumer")
public class AlicomMnsConsumer extends DefaultConsumer
        implements ManualSettlement.Source,
                ConsumerView,
                ShutdownAware,
                Suspendable,
                ManagedAlicomMnsConsumerMBean {

    private static final Logger LOG = LoggerFactory.getLogger(AlicomMnsConsumer.class);

    private final AlicomMnsEndpoint endpoint;
    private final SchemaDrift drift = new SchemaDrift();
    private final ConsumerShutdown shutdown = new ConsumerShutdown();
    private ConsumerSettings settings;
    private ConsumerMeters meters;
    private volatile ConsumerEngine engine;

    /** Drift before the last start, which meters that outlive it have counted. */
    private volatile long earlierDrift;

    public AlicomMnsConsumer(AlicomMnsEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
        setExceptionHandler(new ReceiptExceptionHandler(endpoint.getCamelContext(), getClass()));
    }

    @Override
    protected void doBuild() throws Exception {
        if (getHealthCheck() == null) {
            setHealthCheck(new MnsHealthCheck(this, endpoint.getEndpointUri()));
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
        // validates before anything is started
        AlicomMnsSettings.gateway(endpoint.getMessageType(), configuration);
        AlicomMnsSettings.checkDigest(configuration);
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        if (engine == null) {
            shutdown.revoke();
            open();
        } else {
            // after a stop that timed out, Camel starts a suspended consumer instead of resuming it
            doResume();
        }
    }

    /**
     * Camel suspends a consumer before it stops it, and then waits for its exchanges. It also
     * suspends and resumes stopped consumers, which have no engine and need a start.
     */
    @Override
    protected void doSuspend() {
        if (engine == null) {
            return;
        }
        if (shutdown.completesAllTasks()) {
            engine.drain();
        } else {
            engine.suspend();
        }
    }

    /** Not while the context stops: a policy may resume it after each of the last exchanges. */
    @Override
    protected void doResume() {
        if (endpoint.getCamelContext().isStopping()) {
            return;
        }
        shutdown.revoke();
        if (engine != null) {
            engine.start();
        }
    }

    private void open() {
        SharedResources shared = endpoint.shared();
        earlierDrift = drift.total();
        try {
            meters = MeterFactory.create(endpoint.getCamelContext(), this);
            engine = newEngine(shared);
            // before the first message, since a producer may settle that one
            endpoint.component().ifPresent(component -> component.started(this));
            shared.opened(engine);
            engine.start();
        } catch (RuntimeException | Error e) {
            // Camel does not stop a service whose start failed
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
        try {
            // which read the last snapshot of the engine
            endMeters();
        } finally {
            engine = null;
        }
    }

    private ConsumerEngine newEngine(SharedResources shared) {
        MnsQueue queue = endpoint.openQueue(shared);
        try {
            return newEngine(queue, shared);
        } catch (RuntimeException | Error e) {
            queue.close();
            shared.release();
            throw e;
        }
    }

    private ConsumerEngine newEngine(MnsQueue queue, SharedResources shared) {
        EngineParts parts =
                new EngineParts(
                        queue,
                        settings,
                        shared,
                        this::handleException,
                        meters,
                        System::nanoTime,
                        InstantSource.system());
        return new ConsumerEngine(parts, new ReceiptRouter(this, settings.batching(), receipts()));
    }

    private ReceiptMapper receipts() {
        return endpoint.receiptMapper(new ReceiptParser(drift::drifted));
    }

    @Override
    protected void doStop() throws Exception {
        try {
            if (engine != null) {
                engine.stop(shutdown.timeout(endpoint.getCamelContext().getShutdownStrategy()));
            }
        } finally {
            end();
            super.doStop();
        }
    }

    /**
     * Never deferred: Camel suspends instead, which it can undo. CompleteAllTasks means that all
     * held messages are processed.
     */
    @Override
    public boolean deferShutdown(ShutdownRunningTask shutdownRunningTask) {
        shutdown.begin(shutdownRunningTask);
        ConsumerEngine running = engine;
        if (running != null) {
            running.stopBegins();
        }
        return false;
    }

    /** Camel polls this until it is 0 or the shutdown timeout has passed. */
    @Override
    public int getPendingExchangesSize() {
        ConsumerEngine running = engine;
        return running == null ? 0 : running.waiting();
    }

    @Override
    public void prepareShutdown(boolean suspendOnly, boolean forced) {
        // suspend and stop do all that is needed
    }

    @Override
    public Optional<ConsumerSnapshot> snapshot() {
        return Optional.ofNullable(engine)
                .map(running -> running.snapshot().withDrifted(drift.total() - earlierDrift));
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
    public Optional<ManualSettlement> held() {
        return Optional.ofNullable(engine).map(ConsumerEngine::held);
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
    public void setConcurrentReceivers(int max) {
        AlicomMnsSettings.concurrentReceivers(max);
        ConsumerEngine running = engine;
        if (running == null) {
            throw new IllegalStateException("ALICOM-805 The consumer is not started");
        }
        running.limitReceivers(max);
        LOG.info("ALICOM-325 Maximum number of receivers of {} changed to {}", getQueueName(), max);
    }

    private void endMeters() {
        if (meters != null) {
            meters.close();
            meters = null;
        }
    }
}
