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
package io.github.camelalicom.mns.emulator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The requests answered so far: the latest {@value #KEPT} in full, so that a long run does not fill
 * the memory, and all of them in counts, which stay exact however long it runs. Requests to the
 * emulator's own control API are not among them.
 */
public final class Requests {

    /** How many are kept in full. */
    public static final int KEPT = 5_000;

    private static final String NO_MESSAGE = "MessageNotExist";

    private final Deque<RecordedRequest> latest = new ArrayDeque<>();
    private final Map<String, Map<RequestKind, Long>> counts = new HashMap<>();
    private final Map<String, Long> empty = new HashMap<>();

    /** The latest requests, oldest first. */
    public synchronized List<RecordedRequest> all() {
        return List.copyOf(latest);
    }

    /** Those of one kind, of the ones kept. */
    public List<RecordedRequest> ofKind(RequestKind kind) {
        return matching(request -> request.kind() == kind);
    }

    /** Those a condition holds for, of the ones kept. */
    public List<RecordedRequest> matching(Predicate<RecordedRequest> condition) {
        return all().stream().filter(condition).toList();
    }

    /** How many there were of a kind, over all queues, kept or not. */
    public synchronized long count(RequestKind kind) {
        return counts.values().stream().mapToLong(kinds -> kinds.getOrDefault(kind, 0L)).sum();
    }

    /** How many there were in all, kept or not. */
    public synchronized long count() {
        return counts.values().stream()
                .flatMap(kinds -> kinds.values().stream())
                .mapToLong(Long::longValue)
                .sum();
    }

    /** How many there were of a kind to one queue, kept or not. */
    synchronized long count(String queue, RequestKind kind) {
        return counts.getOrDefault(queue, Map.of()).getOrDefault(kind, 0L);
    }

    /** How many of the receives of one queue brought nothing. */
    synchronized long emptyReceives(String queue) {
        return empty.getOrDefault(queue, 0L);
    }

    synchronized void add(RecordedRequest request) {
        if (latest.size() == KEPT) {
            latest.removeFirst();
        }
        latest.addLast(request);
        counts.computeIfAbsent(request.queue(), queue -> new EnumMap<>(RequestKind.class))
                .merge(request.kind(), 1L, Long::sum);
        if (request.kind() == RequestKind.RECEIVE && NO_MESSAGE.equals(request.errorCode())) {
            empty.merge(request.queue(), 1L, Long::sum);
        }
    }

    synchronized void clear() {
        latest.clear();
        counts.clear();
        empty.clear();
    }
}
