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

import java.util.Map;
import java.util.Optional;

import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck;

import io.github.camelalicom.mns.consumer.ConsumerSnapshot;
import io.github.camelalicom.mns.consumer.ConsumerStats;
import io.github.camelalicom.mns.receipt.ReceiptParser;
import io.github.camelalicom.mns.receipt.SchemaDrift;

/** All polling consumers of a queue, from the start of the first to the end of the last. */
public final class PollerStats extends SharedStats<ConsumerSnapshot>
        implements ConsumerView, ConsumerStats.Listener {

    private final CamelContext context;
    private final SchemaDrift drift = new SchemaDrift();

    public PollerStats(CamelContext context, QueueId queue) {
        super(queue, ConsumerSnapshot::plus, ConsumerSnapshot::ended);
        this.context = context;
    }

    @Override
    ConsumerMeters newMeters() {
        return MeterFactory.ofConsumer(context, this);
    }

    @Override
    HealthCheck healthCheck() {
        return MnsHealthCheck.ofQueue(
                "polling",
                getMessageType(),
                getQueueName(),
                () -> snapshot().map(ConsumerSnapshot::failures));
    }

    @Override
    public void begun(long lagNanos) {
        meters().begun(lagNanos);
    }

    @Override
    public void deleted(long leaseLeftNanos) {
        meters().deleted(leaseLeftNanos);
    }

    @Override
    public String role() {
        return "poller";
    }

    /** Null, since pollers of several routes share a group. */
    @Override
    public String getRouteId() {
        return null;
    }

    @Override
    public Optional<ConsumerSnapshot> snapshot() {
        return super.snapshot().map(snapshot -> snapshot.withDrifted(drift.total()));
    }

    @Override
    public Map<SchemaDrift.Field, Long> driftedFields() {
        return drift.counts();
    }

    /** A parser that counts the fields that differ from their documentation in this group. */
    public ReceiptParser parser() {
        return new ReceiptParser(drift::drifted);
    }
}
