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

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.apache.camel.util.json.JsonArray;
import org.apache.camel.util.json.JsonObject;

import io.github.camelalicom.mns.consumer.Failure;
import io.github.camelalicom.mns.gateway.QueueSnapshot;
import io.github.camelalicom.mns.monitor.ConsumerView.Role;
import io.github.camelalicom.mns.receipt.SchemaDrift;

/**
 * A snapshot as JSON for the developer console. It contains no option but the name of the queue and
 * no content of a message, so that it can contain neither keys nor phone numbers.
 */
public final class ConsoleReport {

    private ConsoleReport() {}

    /**
     * @param state the state of the consumer in Camel
     */
    public static JsonObject of(ConsumerView consumer, String state) {
        JsonObject facts = new JsonObject();
        if (consumer.getRouteId() != null) {
            facts.put("routeId", consumer.getRouteId());
        }
        addQueue(facts, consumer.getMessageType(), consumer.getQueueName());
        facts.put("state", state);
        addMetrics(facts, consumer);
        return facts;
    }

    public static JsonObject of(SharedStats group) {
        JsonObject facts = new JsonObject();
        addQueue(facts, group.getMessageType(), group.getQueueName());
        facts.put(group.role().plural(), group.size());
        addMetrics(facts, group);
        return facts;
    }

    private static void addQueue(JsonObject facts, String messageType, String queueName) {
        facts.put("messageType", messageType);
        if (queueName != null) {
            facts.put("queueName", queueName);
        }
    }

    /** Producers have requests only. */
    private static void addMetrics(JsonObject facts, ConsumerView view) {
        boolean receives = view.role() != Role.PRODUCER;
        view.snapshot()
                .ifPresent(
                        snapshot -> {
                            if (receives) {
                                addAll(facts, Metric.OF_CONSUMER, snapshot);
                            }
                            addRequests(facts, snapshot.queue(), snapshot.lastFailure());
                            addFailures(facts, snapshot.failures());
                        });
        if (receives) {
            facts.put("driftedFields", drifted(view.driftedFields()));
        }
    }

    /** By the field names of Alibaba Cloud, which may be logged. */
    private static JsonObject drifted(Map<SchemaDrift.Field, Long> counts) {
        JsonObject drifted = new JsonObject();
        counts.forEach(
                (field, count) ->
                        drifted.merge(field.fieldName(), count, (a, b) -> (long) a + (long) b));
        return drifted;
    }

    private static void addFailures(JsonObject facts, List<Failure> failures) {
        JsonArray sentences = new JsonArray();
        failures.stream().map(Failure::sentence).forEach(sentences::add);
        facts.put("failures", sentences);
    }

    private static <S> void addAll(JsonObject facts, List<Metric<S>> metrics, S source) {
        metrics.stream()
                .filter(metric -> metric.console() != null)
                .forEach(metric -> put(facts, metric.console(), metric.read(source)));
    }

    /** A key {@code a.b} is put as b into the map a. Fractions are rounded down. */
    private static void put(JsonObject facts, String key, Number number) {
        Number value = number instanceof Double exact ? (long) Math.floor(exact) : number;
        int dot = key.indexOf('.');
        if (dot < 0) {
            facts.put(key, value);
        } else {
            map(facts, key.substring(0, dot)).put(key.substring(dot + 1), value);
        }
    }

    private static JsonObject map(JsonObject facts, String key) {
        return (JsonObject) facts.computeIfAbsent(key, any -> new JsonObject());
    }

    private static void addRequests(
            JsonObject facts, QueueSnapshot queue, Optional<Failure.Past> lastFailure) {
        JsonObject requests = map(facts, "requests");
        queue.requests()
                .forEach((kind, n) -> addAll(map(requests, kind.label()), Metric.OF_REQUESTS, n));
        queue.token().ifPresent(times -> addAll(map(facts, "token"), Metric.OF_TOKEN, times));
        lastFailure.ifPresent(last -> facts.put("lastError", lastError(last)));
    }

    private static JsonObject lastError(Failure.Past last) {
        JsonObject error = new JsonObject();
        error.put("kind", last.failure().kind().name());
        error.put("code", last.failure().code());
        error.put("requestId", last.failure().requestId());
        error.put("message", last.sentence());
        error.put("secondsAgo", last.ago().toSeconds());
        return error;
    }
}
