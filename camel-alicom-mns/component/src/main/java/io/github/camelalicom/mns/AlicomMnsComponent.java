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
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.camel.spi.PropertyConfigurerGetter;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.HealthCheckComponent;

import io.github.camelalicom.mns.consumer.ManualSettlement;
import io.github.camelalicom.mns.doctor.Doctor;
import io.github.camelalicom.mns.doctor.DoctorReport;
import io.github.camelalicom.mns.doctor.DoctorVerifierExtension;
import io.github.camelalicom.mns.gateway.GatewaySettings;
import io.github.camelalicom.mns.gateway.MnsGateway;
import io.github.camelalicom.mns.gateway.QuerySettings;
import io.github.camelalicom.mns.gateway.SendDetails;
import io.github.camelalicom.mns.gateway.Threads;
import io.github.camelalicom.mns.lifecycle.SharedResources;
import io.github.camelalicom.mns.monitor.ConsumerView.Role;
import io.github.camelalicom.mns.monitor.SharedHealthChecks;
import io.github.camelalicom.mns.monitor.SharedStats.ByQueue;
import io.github.camelalicom.mns.options.InvalidOptionException;
import io.github.camelalicom.mns.options.StrictConfigurer;
import io.github.camelalicom.mns.producer.PhoneNumber;

/** Creates the endpoints of {@code alicom-mns:messageType}. */
@Component("alicom-mns")
public class AlicomMnsComponent extends HealthCheckComponent {

    @Metadata(description = "The default configuration of the endpoints.")
    private AlicomMnsConfiguration configuration = new AlicomMnsConfiguration();

    /** Running consumers and pollers, whose messages producers settle. */
    private final Set<ManualSettlement.Source> settlementSources = ConcurrentHashMap.newKeySet();

    private final ByQueue pollers = new ByQueue(Role.POLLER, this::getCamelContext, () -> {});

    private final ByQueue producers =
            new ByQueue(
                    Role.PRODUCER, this::getCamelContext, () -> this.producersHealth.announce());

    private final SharedHealthChecks pollersHealth =
            new SharedHealthChecks(
                    Role.POLLER,
                    () -> Stream.concat(pollers.healthChecks(), routelessChecks()),
                    this::isHealthCheckConsumerEnabled);

    private final SharedHealthChecks producersHealth =
            new SharedHealthChecks(
                    Role.PRODUCER, producers::healthChecks, this::isHealthCheckProducerEnabled);

    private volatile SharedResources shared;

    public AlicomMnsComponent() {
        this(null);
    }

