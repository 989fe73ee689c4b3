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
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

import org.apache.camel.CamelContext;
import org.apache.camel.spi.Registry;

import io.github.camelalicom.mns.gateway.QueueSnapshot;
import io.github.camelalicom.mns.gateway.QueueSnapshot.RequestCount;
import io.github.camelalicom.mns.gateway.RequestKind;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;

/**
 * The meters of one subject, to be removed together. Gauges and counters ask it when they are read;
 * whoever makes them keeps it, as Micrometer does not.
 *
 * <p>Each has a unit. Prometheus has it in the meter's name, so that names end with it, or do well
 * with it behind them.
 */
final class MicrometerMeters<T> {

    /** Where Camel's own metrics look first. */
    private static final String REGISTRY_NAME = "metricsRegistry";

    private static final String PREFIX = "alicom.mns.";

    private final MeterRegistry registry;
    private final T subject;
    private final Tags tags;
    private final List<Meter> meters = new ArrayList<>();

    /**
     * @param role consumer, poller or producer
     * @param routeId null, as every text here, where there is none
     */
    MicrometerMeters(
            MeterRegistry registry,
            T subject,
            CamelContext context,
            String role,
            String routeId,
            String messageType,
            String queueName) {
        this.registry = registry;
        this.subject = subject;
        this.tags =
                Tags.of(
                        "camelContext", context.getName(),
                        "role", role,
                        "routeId", text(routeId),
                        "messageType", text(messageType),
                        "queue", text(queueName));
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }

    /** In Camel's registry: the one by Camel's name, the only one, or the one of several. */
    static Optional<MeterRegistry> registry(CamelContext context) {
        Registry camel = context.getRegistry();
        MeterRegistry named = camel.lookupByNameAndType(REGISTRY_NAME, MeterRegistry.class);
        if (named != null) {
            return Optional.of(named);
        }
        MeterRegistry single = camel.findSingleByType(MeterRegistry.class);
        return Optional.ofNullable(
                single != null ? single : camel.findSingleByType(CompositeMeterRegistry.class));
    }

    /** Adds them all or none: half of them would be a riddle. */
    void add(Runnable all) {
        try {
            all.run();
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /** Removes each, whatever a listener of the registry thinks of another. */
    void close() {
        RuntimeException refused = null;
        for (Meter meter : meters) {
            try {
                registry.remove(meter);
            } catch (RuntimeException e) {
                refused = e;
            }
        }
        if (refused != null) {
            throw refused;
        }
    }

    Timer timer(String name, String description, Duration... buckets) {
        return keep(
                Timer.builder(PREFIX + name)
                        .description(description)
                        .tags(tags)
                        .serviceLevelObjectives(buckets)
                        .register(registry));
    }

    void gauge(String name, String unit, String description, ToDoubleFunction<T> figure) {
        keep(
                Gauge.builder(PREFIX + name, subject, figure)
                        .description(description)
                        .baseUnit(unit)
                        .tags(tags)
                        .register(registry));
    }

    void counter(String name, String unit, String description, ToDoubleFunction<T> figure) {
        counter(name, unit, description, Tags.empty(), figure);
    }

    private void counter(
            String name, String unit, String description, Tags more, ToDoubleFunction<T> figure) {
        keep(
                FunctionCounter.builder(PREFIX + name, subject, figure)
                        .description(description)
                        .baseUnit(unit)
                        .tags(tags.and(more))
                        .register(registry));
    }

    /**
     * Those that are billed, of each kind.
     *
     * @param queue tells them; nothing while the subject is not at work
     */
    void requests(Set<RequestKind> kinds, Function<T, Optional<QueueSnapshot>> queue) {
        for (RequestKind kind : kinds) {
            Tags tag = Tags.of("kind", kind.label());
            counter(
                    "requests",
                    "requests",
                    "Requests sent, repetitions included",
                    tag,
                    any -> figure(queue.apply(any), kind, RequestCount::sent));
            counter(
                    "failed.requests",
                    "requests",
                    "Requests without an answer, or answered with an error",
                    tag,
                    any -> figure(queue.apply(any), kind, RequestCount::failed));
        }
    }

    private static double figure(
            Optional<QueueSnapshot> queue,
            RequestKind kind,
            ToDoubleFunction<RequestCount> figure) {
        return queue.map(snapshot -> snapshot.count(kind))
                .map(figure::applyAsDouble)
                .orElse(Double.NaN);
    }

    private <M extends Meter> M keep(M meter) {
        meters.add(meter);
        return meter;
    }
}
