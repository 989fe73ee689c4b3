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
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The requests answered so far: the latest {@value #KEPT} in full, which bounds the memory, and
 * exact counts of all. Requests to the control API of the emulator are not included.
 */
public final class Requests {

    /** The number of requests kept in full. */
    public static final int KEPT = 5_000;

    private static final String NO_MESSAGE = "MessageNotExist";

    private final Deque<RecordedRequest> latest = new ArrayDeque<>();
    private final Map<String, Map<RequestKind, Long>> counts = new HashMap<>();
    private final Map<String, Long> empty = new HashMap<>();
    private long clears;

    /** The latest requests, oldest first. */
    public synchronized List<RecordedRequest> all() {
        return List.copyOf(latest);
    }

    /** The kept requests of one kind. */
    public List<RecordedRequest> ofKind(RequestKind kind) {
        return matching(request -> request.kind() == kind);
    }

    /** The kept requests that satisfy a condition. */
    public List<RecordedRequest> matching(Predicate<RecordedRequest> condition) {
        return all().stream().filter(condition).toList();
    }

    /** The number of requests of a kind to all queues, kept or not. */
    public synchronized long count(RequestKind kind) {
        return counts.values().stream().mapToLong(kinds -> kinds.getOrDefault(kind, 0L)).sum();
    }

    /** The number of all requests, kept or not. */
    public synchronized long count() {
        return counts.values().stream()
                .flatMap(kinds -> kinds.values().stream())
                .mapToLong(Long::longValue)
                .sum();
    }

    /** The number of requests of a kind to one queue, kept or not. */
    synchronized long count(String queue, RequestKind kind) {
        return counts.getOrDefault(queue, Map.of()).getOrDefault(kind, 0L);
    }

    /** The number of receives of one queue that returned no message. */
    synchronized long emptyReceives(String queue) {
        return empty.getOrDefault(queue, 0L);
    }

    /**
     * Where a request that begins now is recorded: nowhere if they are cleared in the meantime, so
     * that a request of one test does not appear in the next one.
     */
    synchronized Consumer<RecordedRequest> beginning() {
        long begun = clears;
        return request -> add(request, begun);
    }

    private synchronized void add(RecordedRequest request, long begun) {
        if (begun == clears) {
            add(request);
        }
    }

    private void add(RecordedRequest request) {
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
        clears++;
        latest.clear();
        counts.clear();
        empty.clear();
    }
}
