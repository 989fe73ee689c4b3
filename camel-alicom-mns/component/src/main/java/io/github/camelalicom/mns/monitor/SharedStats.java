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

/**
 * The pollers or the producers of one queue, shown as one: Camel's caches create and drop them, and
 * none knows its route. A member that leaves stays in the sums until the last member leaves.
 *
 * @param <S> the snapshot of a member
 */
public abstract class SharedStats<S> {

    /** What the members have in common. */
    public record QueueId(String messageType, String queueName) {}

    /** One poller or producer. */
    @FunctionalInterface
    public interface Member<S> {
        /** Empty before it is open. */
        Optional<S> snapshot();
    }

    /** The groups of a component: each begins with its first member and ends with its last. */
    public static final class ByQueue<S, G extends SharedStats<S>> {

        private final Map<QueueId, G> groups = new ConcurrentHashMap<>();
        private final Function<QueueId, G> factory;

        public ByQueue(Function<QueueId, G> factory) {
            this.factory = factory;
        }

        /** Adds the member to the group of its queue, and returns that group. */
        public G join(QueueId queue, Member<S> member) {
            return groups.compute(
                    queue,
                    (any, present) -> {
                        G group = present == null ? opened(queue) : present;
                        group.add(member);
                        return group;
                    });
        }

        private G opened(QueueId queue) {
            G group = factory.apply(queue);
            group.open();
            return group;
        }

        /** Idempotent: does nothing for a member that has left or never joined. */
        public void leave(QueueId queue, Member<S> member) {
            // taken here, not under the map's lock
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
    }

    /** One value for both, so that a member that leaves is counted exactly once. */
    private record State<S>(Set<Member<S>> members, S past) {}

    private final QueueId queue;
    private final AtomicReference<State<S>> state =
            new AtomicReference<>(new State<>(Set.of(), null));

    private volatile ConsumerMeters meters = ConsumerMeters.NONE;
    private final BinaryOperator<S> sum;
    private final UnaryOperator<S> ended;

    /**
     * @param sum adds two snapshots
     * @param ended what is kept of the snapshot of a member that leaves
     */
    SharedStats(QueueId queue, BinaryOperator<S> sum, UnaryOperator<S> ended) {
        this.queue = queue;
        this.sum = sum;
        this.ended = ended;
    }

    abstract ConsumerMeters newMeters();

    void open() {
        meters = newMeters();
    }

    /** The meters of the group, from before its first member joins until its last one leaves. */
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
