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
package io.github.camelalicom.mns.monitor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

import org.apache.camel.CamelContext;
import org.apache.camel.spi.Registry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.camelalicom.mns.consumer.ConsumerSnapshot;
import io.github.camelalicom.mns.gateway.RequestKind;
import io.github.camelalicom.mns.monitor.ConsumerView.Role;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;

/**
 * The meters of a consumer, or of all pollers or producers of a queue. Gauges and counters read a
 * snapshot that they share during a scrape. Micrometer keeps weak references only to what they
 * read; {@link SharedMeters} keeps it until the owner closes this object. {@link Metric} defines
 * name, unit and description of each.
 *
 * <p>Prometheus appends a meter's unit to its name: names end with it, or make sense with it.
 */
final class MicrometerMeters extends ConsumerMeters implements MeterBinder {

    private static final Logger LOG = LoggerFactory.getLogger(MicrometerMeters.class);

    private static final String PREFIX = "alicom.mns.";

    /** The name under which Camel's own metrics look for a registry first. */
    private static final String REGISTRY_NAME = "metricsRegistry";

    private static final Set<RequestKind> OF_PRODUCERS =
            EnumSet.complementOf(EnumSet.of(RequestKind.RECEIVE));

    /** Of all contexts of this JVM, since they can share a registry. */
    private static final SharedMeters<Scrape> SHARED = new SharedMeters<>();

    private final Role role;
    private final Scrape scrape;
    private final Tags tags;
    private final List<Meter> meters = new ArrayList<>();
    private MeterRegistry registry;

    // null for producers
    private Timer lag;
    private Timer margin;

    private MicrometerMeters(CamelContext context, ConsumerView view) {
        role = view.role();
        scrape = new Scrape(view::snapshot);
        tags =
                Tags.of(
                        "camelContext", context.getName(),
                        "role", role.tag,
                        "routeId", Objects.toString(view.getRouteId(), ""),
                        "messageType", Objects.toString(view.getMessageType(), ""),
                        "queue", Objects.toString(view.getQueueName(), ""));
    }

    static ConsumerMeters bound(CamelContext context, ConsumerView view) {
        MeterRegistry registry = registry(context);
        if (registry == null) {
            return NONE;
        }
        MicrometerMeters meters = new MicrometerMeters(context, view);
        meters.bindTo(registry);
        return meters;
    }

    /**
     * From Camel's registry: by Camel's name, or the only one, or the composite of several, or
     * null.
     */
    private static MeterRegistry registry(CamelContext context) {
        Registry camel = context.getRegistry();
        MeterRegistry named = camel.lookupByNameAndType(REGISTRY_NAME, MeterRegistry.class);
        if (named != null) {
            return named;
        }
        MeterRegistry single = camel.findSingleByType(MeterRegistry.class);
        return single != null ? single : camel.findSingleByType(CompositeMeterRegistry.class);
    }

