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
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

import org.apache.camel.CamelContext;

import io.github.camelalicom.mns.consumer.ConsumerSnapshot;
import io.github.camelalicom.mns.gateway.QueueSnapshot.TokenTimes;
import io.github.camelalicom.mns.gateway.RequestKind;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/**
 * Who receives, in Micrometer: gauges and counters read the snapshot when they are read, and two
 * timers hear of each message.
 */
final class MicrometerConsumerMeters implements ConsumerMeters {

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

    private final MicrometerMeters<ConsumerView> meters;
    private Timer lag;
    private Timer margin;

    private MicrometerConsumerMeters(
            MeterRegistry registry, CamelContext context, ConsumerView observed) {
        meters =
                new MicrometerMeters<>(
                        registry,
                        observed,
                        context,
                        observed.role(),
                        observed.getRouteId(),
                        observed.getMessageType(),
                        observed.getQueueName());
        meters.add(this::addAll);
    }

    static ConsumerMeters find(CamelContext context, ConsumerView observed) {
        return MicrometerMeters.registry(context)
                .<ConsumerMeters>map(
                        registry -> new MicrometerConsumerMeters(registry, context, observed))
                .orElseGet(ConsumerMeters::none);
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
        meters.close();
    }

    private void addAll() {
        lag =
                meters.timer(
                        "receive.lag",
                        "From when a message was put into the queue until it went into the route;"
                                + " first deliveries only",
                        LAGS);
        margin =
                meters.timer(
                        "lease.margin",
                        "What was left of its lease when a message was deleted",
                        MARGINS);
        addLoad();
        addTotals();
        meters.requests(RequestKind.OF_QUEUE, any -> any.snapshot().map(ConsumerSnapshot::queue));
        seconds("token.age", "Since the token was fetched", TokenTimes::age);
        seconds("token.left", "Until the token ends", TokenTimes::left);
    }

    private void addLoad() {
        gauge("receivers", "receivers", "Receiving at present", s -> s.load().receivers());
        gauge("in.flight", "messages", "Messages held", s -> s.load().inFlight());
        gauge("waiting", "messages", "Messages held and not begun", s -> s.load().waiting());
        gauge(
                "deletes.waiting",
                "messages",
                "Messages done and not yet deleted",
                s -> s.load().waitingDeletes());
        gauge(
                "troubles",
                "troubles",
                "What fails at present; the health check says what it is",
                s -> s.troubles().size());
    }

    private void addTotals() {
        messages("received", "Messages received", s -> s.totals().received());
        messages(
                "redelivered",
                "Messages received for the second time or more",
                s -> s.totals().redelivered());
        messages("deleted", "Messages deleted", s -> s.totals().deleted());
        messages(
                "given.back",
                "Messages not begun, given back at stop or suspension",
                s -> s.totals().givenBack());
        messages("left", "Messages left for redelivery", s -> s.totals().left());
        messages(
                "lapsed",
                "Messages dropped unworked, as their lease had ended",
                s -> s.totals().lapsed());
        messages(
                "duplicates.expected",
                "Messages not deleted in time; each comes again",
                s -> s.totals().lost());
        counter(
                "failed.deletes",
                "deletes",
                "Deletes that failed, by message and attempt",
                s -> s.totals().deleteFailures());
        counter(
                "schema.drift",
                "fields",
                "Fields of receipts that differ from what is documented",
                ConsumerSnapshot::drifted);
    }

    private void gauge(
            String name,
            String unit,
            String description,
            ToDoubleFunction<ConsumerSnapshot> figure) {
        meters.gauge(name, unit, description, value(figure));
    }

    private void messages(
            String name, String description, ToDoubleFunction<ConsumerSnapshot> figure) {
        counter(name, "messages", description, figure);
    }

    private void counter(
            String name,
            String unit,
            String description,
            ToDoubleFunction<ConsumerSnapshot> figure) {
        meters.counter(name, unit, description, value(figure));
    }

    /** Not a number while there is no token. */
    private void seconds(String name, String description, Function<TokenTimes, Duration> time) {
        gauge(
                name,
                "seconds",
                description,
                s ->
                        s.queue()
                                .token()
                                .map(time)
                                .map(t -> t.toMillis() / 1000.0)
                                .orElse(Double.NaN));
    }

    private static ToDoubleFunction<ConsumerView> value(ToDoubleFunction<ConsumerSnapshot> figure) {
        return observed ->
                observed.snapshot().stream().mapToDouble(figure).findFirst().orElse(Double.NaN);
    }
}
