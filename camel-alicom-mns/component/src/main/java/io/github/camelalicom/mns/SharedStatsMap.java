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
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;

import io.github.camelalicom.mns.SharedStats.Member;
import io.github.camelalicom.mns.SharedStats.Subject;

/** Groups of one kind: each begins with the first who joins it and ends with the last to leave. */
final class SharedStatsMap<S, G extends SharedStats<S>> {

    private final Map<Subject, G> groups = new ConcurrentHashMap<>();
    private final Function<Subject, G> factory;

    SharedStatsMap(Function<Subject, G> factory) {
        this.factory = factory;
    }

    /** The group that it belongs to from now on. */
    G join(Subject subject, Member<S> member) {
        return groups.compute(
                subject,
                (any, present) -> {
                    G group = present == null ? opened(subject) : present;
                    group.add(member);
                    return group;
                });
    }

    private G opened(Subject subject) {
        G group = factory.apply(subject);
        group.open();
        return group;
    }

    /** Whoever has left already, or never joined, may say it again. */
    void leave(Subject subject, Member<S> member) {
        // asked before, not under the map's lock
        Optional<S> last = member.snapshot();
        groups.computeIfPresent(
                subject,
                (any, group) -> {
                    group.remove(member, last);
                    if (group.size() > 0) {
                        return group;
                    }
                    group.close();
                    return null;
                });
    }

    Stream<G> stream() {
        return groups.values().stream();
    }
}
