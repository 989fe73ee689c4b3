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
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck;

import io.github.camelalicom.mns.consumer.ConsumerSnapshot;
import io.github.camelalicom.mns.consumer.ConsumerStats;
import io.github.camelalicom.mns.receipt.ReceiptParser;
import io.github.camelalicom.mns.receipt.SchemaDrift;

/**
 * The pollers or producers of one queue, shown as one, because Camel's caches create and drop them
 * and they do not know their route. A member that leaves stays in the sums until the last one has
 * left.
 */
public final class SharedStats implements ConsumerView, ConsumerStats.Listener {

    /**
     * The queue that the members have in common.
     *
     * @param queueName null for producers that need no queue
     */
    public record QueueId(String messageType, String queueName) {}

    /** One poller or producer. */
    @FunctionalInterface
    public interface Member {
        /** Empty before it is open. */
        Optional<ConsumerSnapshot> snapshot();
    }

    /** The groups of a component; each exists from its first member to its last. */
    public static final class ByQueue {

        private final Map<QueueId, SharedStats> groups = new ConcurrentHashMap<>();
        private final Role role;
        private final Supplier<CamelContext> context;
        private final Runnable joined;

        /**
         * @param joined called after a member has joined
         */
        public ByQueue(Role role, Supplier<CamelContext> context, Runnable joined) {
            this.role = role;
            this.context = context;
            this.joined = joined;
        }

        /** Adds the member to the group of its queue, and returns that group. */
        public SharedStats join(QueueId queue, Member member) {
            SharedStats group =
                    groups.compute(
                            queue,
                            (any, present) -> {
                                SharedStats open = present == null ? opened(queue) : present;
                                open.sum.add(member);
                                return open;
                            });
            joined.run();
            return group;
        }

        /** Its meters are registered before its first member joins. */
        private SharedStats opened(QueueId queue) {
            SharedStats group = new SharedStats(role, queue);
            group.meters = MeterFactory.create(context.get(), group);
            return group;
        }

        /** Idempotent: does nothing for a member that has left or never joined. */
        public void leave(QueueId queue, Member member) {
            // not under the lock of the map
            Optional<ConsumerSnapshot> last = member.snapshot();
            groups.computeIfPresent(
                    queue,
                    (any, group) -> {
                        group.sum.remove(member, last);
                        if (group.size() > 0) {
                            return group;
                        }
                        group.meters.close();
                        return null;
                    });
        }

        public Stream<SharedStats> stream() {
            return groups.values().stream();
        }

        /** Without groups whose first member is still opening: their health is not known yet. */
        public Stream<HealthCheck> healthChecks() {
            return stream()
                    .filter(group -> group.snapshot().isPresent())
                    .map(group -> new MnsHealthCheck(group, group.endpointUri()));
        }
    }

    private final Role role;
    private final QueueId queue;
    private final SchemaDrift drift = new SchemaDrift();
    private final SnapshotSum<Member> sum = new SnapshotSum<>();
    private volatile ConsumerMeters meters = ConsumerMeters.NONE;

    /** Without meters; {@link ByQueue} adds them. */
    public SharedStats(Role role, QueueId queue) {
        this.role = role;
        this.queue = queue;
    }

    @Override
    public void begun(long lagNanos) {
        meters.begun(lagNanos);
    }

    @Override
    public void deleted(long leaseLeftNanos) {
        meters.deleted(leaseLeftNanos);
    }

    @Override
    public Role role() {
        return role;
    }

    /** Null, since the members of several routes share a group. */
    @Override
    public String getRouteId() {
        return null;
    }

    @Override
    public String getMessageType() {
        return queue.messageType();
    }

    @Override
    public String getQueueName() {
        return queue.queueName();
    }

    /** The members may differ in their options. */
    private String endpointUri() {
        return "alicom-mns://" + queue.messageType();
    }

    @Override
    public Map<SchemaDrift.Field, Long> driftedFields() {
        return drift.counts();
    }

    /** A parser that counts the fields that differ from their documentation in this group. */
    public ReceiptParser parser() {
        return new ReceiptParser(drift::drifted);
    }

    int size() {
        return sum.size();
    }

    /** The sum over all members; empty while no member has a snapshot. */
    @Override
    public Optional<ConsumerSnapshot> snapshot() {
        return sum.read(Member::snapshot).map(all -> all.withDrifted(drift.total()));
    }
}