    public AlicomMnsComponent(CamelContext context) {
        super(context);
        registerExtension(
                () -> new DoctorVerifierExtension((type, options) -> examine(type, options, null)));
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
            throws Exception {
        checkMessageType(remaining);
        AlicomMnsConfiguration own = configuration.withoutAccountAndProxy();
        AlicomMnsEndpoint endpoint = new AlicomMnsEndpoint(uri, this, own);
        endpoint.setMessageType(remaining);
        PropertyConfigurer generated = getEndpointPropertyConfigurer();
        // a component derived from this one has none
        if (generated != null) {
            StrictConfigurer strict = new StrictConfigurer(generated);
            parameters.entrySet().removeIf(one -> !strict.isSet(one.getKey(), one.getValue()));
        }
        setProperties(endpoint, parameters);
        own.inheritAccountAndProxy(configuration);
        return endpoint;
    }

    private static void checkMessageType(String messageType) {
        if (messageType == null || messageType.isBlank()) {
            throw new InvalidOptionException(
                    "ALICOM-101 The endpoint URI has no message type: write alicom-mns:SmsReport,"
                            + " or another message type as Alibaba Cloud names it");
        }
    }

    /** Used where component options are set by name, as in Camel Main. */
    @Override
    public PropertyConfigurer getComponentPropertyConfigurer() {
        PropertyConfigurer generated = super.getComponentPropertyConfigurer();
        return generated == null ? null : new StrictConfigurer(generated);
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        shared = new SharedResources(getCamelContext()).register();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        pollersHealth.start(getCamelContext());
        producersHealth.start(getCamelContext());
    }

    @Override
    protected void doStop() throws Exception {
        pollersHealth.stop();
        producersHealth.stop();
        super.doStop();
    }

    @Override
    protected void doShutdown() throws Exception {
        // null if the context has never been started
        if (shared != null) {
            shared.unregister();
        }
        super.doShutdown();
    }

    /** Checks an account: {@link AlicomMnsDoctor} says more. */
    DoctorReport examine(String messageType, Map<String, Object> options, String phoneNumber) {
        if (!isStarted()) {
            throw new IllegalStateException(
                    "ALICOM-816 The Camel context is not started: start it before an account is examined");
        }
        AlicomMnsConfiguration checked;
        GatewaySettings settings;
        String number = null;
        try {
            checked = configuration(messageType, options);
            settings = AlicomMnsSettings.gateway(messageType, checked);
            if (phoneNumber != null) {
                AlicomMnsSettings.sms(checked);
                number = PhoneNumber.normalized(phoneNumber);
            }
        } catch (ResolveEndpointFailedException e) {
            // its message repeats the values, and a misspelt name does not make a secret public
            return DoctorReport.ofUnknownOptions(unknown(options.keySet()));
        } catch (Exception e) {
            return DoctorReport.ofWrongOptions(innermostMessage(e));
        }
        return examine(settings, checked, number);
    }

    /** Those that the endpoint does not have, or all if that is not the reason. */
    private Set<String> unknown(Set<String> names) {
        PropertyConfigurerGetter known = (PropertyConfigurerGetter) getEndpointPropertyConfigurer();
        Set<String> unknown = new TreeSet<>(names);
        unknown.removeIf(name -> known.getOptionType(name, true) != null);
        return unknown.isEmpty() ? new TreeSet<>(names) : unknown;
    }

    private AlicomMnsConfiguration configuration(String messageType, Map<String, Object> options)
            throws Exception {
        checkMessageType(messageType);
        String uri = "alicom-mns:" + messageType;
        return ((AlicomMnsEndpoint) createEndpoint(uri, new HashMap<>(options))).getConfiguration();
    }

    private DoctorReport examine(
            GatewaySettings settings, AlicomMnsConfiguration checked, String phoneNumber) {
        Threads threads = shared.acquire();
        try {
            Doctor doctor = new Doctor(settings, checked.isVerifyBodyDigest(), threads);
            return phoneNumber == null
                    ? doctor.examine()
                    : examineQueries(doctor, AlicomMnsSettings.sms(checked), phoneNumber);
        } finally {
            shared.release();
        }
    }

    private static DoctorReport examineQueries(
            Doctor doctor, QuerySettings sms, String phoneNumber) {
        try (SendDetails details = MnsGateway.sendDetails(sms)) {
            return doctor.querying(day -> details.find(phoneNumber, day, null, 1)).examine();
        }
    }

    /** Camel wraps the sentence about the option. */
    private static String innermostMessage(Exception e) {
        Throwable cause = e;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        String kind = cause.getClass().getSimpleName();
        String words = cause.getMessage();
        if (words == null) {
            return kind;
        }
        // a name alone, such as that of a missing class, says nothing
        return words.contains(" ") ? words : kind + ": " + words;
    }

    /** The resources that its consumers, pollers and producers share. */
    SharedResources shared() {
        return shared;
    }

    /** Running consumers that Camel does not know by a route, as those of {@code @Consume}. */
    Stream<AlicomMnsConsumer> routelessConsumers() {
        return settlementSources.stream()
                .filter(AlicomMnsConsumer.class::isInstance)
                .map(AlicomMnsConsumer.class::cast)
                .filter(consumer -> consumer.getRouteId() == null);
    }

    /** Camel registers the checks of routes only. */
    private Stream<HealthCheck> routelessChecks() {
        return routelessConsumers().map(AlicomMnsConsumer::getHealthCheck);
    }

    /** Called when a poller has started. */
    void announcePollers() {
        pollersHealth.announce();
    }

    ByQueue pollers() {
        return pollers;
    }

    ByQueue producers() {
        return producers;
    }

    void started(ManualSettlement.Source source) {
        settlementSources.add(source);
    }

    void stopped(ManualSettlement.Source source) {
        settlementSources.remove(source);
    }

    List<ManualSettlement.Source> settlementSources(String queueName) {
        return settlementSources.stream().filter(source -> source.consumes(queueName)).toList();
    }

    public AlicomMnsConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(AlicomMnsConfiguration configuration) {
        this.configuration = configuration;
    }
}
