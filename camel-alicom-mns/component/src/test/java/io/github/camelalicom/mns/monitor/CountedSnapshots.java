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
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.camelalicom.mns.consumer.ConsumerSnapshot;
import io.github.camelalicom.mns.consumer.ConsumerSnapshot.Load;
import io.github.camelalicom.mns.consumer.ConsumerSnapshot.Totals;
import io.github.camelalicom.mns.consumer.DurationSummary;
import io.github.camelalicom.mns.gateway.QueueSnapshot;
import io.github.camelalicom.mns.gateway.QueueSnapshot.RequestCount;
import io.github.camelalicom.mns.gateway.QueueSnapshot.TokenTimes;
import io.github.camelalicom.mns.gateway.RequestKind;
import io.github.camelalicom.mns.receipt.SchemaDrift;

/** A consumer whose figures all differ, and which counts the snapshots that are taken of it. */
final class CountedSnapshots implements ConsumerView, ManagedAlicomMnsConsumerMBean {

    final AtomicInteger taken = new AtomicInteger();
    volatile boolean started = true;

    @Override
    public String getRouteId() {
        return "route";
    }

    @Override
    public String getMessageType() {
        return "SmsReport";
    }

    @Override
    public String getQueueName() {
        return "queue";
    }

    @Override
    public Map<SchemaDrift.Field, Long> driftedFields() {
        return Map.of();
    }

    @Override
    public void setConcurrentReceivers(int max) {}

    @Override
    public Optional<ConsumerSnapshot> snapshot() {
        int count = taken.incrementAndGet();
        return started ? Optional.of(numbered(count)) : Optional.empty();
    }

    /**
     * @param received the number of messages received
     */
    static ConsumerSnapshot numbered(int received) {
        Map<RequestKind, RequestCount> requests = new EnumMap<>(RequestKind.class);
        requests.put(RequestKind.RECEIVE, new RequestCount(301, 51));
        requests.put(RequestKind.TOKEN, new RequestCount(302, 52));
        return new ConsumerSnapshot(
                new Load(201, 202, 203, 204, 205),
                new Totals(received, 102, 103, 104, 105, 106, 107, 108),
                summary(400),
                summary(500),
                new QueueSnapshot(
                        requests,
                        Optional.of(
                                new TokenTimes(
                                        Duration.ofMillis(601_500), Duration.ofMillis(602_500)))),
                109,
                Optional.empty(),
                List.of());
    }

    private static DurationSummary summary(int base) {
        return new DurationSummary(
                base,
                Duration.ofMillis(base + 1),
                Duration.ofMillis(base + 2),
                Duration.ofMillis(base + 3));
    }
}
