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
import java.util.Set;
import java.util.TreeMap;

/**
 * Things by the time at which each is due. Those that are due within the same hundredth of a second
 * share a bucket, so that adding and removing one, and taking one that is due, cost the same
 * however many there are.
 *
 * @param <T> identified by {@code equals}; each is in here once
 */
final class DueTimes<T> {

    private static final long TICK = Duration.ofMillis(10).toNanos();

    // guarded by this
    private final TreeMap<Long, Set<T>> buckets = new TreeMap<>();
    private final Map<T, Long> ticks = new HashMap<>();

    /** Adds it, or changes its time. It is never due early, and at most one tick late. */
    synchronized void add(T thing, long at) {
        remove(thing);
        long tick = -Math.floorDiv(-at, TICK);
        ticks.put(thing, tick);
        buckets.computeIfAbsent(tick, any -> new LinkedHashSet<>()).add(thing);
    }

    /** Removes it, if it is in here. */
    synchronized void remove(T thing) {
        Long tick = ticks.remove(thing);
        if (tick != null) {
            Set<T> bucket = buckets.get(tick);
            bucket.remove(thing);
            if (bucket.isEmpty()) {
                buckets.remove(tick);
            }
        }
    }

    /** When the first is due, or {@code Long.MAX_VALUE} when there is none. */
    synchronized long next() {
        return buckets.isEmpty() ? Long.MAX_VALUE : buckets.firstKey() * TICK;
    }

    /** Takes the one that is due for the longest time; null when none is due. */
    synchronized T poll(long now) {
        if (buckets.isEmpty() || buckets.firstKey() * TICK > now) {
            return null;
        }
        Iterator<T> first = buckets.firstEntry().getValue().iterator();
        T thing = first.next();
        remove(thing);
        return thing;
    }

    /** All of them, as they are now. */
    synchronized List<T> all() {
        return List.copyOf(ticks.keySet());
    }
}
