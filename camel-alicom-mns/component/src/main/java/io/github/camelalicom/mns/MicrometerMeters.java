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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

import org.apache.camel.spi.Registry;

import io.github.camelalicom.mns.consumer.ConsumerSnapshot;
import io.github.camelalicom.mns.gateway.RequestKind;
import io.github.camelalicom.mns.gateway.TokenTimes;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;

/**
 * The consumer in Micrometer: gauges and counters read its snapshot when they are read, and two
 * timers hear of each message. The only class that knows Micrometer.
 */
final class MicrometerMeters implements ConsumerMeters {

    /** Where Camel's own metrics look first. */
    private static final String REGISTRY_NAME = "metricsRegistry";

    private static final String PREFIX = "alicom.mns.";

    /** From the usual tenth of a second to a queue that was left alone for a day. */
    private static final Duration[] LAGS = {
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(15),
        Duration.ofMinutes(1),
        Duration.ofMinutes(5),
        Duration.ofMinutes(30),
        Duration.ofHours(4),
        Duration.ofDays(1)
    };

    /** The vendor's default lease is 30 s. */
    private static final Duration[] MARGINS = {
        Duration.ofSeconds(1),
        Duration.ofSeconds(2),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(15),
        Duration.ofSeconds(20),
        Duration.ofSeconds(25),
        Duration.ofSeconds(30),
        Duration.ofMinutes(1)
    };

    private final AlicomMnsConsumer consumer;
    private final MeterRegistry registry;
    private final Tags tags;
    private final List<Meter> meters = new ArrayList<>();
    private final Timer lag;
    private final Timer margin;

    private MicrometerMeters(AlicomMnsConsumer consumer, MeterRegistry registry) {
        this.consumer = consumer;
        this.registry = registry;
        String routeId = consumer.getRouteId();
        this.tags =
                Tags.of(
                        "camelContext",
                        consumer.getEndpoint().getCamelContext().getName(),
                        "routeId",
                        routeId == null ? "" : routeId,
                        "messageType",
                        consumer.getMessageType(),
                        "queue",
                        consumer.getQueueName());
        try {
            lag = timer("receive.lag", "From the queue to the route", LAGS);
            margin = timer("lease.margin", "What was left of the lease at the delete", MARGINS);
            addLoad();
            addTotals();
            addRequests();
            addToken();
        } catch (RuntimeException | Error e) {
            // half of them would be a riddle
            close();
            throw e;
        }
    }

    /** In Camel's registry: the one by Camel's name, the only one, or the one of several. */
    static ConsumerMeters find(AlicomMnsConsumer consumer) {
        MeterRegistry found = registry(consumer.getEndpoint().getCamelContext().getRegistry());
        return found == null ? ConsumerMeters.none() : new MicrometerMeters(consumer, found);
    }

    private static MeterRegistry registry(Registry camel) {
        MeterRegistry named = camel.lookupByNameAndType(REGISTRY_NAME, MeterRegistry.class);
        if (named != null) {
            return named;
        }
        MeterRegistry single = camel.findSingleByType(MeterRegistry.class);
        return single != null ? single : camel.findSingleByType(CompositeMeterRegistry.class);
    }

    @Override
    public void begun(long lagNanos) {
        lag.record(lagNanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void deleted(long leaseLeftNanos) {
        margin.record(leaseLeftNanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        meters.forEach(registry::remove);
    }

    private void addLoad() {
        gauge("receivers", "Receiving at present", s -> s.load().receivers());
        gauge("in.flight", "Messages held", s -> s.load().inFlight());
        gauge("waiting", "Messages held, not begun", s -> s.load().waiting());
        gauge("deletes.waiting", "Messages done, not deleted", s -> s.load().waitingDeletes());
        gauge("troubles", "What fails at present", s -> s.troubles().size());
    }

    private void addTotals() {
        counter("received", "Messages received", s -> s.totals().received());
        counter("redelivered", "Received before", s -> s.totals().redelivered());
        counter("deleted", "Messages deleted", s -> s.totals().deleted());
        counter("given.back", "Given back, not begun", s -> s.totals().givenBack());
        counter("left", "Left for redelivery", s -> s.totals().left());
        counter("lapsed", "Lease ended before work began", s -> s.totals().lapsed());
        counter("duplicates.expected", "Not deleted in time", s -> s.totals().lost());
        counter("deletes.failed", "By message and attempt", s -> s.totals().deleteFailures());
        counter("schema.drift", "Fields that differ", ConsumerSnapshot::drifted);
    }

    private void addRequests() {
        for (RequestKind kind : RequestKind.values()) {
            counter(
                    "requests",
                    "Requests sent",
                    Tags.of("kind", kind.label()),
                    s -> s.queue().requests().get(kind).sent());
            counter(
                    "requests.failed",
                    "Requests that failed",
                    Tags.of("kind", kind.label()),
                    s -> s.queue().requests().get(kind).failed());
        }
    }

    private void addToken() {
        seconds("token.age", "Since the token was fetched", TokenTimes::age);
        seconds("token.left", "Until the token ends", TokenTimes::left);
    }

    private Timer timer(String name, String description, Duration... buckets) {
        return keep(
                Timer.builder(PREFIX + name)
                        .description(description)
                        .tags(tags)
                        .serviceLevelObjectives(buckets)
                        .register(registry));
    }

    private void gauge(String name, String description, ToDoubleFunction<ConsumerSnapshot> figure) {
        keep(
                Gauge.builder(PREFIX + name, consumer, value(figure))
                        .description(description)
                        .tags(tags)
                        .register(registry));
    }

    /** Not a number while there is no token. */
    private void seconds(String name, String description, Function<TokenTimes, Duration> time) {
        keep(
                Gauge.builder(
                                PREFIX + name,
                                consumer,
                                value(
                                        s ->
                                                s.queue()
                                                        .token()
                                                        .map(time)
                                                        .map(t -> t.toMillis() / 1000.0)
                                                        .orElse(Double.NaN)))
                        .description(description)
                        .baseUnit("seconds")
                        .tags(tags)
                        .register(registry));
    }

    private void counter(
            String name, String description, ToDoubleFunction<ConsumerSnapshot> figure) {
        counter(name, description, Tags.empty(), figure);
    }

    private void counter(
            String name, String description, Tags more, ToDoubleFunction<ConsumerSnapshot> figure) {
        keep(
                FunctionCounter.builder(PREFIX + name, consumer, value(figure))
                        .description(description)
                        .tags(tags.and(more))
                        .register(registry));
    }

    private static ToDoubleFunction<AlicomMnsConsumer> value(
            ToDoubleFunction<ConsumerSnapshot> figure) {
        return consumer ->
                consumer.snapshot().stream().mapToDouble(figure).findFirst().orElse(Double.NaN);
    }

    private <M extends Meter> M keep(M meter) {
        meters.add(meter);
        return meter;
    }
}
