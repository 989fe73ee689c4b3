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
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import org.apache.camel.Category;
import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.PollingConsumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.EndpointServiceLocation;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.camelalicom.mns.consumer.ManualSettlement;
import io.github.camelalicom.mns.exchange.ReceiptMapper;
import io.github.camelalicom.mns.gateway.GatewaySettings;
import io.github.camelalicom.mns.gateway.MnsGateway;
import io.github.camelalicom.mns.gateway.MnsQueue;
import io.github.camelalicom.mns.gateway.QuerySettings;
import io.github.camelalicom.mns.gateway.QueueSnapshot;
import io.github.camelalicom.mns.gateway.Threads;
import io.github.camelalicom.mns.lifecycle.SharedResources;
import io.github.camelalicom.mns.monitor.RequestStats;
import io.github.camelalicom.mns.monitor.SharedStats.QueueId;
import io.github.camelalicom.mns.options.OptionChecks;
import io.github.camelalicom.mns.options.ServiceEndpoints;
import io.github.camelalicom.mns.producer.Lookup;
import io.github.camelalicom.mns.producer.QueryProducer;
import io.github.camelalicom.mns.producer.SettlementProducer;
import io.github.camelalicom.mns.producer.SettlementProducer.Action;
import io.github.camelalicom.mns.receipt.ReceiptParser;

/**
 * Receive Alibaba Cloud SMS and voice receipts from MNS, and query missing ones.
 *
 * <p>The message is deleted when its exchange completes, and left for redelivery when it fails.
 */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "alicom-mns",
        title = "Alicom MNS",
        syntax = "alicom-mns:messageType",
        category = {Category.CLOUD, Category.MESSAGING},
        headersClass = AlicomMnsConstants.class)
public class AlicomMnsEndpoint extends DefaultEndpoint implements EndpointServiceLocation {

    private static final Logger LOG = LoggerFactory.getLogger(AlicomMnsEndpoint.class);

    @UriPath(
            description =
                    "The message type of the receipts as Alibaba Cloud names it, such as"
                            + " SmsReport, SmsUp, VoiceReport or FlowReport.")
    @Metadata(required = true)
    private String messageType;

    @UriParam private AlicomMnsConfiguration configuration;

    private final AtomicReference<SharedResources> own = new AtomicReference<>();

    // what the endpoint is used for, as far as it is known
    private volatile boolean receives;
    private volatile boolean queries;

    public AlicomMnsEndpoint(
            String uri, Component component, AlicomMnsConfiguration configuration) {
        super(uri, component);
        this.configuration = configuration;
    }

    @Override
    public String getServiceUrl() {
        return AlicomMnsSettings.url(service(), configuration).orElse(null);
    }

    @Override
    public String getServiceProtocol() {
        return service().name();
    }

    private ServiceEndpoints.Service service() {
        return AlicomMnsSettings.service(configuration, receives, queries);
    }

    @Override
    public Map<String, String> getServiceMetadata() {
        Map<String, String> metadata = new TreeMap<>();
        if (messageType != null) {
            metadata.put("messageType", messageType);
        }
        if (AlicomMnsSettings.hasQueue(configuration)) {
            metadata.put("queueName", configuration.getQueueName());
        }
        return metadata;
    }

    @Override
    public Producer createProducer() {
        return switch (configuration.getOperation()) {
            case querySendDetails ->
                    queryProducer("Querying send details", this::sendDetailsLookup);
            case queryMessage -> queryProducer("Querying a message", this::globeMessageLookup);
            case queryCallDetail -> queryProducer("Querying a call detail", this::callDetailLookup);
            case deleteMessage -> settlementProducer(Action.DELETE);
            case changeVisibility -> settlementProducer(Action.CHANGE_VISIBILITY);
        };
    }

    private Producer queryProducer(String doing, Supplier<Supplier<Lookup>> lookup) {
        queries = true;
        return new QueryProducer(this, lookup, requests -> requestStats(doing, requests));
    }

    private Supplier<Lookup> sendDetailsLookup() {
        QuerySettings sms = AlicomMnsSettings.sms(configuration);
        int pageSize = AlicomMnsSettings.pageSize(configuration);
        return () -> Lookup.sendDetails(sms, pageSize);
    }

