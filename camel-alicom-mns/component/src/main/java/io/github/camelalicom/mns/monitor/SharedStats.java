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

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.apache.camel.health.HealthCheck;

/**
 * The pollers or producers of one queue, shown as one, because Camel's caches create and drop them
 * and they do not know their route. A member that leaves stays in the sums until the last one has
 * left.
 *
 * @param <S> the snapshot of a member
 */
public abstract class SharedStats<S> {

    /**
     * The queue that the members have in common.
     *
     * @param queueName null for producers that need no queue
     */
    public record QueueId(String messageType, String queueName) {}

    /** One poller or producer. */
    @FunctionalInterface
    public interface Member<S> {
        /** Empty before it is open. */
        Optional<S> snapshot();
    }

    /** The groups of a component; each exists from its first member to its last. */
    public static final class ByQueue<S, G extends SharedStats<S>> {

        private final Map<QueueId, G> groups = new ConcurrentHashMap<>();
        private final Function<QueueId, G> factory;
        private final Runnable joined;

        /**
         * @param joined called after a member has joined
         */
        public ByQueue(Function<QueueId, G> factory, Runnable joined) {
            this.factory = factory;
            this.joined = joined;
        }

        /** Adds the member to the group of its queue, and returns that group. */
        public G join(QueueId queue, Member<S> member) {
            G group =
                    groups.compute(
                            queue,
                            (any, present) -> {
                                G open = present == null ? opened(queue) : present;
                                open.add(member);
                                return open;
                            });
            joined.run();
            return group;
        }

        private G opened(QueueId queue) {
            G group = factory.apply(queue);
            group.open();
            return group;
        }

        /** Idempotent: does nothing for a member that has left or never joined. */
        public void leave(QueueId queue, Member<S> member) {
            // not under the lock of the map
            Optional<S> last = member.snapshot();
            groups.computeIfPresent(
                    queue,
                    (any, group) -> {
                        group.remove(member, last);
                        if (group.size() > 0) {
                            return group;
                        }
                        group.meters().close();
                        return null;
                    });
        }

        public Stream<G> stream() {
            return groups.values().stream();
        }

        /** Without groups whose first member is still opening: their health is not known yet. */
        public Stream<HealthCheck> healthChecks() {
            return stream()
                    .filter(group -> group.snapshot().isPresent())
                    .map(SharedStats::healthCheck);
        }
    }

    /** One value for both: a member that leaves is counted exactly once. */
    private record State<S>(Set<Member<S>> members, S past) {}

    private final QueueId queue;
    private final AtomicReference<State<S>> state =
            new AtomicReference<>(new State<>(Set.of(), null));

    private volatile ConsumerMeters meters = ConsumerMeters.NONE;
    private final BinaryOperator<S> sum;
    private final UnaryOperator<S> ended;

    /**
     * @param sum adds two snapshots
     * @param ended reduces the last snapshot of a member that leaves to what is kept
     */
    SharedStats(QueueId queue, BinaryOperator<S> sum, UnaryOperator<S> ended) {
        this.queue = queue;
        this.sum = sum;
        this.ended = ended;
    }

    abstract ConsumerMeters newMeters();

    abstract HealthCheck healthCheck();

    void open() {
        meters = newMeters();
    }

    /** The meters of the group, registered before its first member joins. */
    ConsumerMeters meters() {
        return meters;
    }

    QueueId queue() {
        return queue;
    }

    public String getMessageType() {
        return queue.messageType();
    }

    public String getQueueName() {
        return queue.queueName();
    }

    int size() {
        return state.get().members().size();
    }

    /** The sum over all members; empty while no member has a snapshot. */
    public Optional<S> snapshot() {
        State<S> now = state.get();
        return Stream.concat(
                        Stream.ofNullable(now.past()),
                        now.members().stream().flatMap(member -> member.snapshot().stream()))
                .reduce(sum);
    }

    void add(Member<S> member) {
        state.updateAndGet(
                now -> {
                    Set<Member<S>> members = new HashSet<>(now.members());
                    members.add(member);
                    return new State<>(members, now.past());
                });
    }

    void remove(Member<S> member, Optional<S> snapshot) {
        Optional<S> last = snapshot.map(ended);
        state.updateAndGet(
                now -> {
                    Set<Member<S>> members = new HashSet<>(now.members());
                    return members.remove(member)
                            ? new State<>(members, plus(now.past(), last))
                            : now;
                });
    }

    private S plus(S past, Optional<S> last) {
        return Stream.concat(Stream.ofNullable(past), last.stream()).reduce(sum).orElse(null);
    }
}