    /** Registers all meters, or none if the registry refuses one. */
    @Override
    public void bindTo(MeterRegistry target) {
        registry = target;
        try {
            addAll();
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /**
     * Removes each meter that nothing else shares, even if a listener of the registry fails for
     * another one.
     */
    @Override
    public void close() {
        Optional<ConsumerSnapshot> last = scrape.last();
        Throwable refused = null;
        for (Meter meter : meters) {
            try {
                SHARED.leave(registry, meter, scrape, last, () -> registry.remove(meter));
            } catch (RuntimeException | LinkageError e) {
                refused = e;
            }
        }
        if (refused != null) {
            String queue = meters.get(0).getId().getTag("queue");
            LOG.warn(
                    "ALICOM-814 Meters of {} could not be removed; the registry keeps showing them."
                            + " Check its listeners",
                    queue,
                    refused);
        }
    }

    @Override
    public void begun(long lagNanos) {
        lag.record(lagNanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void deleted(long leaseLeftNanos) {
        margin.record(leaseLeftNanos, TimeUnit.NANOSECONDS);
    }

    private void addAll() {
        if (role == Role.PRODUCER) {
            addRequests(OF_PRODUCERS);
            return;
        }
        lag = timer(Metric.Timed.RECEIVE_LAG);
        margin = timer(Metric.Timed.LEASE_MARGIN);
        Metric.OF_CONSUMER.stream()
                .filter(metric -> metric.meter() != null)
                .forEach(metric -> add(metric, Tags.empty(), Optional::of));
        addRequests(RequestKind.OF_QUEUE);
        Metric.OF_TOKEN.forEach(metric -> add(metric, Tags.empty(), one -> one.queue().token()));
    }

    private Timer timer(Metric.Timed times) {
        Timer.Builder timer =
                Timer.builder(PREFIX + times.meter)
                        .description(times.description)
                        .tags(tags)
                        .serviceLevelObjectives(times.buckets());
        return keep(() -> timer.register(registry), new SnapshotSum<>());
    }

    /**
     * @param source empty while there is nothing to read it from
     */
    private <F> void add(
            Metric<F> metric, Tags more, Function<ConsumerSnapshot, Optional<F>> source) {
        String name = PREFIX + metric.meter();
        Object key = new Object();
        SnapshotSum<Scrape> sum = new SnapshotSum<>();
        ToDoubleFunction<SnapshotSum<Scrape>> value =
                shared ->
                        shared.read(scrape -> scrape.read(key))
                                .flatMap(source)
                                .map(one -> metric.read(one).doubleValue())
                                .orElse(Double.NaN);
        Tags all = tags.and(more);
        if (metric.counter()) {
            FunctionCounter.Builder<?> counter =
                    FunctionCounter.builder(name, sum, value).tags(all).baseUnit(metric.unit());
            counter.description(metric.description());
            keep(() -> counter.register(registry), sum);
        } else {
            Gauge.Builder<?> gauge =
                    Gauge.builder(name, sum, value).tags(all).baseUnit(metric.unit());
            gauge.description(metric.description());
            keep(() -> gauge.register(registry), sum);
        }
    }

    private void addRequests(Set<RequestKind> kinds) {
        for (RequestKind kind : kinds) {
            Tags tag = Tags.of("kind", kind.label());
            Metric.OF_REQUESTS.forEach(
                    metric -> add(metric, tag, one -> Optional.of(one.queue().count(kind))));
        }
    }

    private <M extends Meter> M keep(Supplier<M> register, SnapshotSum<Scrape> sum) {
        M meter = SHARED.join(registry, register, sum, scrape);
        meters.add(meter);
        return meter;
    }

    /**
     * One snapshot for all meters of a scrape. A scrape reads each meter once, so a meter that is
     * read again starts the next scrape and takes a new snapshot. Lock-free: two simultaneous
     * scrapes take a few more snapshots.
     */
    private static final class Scrape {

        private static final long MAX_AGE = Duration.ofSeconds(1).toNanos();

        private record Taken(ConsumerSnapshot snapshot, long at, Set<Object> readBy) {

            Taken(ConsumerSnapshot snapshot, long at, Object first) {
                this(snapshot, at, ConcurrentHashMap.newKeySet());
                readBy.add(first);
            }
        }

        private final Supplier<Optional<ConsumerSnapshot>> snapshots;
        private volatile Taken taken;

        Scrape(Supplier<Optional<ConsumerSnapshot>> snapshots) {
            this.snapshots = snapshots;
        }

        Optional<ConsumerSnapshot> last() {
            return snapshots.get();
        }

        /** Empty while there is no snapshot. */
        Optional<ConsumerSnapshot> read(Object meter) {
            Taken shared = taken;
            if (shared == null
                    || System.nanoTime() - shared.at() > MAX_AGE
                    || !shared.readBy().add(meter)) {
                long now = System.nanoTime();
                shared = snapshots.get().map(one -> new Taken(one, now, meter)).orElse(null);
                taken = shared;
            }
            return Optional.ofNullable(shared).map(Taken::snapshot);
        }
    }
}
