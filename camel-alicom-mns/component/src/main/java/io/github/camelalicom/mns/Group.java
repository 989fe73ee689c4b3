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
import java.util.stream.Stream;

/**
 * Those who do the same with the same queue, to be seen as one: Camel makes and drops them as it
 * needs room in its caches, and none of them knows its route. Their figures are added up, and what
 * one has counted stays in the sum until the last of them has left.
 *
 * @param <S> what each of them tells of itself
 */
abstract class Group<S> {

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

    private final Subject subject;
    private final Map<Member<S>, Boolean> members = new ConcurrentHashMap<>();

    // guarded by this
    private S past;

    Group(Subject subject) {
        this.subject = subject;
    }

    /** Before the first comes. */
    abstract void open();

    /** After the last has left. */
    abstract void close();

    abstract S sum(S one, S other);

    /** What remains of one that has left. */
    abstract S ended(S snapshot);

    public String getMessageType() {
        return subject.messageType();
    }

    public String getQueueName() {
        return subject.queueName();
    }

    int size() {
        return members.size();
    }

    /** Empty while there is nothing to tell. */
    public synchronized Optional<S> snapshot() {
        return Stream.concat(
                        Stream.ofNullable(past),
                        members.keySet().stream().flatMap(member -> member.snapshot().stream()))
                .reduce(this::sum);
    }

    synchronized void add(Member<S> member) {
        members.put(member, true);
    }

    synchronized void remove(Member<S> member) {
        if (members.remove(member) != null) {
            member.snapshot()
                    .map(this::ended)
                    .ifPresent(last -> past = past == null ? last : sum(past, last));
        }
    }
}
