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

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Deliveries that wait for a worker, in the order in which they were received. A delivery that ends
 * while it waits is removed at once, so that it takes up no room.
 */
final class WaitingDeliveries {

    // guarded by this: each delivery with those that are routed together with it
    private final Map<Delivery, List<Delivery>> groups = new LinkedHashMap<>();

    /** Adds deliveries that are routed together. */
    synchronized void addTogether(List<Delivery> deliveries) {
        deliveries.forEach(delivery -> groups.put(delivery, deliveries));
    }

    /** Adds deliveries that are routed one by one. */
    synchronized void addEach(List<Delivery> deliveries) {
        deliveries.forEach(delivery -> groups.put(delivery, List.of(delivery)));
    }

    /** Removes the next deliveries that are routed together; empty when none wait. */
    synchronized List<Delivery> poll() {
        List<Delivery> next = new ArrayList<>(1);
        if (!groups.isEmpty()) {
            for (Delivery delivery : groups.values().iterator().next()) {
                if (groups.remove(delivery) != null) {
                    next.add(delivery);
                }
            }
        }
        return next;
    }

    /** Removes all. */
    synchronized List<Delivery> pollAll() {
        List<Delivery> all = new ArrayList<>(groups.keySet());
        groups.clear();
        return all;
    }

    /** Removes this delivery. Returns whether it was waiting. */
    synchronized boolean remove(Delivery delivery) {
        return groups.remove(delivery) != null;
    }

    boolean isEmpty() {
        return size() == 0;
    }

    synchronized int size() {
        return groups.size();
    }
}
