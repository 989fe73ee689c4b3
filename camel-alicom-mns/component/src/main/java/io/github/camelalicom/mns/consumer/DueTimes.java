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
package io.github.camelalicom.mns.consumer;

import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * Elements by the instant at which each is due. Elements that are due within the same hundredth of
 * a second share a bucket, so that adding, removing and taking one cost the same however many there
 * are.
 *
 * @param <T> identified by {@code equals}; contained at most once
 */
final class DueTimes<T> {

    private static final long TICK = Duration.ofMillis(10).toNanos();

    // guarded by this
    private final TreeMap<Long, Set<T>> buckets = new TreeMap<>();
    private final Map<T, Long> ticks = new HashMap<>();

    /** Adds an element, or changes its time. It is never due early, and at most one tick late. */
    synchronized void add(T element, long at) {
        remove(element);
        long tick = -Math.floorDiv(-at, TICK);
        ticks.put(element, tick);
        buckets.computeIfAbsent(tick, any -> new LinkedHashSet<>()).add(element);
    }

    /** Removes the element, if it is present. */
    synchronized void remove(T element) {
        Long tick = ticks.remove(element);
        if (tick != null) {
            Set<T> bucket = buckets.get(tick);
            bucket.remove(element);
            if (bucket.isEmpty()) {
                buckets.remove(tick);
            }
        }
    }

    /** When the first element is due; empty when there is none. */
    synchronized OptionalLong next() {
        return buckets.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(buckets.firstKey() * TICK);
    }

    /** Takes the element that has been due for the longest time; null when none is due. */
    synchronized T poll(long now) {
        if (buckets.isEmpty() || buckets.firstKey() * TICK > now) {
            return null;
        }
        Iterator<T> first = buckets.firstEntry().getValue().iterator();
        T element = first.next();
        remove(element);
        return element;
    }

    /** All elements, as of now. */
    synchronized List<T> all() {
        return List.copyOf(ticks.keySet());
    }
}
