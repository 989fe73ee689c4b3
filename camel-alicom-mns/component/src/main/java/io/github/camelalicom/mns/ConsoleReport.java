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

import java.util.Map;
import java.util.Optional;

import org.apache.camel.util.json.JsonArray;
import org.apache.camel.util.json.JsonObject;

import io.github.camelalicom.mns.consumer.ConsumerSnapshot;
import io.github.camelalicom.mns.consumer.ConsumerSnapshot.Load;
import io.github.camelalicom.mns.consumer.ConsumerSnapshot.Totals;
import io.github.camelalicom.mns.consumer.DurationSummary;
import io.github.camelalicom.mns.consumer.Failure;
import io.github.camelalicom.mns.gateway.QueueSnapshot;
import io.github.camelalicom.mns.gateway.QueueSnapshot.RequestCount;
import io.github.camelalicom.mns.gateway.QueueSnapshot.TokenTimes;
import io.github.camelalicom.mns.gateway.RequestKind;
import io.github.camelalicom.mns.receipt.SchemaDrift;

/**
 * The snapshot of a consumer, or of those that poll a queue, by name, in an order to be read in. Of
 * the options only the queue's name is in it, and of messages nothing, so that no key and no phone
 * number can be.
 */
final class ConsoleReport {

    private ConsoleReport() {}

    static JsonObject of(AlicomMnsConsumer consumer) {
        JsonObject facts = new JsonObject();
        facts.put("routeId", consumer.getRouteId());
        addSubject(facts, consumer.getMessageType(), consumer.getQueueName());
        facts.put("state", consumer.getStatus().name());
        addFigures(facts, consumer);
        return facts;
    }

    static JsonObject of(PollerStats takers) {
        JsonObject facts = new JsonObject();
        addSubject(facts, takers.getMessageType(), takers.getQueueName());
        facts.put("pollers", takers.size());
        addFigures(facts, takers);
        return facts;
    }

    static JsonObject of(ProducerStats producers) {
        JsonObject facts = new JsonObject();
        addSubject(facts, producers.getMessageType(), producers.getQueueName());
        facts.put("producers", producers.size());
        producers.snapshot().ifPresent(one -> addRequests(facts, one.queue(), one.lastFailure()));
        return facts;
    }

    private static void addSubject(JsonObject facts, String messageType, String queueName) {
        facts.put("messageType", messageType);
        if (queueName != null) {
            facts.put("queueName", queueName);
        }
    }

    private static void addFigures(JsonObject facts, ConsumerView observed) {
        observed.snapshot().ifPresent(snapshot -> add(facts, snapshot));
        facts.put("driftedFields", drifted(observed.driftedFields()));
    }

    /** By the vendor's names, which are fit for a log. */
    private static JsonObject drifted(Map<SchemaDrift.Field, Long> counts) {
        JsonObject drifted = new JsonObject();
        counts.forEach(
                (field, count) -> drifted.merge(field.fieldName(), count, ConsoleReport::sum));
        return drifted;
    }

    private static Object sum(Object one, Object other) {
        return (long) one + (long) other;
    }

    private static void add(JsonObject facts, ConsumerSnapshot snapshot) {
        addLoad(facts, snapshot.load());
        addTotals(facts, snapshot.totals());
        facts.put("schemaDrift", snapshot.drifted());
        facts.put("receiveLag", spread(snapshot.receiveLag()));
        facts.put("leaseMargin", spread(snapshot.leaseMargin()));
        addRequests(facts, snapshot.queue(), snapshot.lastFailure());
        JsonArray troubles = new JsonArray();
        snapshot.troubles().stream().map(Failure::sentence).forEach(troubles::add);
        facts.put("troubles", troubles);
    }

    private static void addRequests(
            JsonObject facts, QueueSnapshot queue, Optional<Failure.Past> lastFailure) {
        facts.put("requests", requests(queue.requests()));
        queue.token().ifPresent(times -> facts.put("token", token(times)));
        lastFailure.ifPresent(last -> facts.put("lastError", lastError(last)));
    }

    private static void addLoad(JsonObject facts, Load load) {
        facts.put("receivers", load.receivers());
        facts.put("concurrentReceivers", load.mostReceivers());
        facts.put("inFlight", load.inFlight());
        facts.put("waiting", load.waiting());
        facts.put("waitingDeletes", load.waitingDeletes());
    }

    private static void addTotals(JsonObject facts, Totals totals) {
        facts.put("received", totals.received());
        facts.put("redelivered", totals.redelivered());
        facts.put("deleted", totals.deleted());
        facts.put("givenBack", totals.givenBack());
        facts.put("left", totals.left());
        facts.put("lapsed", totals.lapsed());
        facts.put("duplicatesExpected", totals.lost());
        facts.put("deletesFailed", totals.deleteFailures());
    }

    private static JsonObject spread(DurationSummary spread) {
        JsonObject times = new JsonObject();
        times.put("count", spread.count());
        times.put("minMillis", spread.min().toMillis());
        times.put("meanMillis", spread.mean().toMillis());
        times.put("maxMillis", spread.max().toMillis());
        return times;
    }

    private static JsonObject requests(Map<RequestKind, RequestCount> counts) {
        JsonObject requests = new JsonObject();
        counts.forEach(
                (kind, count) -> {
                    JsonObject one = new JsonObject();
                    one.put("sent", count.sent());
                    one.put("failed", count.failed());
                    requests.put(kind.label(), one);
                });
        return requests;
    }

    private static JsonObject token(TokenTimes times) {
        JsonObject token = new JsonObject();
        token.put("ageSeconds", times.age().toSeconds());
        token.put("leftSeconds", times.left().toSeconds());
        return token;
    }

    private static JsonObject lastError(Failure.Past last) {
        JsonObject error = new JsonObject();
        error.put("kind", last.failure().kind().name());
        error.put("code", last.failure().code());
        error.put("message", last.sentence());
        error.put("secondsAgo", last.ago().toSeconds());
        return error;
    }
}
