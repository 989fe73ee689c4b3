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

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Those who do the same with the same queue, to be seen as one: Camel makes and drops them as it
 * needs room in its caches, and none of them knows its route. Their figures are added up, and what
 * one has counted stays in the sum until the last of them has left.
 *
 * @param <S> what each of them tells of itself
 */
abstract class SharedStats<S> {

    /** What they have in common. */
    record Subject(String messageType, String queueName) {

        static Subject of(AlicomMnsEndpoint endpoint) {
            return new Subject(
                    endpoint.getMessageType(), endpoint.getConfiguration().getQueueName());
        }
    }

    /** One of them. */
    @FunctionalInterface
    interface Member<S> {
        /** Empty while there is nothing to tell. */
        Optional<S> snapshot();
    }

    /** Of one moment: nobody is counted twice, or not at all, while he leaves. */
    private record State<S>(Set<Member<S>> members, S past) {}

    private final Subject subject;
    private final AtomicReference<State<S>> state =
            new AtomicReference<>(new State<>(Set.of(), null));

    private final BinaryOperator<S> sum;
    private final UnaryOperator<S> ended;

    /**
     * @param sum of what two of them tell
     * @param ended what remains of one that has left
     */
    SharedStats(Subject subject, BinaryOperator<S> sum, UnaryOperator<S> ended) {
        this.subject = subject;
        this.sum = sum;
        this.ended = ended;
    }

    /** Before the first comes. */
    abstract void open();

    /** After the last has left. */
    abstract void close();

    public String getMessageType() {
        return subject.messageType();
    }

    public String getQueueName() {
        return subject.queueName();
    }

    int size() {
        return state.get().members().size();
    }

    /** Empty while there is nothing to tell. */
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

    /**
     * @param snapshot what it told last
     */
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
