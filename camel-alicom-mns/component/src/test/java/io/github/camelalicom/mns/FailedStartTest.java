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

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;

import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Producer;
import org.apache.camel.Service;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.impl.health.DefaultHealthCheckRegistry;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.support.DefaultThreadPoolFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.camelalicom.mns.exchange.ReceiptMapper;
import io.github.camelalicom.mns.monitor.SharedHealthChecks;
import io.github.camelalicom.mns.receipt.ReceiptParser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** After an Error, Camel does not stop the service: its start has to end what it began. */
class FailedStartTest extends AlicomMnsTestSupport {

    private final RecordingPools pools = new RecordingPools();
    private final RefusingRegistry registry = new RefusingRegistry();

    @BeforeEach
    void startCamel() {
        camel.getRegistry().bind("errors", errors);
        camel.getExecutorServiceManager().setThreadPoolFactory(pools);
        registry.setCamelContext(camel);
        camel.getCamelContextExtension().addContextPlugin(HealthCheckRegistry.class, registry);
        camel.start();
    }

    @Test
    void aConsumerReleasesItsThreads() throws Exception {
        assertThatThrownBy(() -> refusing().createConsumer(this::arrive).start())
                .hasStackTraceContaining("refused");
        assertNothingIsLeft();

        Consumer another = endpoint("").createConsumer(this::arrive);
        another.start();
        deliver(1);
        awaitArrivals(1);
        another.stop();
    }

    @Test
    void aPollerReleasesItsThreads() throws Exception {
        assertThatThrownBy(() -> refusing().createPollingConsumer().start())
                .hasStackTraceContaining("refused");
        assertNothingIsLeft();
    }

    @Test
    void aPollerThatCannotBeAnnouncedReleasesItsThreads() throws Exception {
        assertStartIsRefused(endpoint("").createPollingConsumer());
    }

    @Test
    void theThreadsThatWereCreatedEndIfOthersCannotBe() throws Exception {
        pools.left = 2;
        assertThatThrownBy(() -> endpoint("").createConsumer(this::arrive).start())
                .hasStackTraceContaining("refused");
        assertThat(pools.ours).hasSize(2);
        pools.left = Integer.MAX_VALUE;
        assertNothingIsLeft();
    }

    @ParameterizedTest
    @EnumSource(AlicomMnsOperation.class)
    void aProducerReleasesItsThreads(AlicomMnsOperation operation) throws Exception {
        assertStartIsRefused(endpoint("operation=" + operation).createProducer());
        // and another one starts
        Producer another = endpoint("operation=" + operation).createProducer();
        another.start();
        another.stop();
    }

    @ParameterizedTest
    @EnumSource(AlicomMnsOperation.class)
    void aProducerThatIsNotStartedRejectsExchanges(AlicomMnsOperation operation) throws Exception {
        Endpoint endpoint = endpoint("operation=" + operation);
        Producer producer = endpoint.createProducer();
        assertRejects(producer);

        producer.start();
        producer.stop();

        assertRejects(producer);
    }

    private static void assertRejects(Producer producer) {
        assertThatThrownBy(() -> producer.process(producer.getEndpoint().createExchange()))
                .hasMessage("ALICOM-804 " + producer + " is not started");
    }

    private void assertStartIsRefused(Service service) {
        registry.refuses = true;
        assertThatThrownBy(service::start).hasStackTraceContaining("refused");
        registry.refuses = false;
        assertNothingIsLeft();
    }

    private void assertNothingIsLeft() {
        AlicomMnsComponent component = camel.getComponent("alicom-mns", AlicomMnsComponent.class);
        assertThat(pools.ours).allMatch(ExecutorService::isShutdown);
        assertThat(component.pollers().stream()).isEmpty();
        assertThat(component.producers().stream()).isEmpty();
        assertThat(component.settlementSources(endpoint("").getConfiguration().getQueueName()))
                .isEmpty();
    }

    private AlicomMnsEndpoint endpoint(String options) {
        return camel.getEndpoint(smsReports(options), AlicomMnsEndpoint.class);
    }

    /** An endpoint whose services fail in the middle of their start. */
    private AlicomMnsEndpoint refusing() {
        AlicomMnsEndpoint usual = endpoint("");
        AlicomMnsEndpoint refusing =
                new AlicomMnsEndpoint(
                        usual.getEndpointUri(), usual.getComponent(), usual.getConfiguration()) {
                    @Override
                    ReceiptMapper receiptMapper(ReceiptParser parser) {
                        throw new IllegalStateException("refused");
                    }
                };
        refusing.setMessageType("SmsReport");
        refusing.setCamelContext(camel);
        return refusing;
    }

    /** Refuses to announce a poller or producer. */
    private static final class RefusingRegistry extends DefaultHealthCheckRegistry {

        private boolean refuses;

        @Override
        public boolean register(Object checks) {
            if (refuses && checks instanceof SharedHealthChecks) {
                throw new LinkageError("refused");
            }
            return super.register(checks);
        }
    }

    private static final class RecordingPools extends DefaultThreadPoolFactory {

        private final List<ExecutorService> ours = new CopyOnWriteArrayList<>();
        private int left = Integer.MAX_VALUE;

        @Override
        public ExecutorService newThreadPool(ThreadPoolProfile profile, ThreadFactory threads) {
            if (ours.size() >= left) {
                throw new IllegalStateException("refused");
            }
            ExecutorService pool = super.newThreadPool(profile, threads);
            ours.add(pool);
            return pool;
        }

        @Override
        public ScheduledExecutorService newScheduledThreadPool(
                ThreadPoolProfile profile, ThreadFactory threads) {
            ScheduledExecutorService pool = super.newScheduledThreadPool(profile, threads);
            ours.add(pool);
            return pool;
        }
    }
}
