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
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Stream;

import io.github.camelalicom.mns.consumer.ConsumerSnapshot;

/**
 * The sum of the snapshots of several members. What a member has counted stays in the sum when it
 * leaves, so that no counter ever decreases. Lock-free.
 *
 * @param <M> compared by identity
 */
final class SnapshotSum<M> {

    /**
     * One value for both: a member that leaves is counted exactly once.
     *
     * @param past the sum of those that have left; empty if there are none
     */
    private record State<M>(Set<M> members, Optional<ConsumerSnapshot> past) {}

    private final AtomicReference<State<M>> state =
            new AtomicReference<>(new State<>(Set.of(), Optional.empty()));

    void add(M member) {
        state.updateAndGet(
                now -> {
                    Set<M> members = new HashSet<>(now.members());
                    members.add(member);
                    return new State<>(members, now.past());
                });
    }

    /**
     * Has no effect for a member that has left or never joined.
     *
     * @param snapshot the last one of the member
     */
    void remove(M member, Optional<ConsumerSnapshot> snapshot) {
        Optional<ConsumerSnapshot> last = snapshot.map(ConsumerSnapshot::ended);
        state.updateAndGet(
                now -> {
                    Set<M> members = new HashSet<>(now.members());
                    return members.remove(member)
                            ? new State<>(members, sum(Stream.of(now.past(), last)))
                            : now;
                });
    }

    int size() {
        return state.get().members().size();
    }

    /** Empty while no member has a snapshot. */
    Optional<ConsumerSnapshot> read(Function<M, Optional<ConsumerSnapshot>> snapshot) {
        State<M> now = state.get();
        return sum(Stream.concat(Stream.of(now.past()), now.members().stream().map(snapshot)));
    }

    private static Optional<ConsumerSnapshot> sum(Stream<Optional<ConsumerSnapshot>> snapshots) {
        return snapshots.flatMap(Optional::stream).reduce(ConsumerSnapshot::plus);
    }
}
