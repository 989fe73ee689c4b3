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

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.HealthCheckComponent;

import io.github.camelalicom.mns.consumer.ConsumerSnapshot;
import io.github.camelalicom.mns.consumer.ManualSettlementSource;
import io.github.camelalicom.mns.doctor.DoctorReport;
import io.github.camelalicom.mns.lifecycle.SharedResources;
import io.github.camelalicom.mns.monitor.PollerHealthChecks;
import io.github.camelalicom.mns.monitor.PollerStats;
import io.github.camelalicom.mns.monitor.ProducerStats;
import io.github.camelalicom.mns.monitor.SharedStats.ByQueue;
import io.github.camelalicom.mns.options.StrictConfigurer;

/** Makes the endpoints of {@code alicom-mns:messageType}. */
@Component("alicom-mns")
public class AlicomMnsComponent extends HealthCheckComponent {

    @Metadata(description = "The options that all endpoints start from.")
    private AlicomMnsConfiguration configuration = new AlicomMnsConfiguration();

    /** Those that are running, for producers that settle what they hold. */
    private final Set<ManualSettlementSource> holders = ConcurrentHashMap.newKeySet();

    /** Those who are at work, for operators. */
    private final ByQueue<ConsumerSnapshot, PollerStats> takers =
            new ByQueue<>(queue -> new PollerStats(getCamelContext(), queue));

    private final ByQueue<ProducerStats.Snapshot, ProducerStats> producers =
            new ByQueue<>(queue -> new ProducerStats(getCamelContext(), queue));

    private volatile PollerHealthChecks takersHealth;
    private volatile SharedResources shared;

    public AlicomMnsComponent() {
        this(null);
    }

    public AlicomMnsComponent(CamelContext context) {
        super(context);
        registerExtension(() -> new AlicomMnsComponentVerifierExtension(this::examine));
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
            throws Exception {
        if (remaining == null || remaining.isBlank()) {
            throw new IllegalArgumentException(
                    "The endpoint URI names no message type: write alicom-mns:SmsReport, or another"
                            + " of the vendor's names");
        }
        AlicomMnsEndpoint endpoint = new AlicomMnsEndpoint(uri, this, configuration.copy());
        endpoint.setMessageType(remaining);
        PropertyConfigurer camels = getEndpointPropertyConfigurer();
        // a component derived from this one has none
        if (camels != null) {
            StrictConfigurer written = new StrictConfigurer(camels);
            parameters.entrySet().removeIf(one -> !written.isSet(one.getKey(), one.getValue()));
        }
        setProperties(endpoint, parameters);
        return endpoint;
    }

    /** For those who set the component's options by their names, as Camel Main does. */
    @Override
    public PropertyConfigurer getComponentPropertyConfigurer() {
        PropertyConfigurer camels = super.getComponentPropertyConfigurer();
        return camels == null ? null : new StrictConfigurer(camels);
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        shared = new SharedResources(getCamelContext()).register();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        takersHealth =
                PollerHealthChecks.register(
                        getCamelContext(), takers::stream, this::isHealthCheckConsumerEnabled);
    }

    @Override
    protected void doStop() throws Exception {
        PollerHealthChecks.unregister(takersHealth);
        super.doStop();
    }

    @Override
    protected void doShutdown() throws Exception {
        shared.unregister();
        super.doShutdown();
    }

    /** Checks an account: {@link AlicomMnsDoctor} says more. */
    DoctorReport examine(String messageType, Map<String, Object> options) {
        AlicomMnsEndpoint endpoint;
        try {
            String uri = "alicom-mns:" + messageType;
            endpoint = (AlicomMnsEndpoint) createEndpoint(uri, new HashMap<>(options));
            endpoint.checkOptions();
        } catch (Exception e) {
            return DoctorReport.ofWrongOptions(innermostMessage(e));
        }
        return endpoint.examine();
    }

    /** Camel wraps the sentence about the option. */
    private static String innermostMessage(Exception e) {
        Throwable cause = e;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    /** What its consumers, pollers and producers share. */
    SharedResources shared() {
        return shared;
    }

    /** Somebody polls now. */
    void announceTakers() {
        PollerHealthChecks health = takersHealth;
        if (health != null) {
            health.announce();
        }
    }

    ByQueue<ConsumerSnapshot, PollerStats> takers() {
        return takers;
    }

    ByQueue<ProducerStats.Snapshot, ProducerStats> producers() {
        return producers;
    }

    void started(ManualSettlementSource holder) {
        holders.add(holder);
    }

    void stopped(ManualSettlementSource holder) {
        holders.remove(holder);
    }

    List<ManualSettlementSource> holdersOf(String queueName) {
        return holders.stream().filter(holder -> holder.consumes(queueName)).toList();
    }

    public AlicomMnsConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(AlicomMnsConfiguration configuration) {
        this.configuration = configuration;
    }
}