    private Supplier<Lookup> globeMessageLookup() {
        QuerySettings sms = AlicomMnsSettings.globeSms(configuration);
        return () -> Lookup.globeMessage(sms);
    }

    private Supplier<Lookup> callDetailLookup() {
        QuerySettings voice = AlicomMnsSettings.voice(configuration);
        return () -> Lookup.callDetail(voice);
    }

    private Producer settlementProducer(Action action) {
        return new SettlementProducer(
                this,
                action,
                new SettlementProducer.Source(
                        configuration.getQueueName(),
                        () -> AlicomMnsSettings.gateway(messageType, configuration),
                        this::shared,
                        this::openQueue,
                        this::settlementSources),
                this::requestStats);
    }

    private RequestStats requestStats(String doing, Supplier<QueueSnapshot> requests) {
        return new RequestStats(
                component().map(AlicomMnsComponent::producers),
                new QueueId(messageType, configuration.getQueueName()),
                doing,
                requests);
    }

    ReceiptMapper receiptMapper(ReceiptParser parser) {
        return new ReceiptMapper(
                messageType,
                configuration.getQueueName(),
                configuration.isVerifyBodyDigest(),
                parser);
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        receives = true;
        AlicomMnsConsumer consumer = new AlicomMnsConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    /** The consumers and pollers of the same queue that the component knows. */
    private List<ManualSettlement.Source> settlementSources() {
        return component()
                .map(component -> component.settlementSources(configuration.getQueueName()))
                .orElse(List.of());
    }

    Optional<AlicomMnsComponent> component() {
        return Optional.ofNullable(getComponent())
                .filter(AlicomMnsComponent.class::isInstance)
                .map(AlicomMnsComponent.class::cast);
    }

    /** {@code pollEnrich} and {@code ConsumerTemplate} take one receipt at a time: no batches. */
    @Override
    public PollingConsumer createPollingConsumer() throws Exception {
        if (configuration.isBatching()) {
            throw OptionChecks.wrong(
                    "batching", true, "false where receipts are polled one by one");
        }
        AlicomMnsSettings.gateway(messageType, configuration);
        receives = true;
        AlicomMnsPollingConsumer consumer = new AlicomMnsPollingConsumer(this);
        // instead of configurePollingConsumer, which rejects bridgeErrorHandler: the option has no
        // effect here, since a failure is thrown to the caller
        if (getExceptionHandler() != null) {
            consumer.setExceptionHandler(getExceptionHandler());
        }
        return consumer;
    }

    /** Those of the component; an endpoint without a component has its own. */
    SharedResources shared() {
        return component().map(AlicomMnsComponent::shared).orElseGet(this::own);
    }

    private SharedResources own() {
        SharedResources fresh = new SharedResources(getCamelContext());
        SharedResources present = own.compareAndExchange(null, fresh);
        return present == null ? fresh.register() : present;
    }

    @Override
    protected void doStop() throws Exception {
        SharedResources ended = own.getAndSet(null);
        if (ended != null) {
            ended.unregister();
        }
        super.doStop();
    }

    /** Opens the queue; the caller closes it and then releases the shared threads. */
    MnsQueue openQueue(SharedResources shared) {
        GatewaySettings settings = AlicomMnsSettings.gateway(messageType, configuration);
        warnIfTypesDiffer(settings.queueName());
        Threads threads = shared.acquire();
        try {
            return MnsGateway.open(settings, threads);
        } catch (RuntimeException | Error e) {
            shared.release();
            throw e;
        }
    }

    private void warnIfTypesDiffer(String queueName) {
        OptionChecks.contradictingType(messageType, queueName)
                .ifPresent(
                        type ->
                                LOG.warn(
                                        "ALICOM-112 Queue {} contains {}, but the endpoint requests"
                                                + " a token for {}, which does not open it, so"
                                                + " receiving will be refused: check messageType and"
                                                + " queueName",
                                        queueName,
                                        type,
                                        messageType));
    }

    public String getMessageType() {
        return messageType;
    }

    public void setMessageType(String messageType) {
        this.messageType = messageType;
    }

    public AlicomMnsConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(AlicomMnsConfiguration configuration) {
        this.configuration = configuration;
    }
}
