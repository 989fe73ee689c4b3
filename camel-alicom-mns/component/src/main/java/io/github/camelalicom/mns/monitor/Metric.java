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
import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;

import io.github.camelalicom.mns.consumer.ConsumerSnapshot;
import io.github.camelalicom.mns.gateway.QueueSnapshot.RequestCount;
import io.github.camelalicom.mns.gateway.QueueSnapshot.TokenTimes;

/**
 * A metric: its name in console, JMX and Micrometer, its unit, its description, and how to read it.
 * The tables here are the one place where a metric is defined.
 *
 * @param console null if the console does not show it; "a.b" is the key b in the map a
 * @param attribute null if JMX does not show it
 * @param meter without the common prefix; null if it has no meter
 * @param counter whether the meter is a counter, not a gauge
 * @param <S> the snapshot that it is read from
 */
record Metric<S>(
        String console,
        String attribute,
        String meter,
        boolean counter,
        String unit,
        String description,
        Function<S, Number> reader) {

    // spotless:off
    static final List<Metric<ConsumerSnapshot>> OF_CONSUMER = List.of(
            gauge("receivers", "Receivers", "receivers", "receivers",
                    "Receivers that poll or pause between polls", s -> s.load().receivers()),
            withoutMeter("concurrentReceivers", "ConcurrentReceivers", "receivers",
                    "Maximum number of receivers, 1 to 64", s -> s.load().maxReceivers()),
            gauge("inFlight", "MessagesInFlight", "in.flight", "messages",
                    "Messages held by the consumer", s -> s.load().inFlight()),
            gauge("waiting", "MessagesWaiting", "waiting", "messages",
                    "Messages received and not yet being processed", s -> s.load().waiting()),
            gauge("waitingDeletes", "DeletesWaiting", "deletes.waiting", "messages",
                    "Messages processed and not yet deleted", s -> s.load().waitingDeletes()),
            counter("received", "MessagesReceived", "received", "messages",
                    "Messages received", s -> s.totals().received()),
            counter("redelivered", "MessagesRedelivered", "redelivered", "messages",
                    "Messages received for the second or a later time",
                    s -> s.totals().redelivered()),
            counter("deleted", "MessagesDeleted", "deleted", "messages",
                    "Messages deleted", s -> s.totals().deleted()),
            counter("released", "MessagesReleased", "released", "messages",
                    "Messages released at stop or suspension", s -> s.totals().released()),
            counter("left", "MessagesLeft", "left", "messages",
                    "Messages left for redelivery", s -> s.totals().left()),
            counter("lapsed", "MessagesLapsed", "lapsed", "messages",
                    "Messages dropped because their lease expired before processing",
                    s -> s.totals().lapsed()),
            counter("redeliveryExpected", "RedeliveryExpected", "redelivery.expected", "messages",
                    "Messages that MNS will redeliver although they were processed",
                    s -> s.totals().redeliveryExpected()),
            counter("deletesFailed", "DeletesFailed", "failed.deletes", "deletes",
                    "Failed deletes, counted per message and attempt",
                    s -> s.totals().deleteFailures()),
            counter("schemaDrift", "SchemaDrift", "schema.drift", "fields",
                    "Receipt fields that differ from Alibaba Cloud's documentation",
                    ConsumerSnapshot::drifted),
            withoutMeter("receiveLag.count", null, "messages",
                    "Messages timed from the queue to the route", s -> s.receiveLag().count()),
            withoutMeter("receiveLag.minMillis", null, "milliseconds",
                    "Shortest time from queue to route", s -> s.receiveLag().min().toMillis()),
            withoutMeter("receiveLag.meanMillis", "ReceiveLagMeanMillis", "milliseconds",
                    "Mean time from queue to route", s -> s.receiveLag().mean().toMillis()),
            withoutMeter("receiveLag.maxMillis", "ReceiveLagMaxMillis", "milliseconds",
                    "Longest time from queue to route", s -> s.receiveLag().max().toMillis()),
            withoutMeter("leaseMargin.count", null, "messages",
                    "Deletes whose remaining lease was measured", s -> s.leaseMargin().count()),
            withoutMeter("leaseMargin.minMillis", "LeaseMarginMinMillis", "milliseconds",
                    "Shortest lease left at a delete", s -> s.leaseMargin().min().toMillis()),
            withoutMeter("leaseMargin.meanMillis", "LeaseMarginMeanMillis", "milliseconds",
                    "Mean lease left at a delete", s -> s.leaseMargin().mean().toMillis()),
            withoutMeter("leaseMargin.maxMillis", null, "milliseconds",
                    "Longest lease left at a delete", s -> s.leaseMargin().max().toMillis()),
            gauge(null, null, "failures", "failures",
                    "Current failures; the health check describes them", s -> s.failures().size()));

    /** Of the current token. */
    static final List<Metric<TokenTimes>> OF_TOKEN = List.of(
            gauge("ageSeconds", "TokenAgeSeconds", "token.age", "seconds",
                    "Age of the token in seconds", times -> seconds(times.age())),
            gauge("leftSeconds", "TokenLeftSeconds", "token.left", "seconds",
                    "Time until the token expires, in seconds", times -> seconds(times.left())));

    /** Of each kind of request; JMX shows the sum of all kinds. */
    static final List<Metric<RequestCount>> OF_REQUESTS = List.of(
            counter("sent", "RequestsSent", "requests", "requests",
                    "Requests sent, including retries", RequestCount::sent),
            counter("failed", "RequestsFailed", "failed.requests", "requests",
                    "Requests that got no answer or an error", RequestCount::failed));

    /** Distributions; Micrometer records every single time. */
    enum Timed {
        /** Buckets from the usual 0.1 s to a queue without a consumer for a day. */
        RECEIVE_LAG(
                "receive.lag",
                "Time from the queue to the route; first deliveries only",
                0.05, 0.1, 0.25, 0.5, 1, 5, 15, 60, 300, 1_800, 14_400, 86_400),
        /** Buckets for the default lease of 30 s. */
        LEASE_MARGIN(
                "lease.margin",
                "Remaining lease of a message at its delete",
                1, 2, 5, 10, 15, 20, 25, 30, 60);
    // spotless:on

        final String meter;
        final String description;
        private final double[] buckets;

        /**
         * @param buckets in seconds
         */
        Timed(String meter, String description, double... buckets) {
            this.meter = meter;
            this.description = description;
            this.buckets = buckets;
        }

        Duration[] buckets() {
            return DoubleStream.of(buckets)
                    .mapToObj(seconds -> Duration.ofMillis(Math.round(seconds * 1000)))
                    .toArray(Duration[]::new);
        }
    }

    Number read(S source) {
        return reader.apply(source);
    }

    /** The metric with this name in JMX. */
    static <S> Metric<S> ofAttribute(List<Metric<S>> metrics, String attribute) {
        return metrics.stream()
                .filter(metric -> attribute.equals(metric.attribute))
                .findFirst()
                .orElseThrow();
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }

    // spotless:off
    private static <S> Metric<S> gauge(
            String console, String attribute, String meter, String unit, String description,
            Function<S, Number> reader) {
        return new Metric<>(console, attribute, meter, false, unit, description, reader);
    }

    private static <S> Metric<S> counter(
            String console, String attribute, String meter, String unit, String description,
            Function<S, Number> reader) {
        return new Metric<>(console, attribute, meter, true, unit, description, reader);
    }

    private static <S> Metric<S> withoutMeter(
            String console, String attribute, String unit, String description,
            Function<S, Number> reader) {
        return new Metric<>(console, attribute, null, false, unit, description, reader);
    }
    // spotless:on
}
