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
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

import org.apache.camel.CamelContext;
import org.apache.camel.spi.Registry;
import org.slf4j.LoggerFactory;

import io.github.camelalicom.mns.consumer.ConsumerSnapshot;
import io.github.camelalicom.mns.gateway.QueueSnapshot;
import io.github.camelalicom.mns.gateway.RequestKind;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;

/**
 * The meters of a consumer, of the pollers or of the producers of a queue: gauges and counters read
 * a snapshot, which all of them share during a scrape. Micrometer keeps weak references only, so
 * the owner keeps this object until it closes it.
 *
 * <p>Each meter has a unit, which Prometheus appends to its name: so names end with their unit, or
 * make sense with it appended.
 *
 * @param <S> the snapshot
 */
abstract class MicrometerMeters<S> implements MeterBinder, AutoCloseable {

    private static final String PREFIX = "alicom.mns.";

    /** The name under which Camel's own metrics look for a registry first. */
    private static final String REGISTRY_NAME = "metricsRegistry";

    private final Scrape<S> scrape;
    private final String queueName;
    private final Tags tags;
    private final List<Meter> meters = new ArrayList<>();
    private MeterRegistry registry;

    /**
     * @param role consumer, poller or producer
     * @param routeId may be null, like the type and the name of the queue
     */
    private MicrometerMeters(
            Supplier<Optional<S>> snapshots,
            CamelContext context,
            String role,
            String routeId,
            String messageType,
            String queueName) {
        this.scrape = new Scrape<>(snapshots);
        this.queueName = queueName;
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

    static ConsumerMeters ofConsumer(CamelContext context, ConsumerView view) {
        return registry(context)
                .<ConsumerMeters>map(
                        registry -> {
                            MicrometerOfConsumer meters = new MicrometerOfConsumer(context, view);
                            meters.bindTo(registry);
                            return meters;
                        })
                .orElseGet(ConsumerMeters::none);
    }

    /**
     * @return removes them
     */
    static Runnable ofProducers(CamelContext context, ProducerStats producers) {
        return registry(context)
                .<Runnable>map(
                        registry -> {
                            MicrometerOfProducers meters =
                                    new MicrometerOfProducers(context, producers);
                            meters.bindTo(registry);
                            return meters::close;
                        })
                .orElse(() -> {});
    }

    /** From Camel's registry: by Camel's name, or the only one, or the composite of several. */
    private static Optional<MeterRegistry> registry(CamelContext context) {
        Registry camel = context.getRegistry();
        MeterRegistry named = camel.lookupByNameAndType(REGISTRY_NAME, MeterRegistry.class);
        if (named != null) {
            return Optional.of(named);
        }
        MeterRegistry single = camel.findSingleByType(MeterRegistry.class);
        return Optional.ofNullable(
                single != null ? single : camel.findSingleByType(CompositeMeterRegistry.class));
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

    abstract void addAll();

    /** Removes each meter, even if a listener of the registry fails for another one. */
    @Override
    public void close() {
        Throwable refused = null;
        for (Meter meter : meters) {
            try {
                registry.remove(meter);
            } catch (RuntimeException | LinkageError e) {
                refused = e;
            }
        }
        if (refused != null) {
            LoggerFactory.getLogger(ConsumerMeters.class)
                    .warn("The meters of {} could not be removed", queueName, refused);
        }
    }

    Timer timer(Figure.Timed times) {
        return keep(
                Timer.builder(PREFIX + times.meter)
                        .description(times.description)
                        .tags(tags)
                        .serviceLevelObjectives(times.buckets())
                        .register(registry));
    }

    /**
     * @param source empty while there is nothing to read it from
     */
    <F> void add(Figure<F> figure, Tags more, Function<S, Optional<F>> source) {
        String name = PREFIX + figure.meter();
        Object key = new Object();
        ToDoubleFunction<Scrape<S>> value =
                shared ->
                        shared.read(key)
                                .flatMap(source)
                                .map(one -> figure.read(one).doubleValue())
                                .orElse(Double.NaN);
        if (figure.counter()) {
            keep(
                    FunctionCounter.builder(name, scrape, value)
                            .description(figure.description())
                            .baseUnit(figure.unit())
                            .tags(tags.and(more))
                            .register(registry));
        } else {
            keep(
                    Gauge.builder(name, scrape, value)
                            .description(figure.description())
                            .baseUnit(figure.unit())
                            .tags(tags.and(more))
                            .register(registry));
        }
    }

    void requests(Set<RequestKind> kinds, Function<S, QueueSnapshot> queue) {
        for (RequestKind kind : kinds) {
            Tags tag = Tags.of("kind", kind.label());
            Figure.OF_REQUESTS.forEach(
                    figure -> add(figure, tag, s -> Optional.of(queue.apply(s).count(kind))));
        }
    }

    private <M extends Meter> M keep(M meter) {
        meters.add(meter);
        return meter;
    }

    private static final class MicrometerOfConsumer extends MicrometerMeters<ConsumerSnapshot>
            implements ConsumerMeters {

        private Timer lag;
        private Timer margin;

        MicrometerOfConsumer(CamelContext context, ConsumerView view) {
            super(
                    view::snapshot,
                    context,
                    view.role(),
                    view.getRouteId(),
                    view.getMessageType(),
                    view.getQueueName());
        }

        @Override
        void addAll() {
            lag = timer(Figure.Timed.RECEIVE_LAG);
            margin = timer(Figure.Timed.LEASE_MARGIN);
            Figure.OF_CONSUMER.stream()
                    .filter(figure -> figure.meter() != null)
                    .forEach(figure -> add(figure, Tags.empty(), Optional::of));
            requests(RequestKind.OF_QUEUE, ConsumerSnapshot::queue);
            Figure.OF_TOKEN.forEach(figure -> add(figure, Tags.empty(), s -> s.queue().token()));
        }

        @Override
        public void begun(long lagNanos) {
            lag.record(lagNanos, TimeUnit.NANOSECONDS);
        }

        @Override
        public void deleted(long leaseLeftNanos) {
            margin.record(leaseLeftNanos, TimeUnit.NANOSECONDS);
        }
    }

    private static final class MicrometerOfProducers
            extends MicrometerMeters<ProducerStats.Snapshot> {

        MicrometerOfProducers(CamelContext context, ProducerStats producers) {
            super(
                    producers::snapshot,
                    context,
                    "producer",
                    null,
                    producers.getMessageType(),
                    producers.getQueueName());
        }

        @Override
        void addAll() {
            requests(
                    EnumSet.complementOf(EnumSet.of(RequestKind.RECEIVE)),
                    ProducerStats.Snapshot::queue);
        }
    }

    /**
     * One snapshot for all meters of a scrape. A scrape reads each meter once, so a meter that is
     * read again begins the next scrape and takes a new snapshot. Lock-free: two scrapes at the
     * same time take a few snapshots more.
     */
    private static final class Scrape<S> {

        private static final long MAX_AGE = Duration.ofSeconds(1).toNanos();

        private record Taken<S>(S snapshot, long at, Set<Object> readBy) {

            Taken(S snapshot, long at, Object first) {
                this(snapshot, at, ConcurrentHashMap.newKeySet());
                readBy.add(first);
            }
        }

        private final Supplier<Optional<S>> snapshots;
        private volatile Taken<S> last;

        Scrape(Supplier<Optional<S>> snapshots) {
            this.snapshots = snapshots;
        }

        /** Empty while there is no snapshot. */
        Optional<S> read(Object meter) {
            Taken<S> shared = last;
            if (shared == null
                    || System.nanoTime() - shared.at() > MAX_AGE
                    || !shared.readBy().add(meter)) {
                long now = System.nanoTime();
                shared = snapshots.get().map(one -> new Taken<>(one, now, meter)).orElse(null);
                last = shared;
            }
            return Optional.ofNullable(shared).map(Taken::snapshot);
        }
    }
}
