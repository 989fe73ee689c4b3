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
import java.util.concurrent.locks.ReentrantLock;

/**
 * Deliveries that wait for a worker, in the order in which they came. One that ends while it waits
 * is taken out at once, so that it takes up no room.
 */
final class WaitingDeliveries {

    private final ReentrantLock lock = new ReentrantLock();

    // guarded by lock: each delivery with those that go into the route with it
    private final Map<Delivery, List<Delivery>> groups = new LinkedHashMap<>();

    /** They go into the route together. */
    void add(List<Delivery> together) {
        List<Delivery> group = new ArrayList<>(together);
        lock.lock();
        try {
            group.forEach(delivery -> groups.put(delivery, group));
        } finally {
            lock.unlock();
        }
    }

    /** The next ones that go into the route together; empty when none wait. */
    List<Delivery> poll() {
        lock.lock();
        try {
            if (groups.isEmpty()) {
                return List.of();
            }
            List<Delivery> next = groups.values().iterator().next();
            next.forEach(groups::remove);
            return next;
        } finally {
            lock.unlock();
        }
    }

    /** Takes all of them away. */
    List<Delivery> pollAll() {
        lock.lock();
        try {
            List<Delivery> all = new ArrayList<>(groups.keySet());
            groups.clear();
            return all;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes this one out.
     *
     * @return whether it was waiting
     */
    boolean remove(Delivery delivery) {
        lock.lock();
        try {
            List<Delivery> group = groups.remove(delivery);
            return group != null && group.remove(delivery);
        } finally {
            lock.unlock();
        }
    }

    boolean isEmpty() {
        return size() == 0;
    }

    int size() {
        lock.lock();
        try {
            return groups.size();
        } finally {
            lock.unlock();
        }
    }
}
