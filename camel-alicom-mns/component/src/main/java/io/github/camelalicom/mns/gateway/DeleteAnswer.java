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
package io.github.camelalicom.mns.gateway;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.github.camelalicom.mns.gateway.MnsQueue.DeleteFailure;

/** What the answer to a delete means for each of its messages. */
public final class DeleteAnswer {

    private final Map<String, DeleteFailure> failures;
    private final Set<String> undecided;

    private DeleteAnswer(Map<String, DeleteFailure> failures, Set<String> undecided) {
        this.failures = failures;
        this.undecided = undecided;
    }

    /**
     * @param handles of the messages that were to be deleted
     * @param answer of the queue
     */
    public static DeleteAnswer of(List<String> handles, List<DeleteFailure> answer) {
        return handles.size() == 1 ? ofOne(handles.get(0), answer) : ofSeveral(handles, answer);
    }

    /** A failure of a single delete concerns that message, whatever handle the answer names. */
    private static DeleteAnswer ofOne(String handle, List<DeleteFailure> answer) {
        Map<String, DeleteFailure> failures = new HashMap<>();
        answer.stream()
                .findFirst()
                .map(failure -> failure.withHandle(handle))
                .ifPresent(failure -> failures.put(handle, failure));
        return new DeleteAnswer(failures, Set.of());
    }

    private static DeleteAnswer ofSeveral(List<String> handles, List<DeleteFailure> answer) {
        Map<String, DeleteFailure> failures = new HashMap<>();
        answer.forEach(failure -> failures.putIfAbsent(failure.receiptHandle(), failure));
        Set<String> undecided = new HashSet<>();
        if (!handles.containsAll(failures.keySet())) {
            undecided.addAll(handles);
            undecided.removeAll(failures.keySet());
        }
        return new DeleteAnswer(failures, undecided);
    }

    /** Why the message was not deleted; empty if it was. */
    public Optional<DeleteFailure> failure(String handle) {
        return Optional.ofNullable(failures.get(handle));
    }

    /**
     * Whether the answer tells if the message was deleted: if it names an unknown handle, that may
     * stand for any message that it does not name.
     */
    public boolean isDecided(String handle) {
        return !undecided.contains(handle);
    }
}
