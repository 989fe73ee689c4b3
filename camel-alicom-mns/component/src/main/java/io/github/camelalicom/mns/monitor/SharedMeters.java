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
package io.github.camelalicom.mns.monitor;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import io.github.camelalicom.mns.consumer.ConsumerSnapshot;

/**
 * The meters in use, and the views that share them. A registry returns the same meter for the same
 * name and tags: to two contexts of one name, to two methods with {@code @Consume} on one queue, or
 * to several views whose only different tag is removed by a filter. Such a meter shows their sum,
 * and is removed with the last of them.
 *
 * @param <V> a view
 */
final class SharedMeters<V> {

    /** Registries may define equality as they like. */
    private record Identity(Object registry) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Identity that && that.registry == registry;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(registry);
        }
    }

    /** By registry, then by meter; an inner map is used only while the outer one computes it. */
    private final Map<Identity, Map<Object, SnapshotSum<V>>> open = new ConcurrentHashMap<>();

    /**
     * Registers a meter, or takes part in the one that exists. The registry is called once:
     * Micrometer warns of a gauge that is registered again.
     *
     * @param sum what the meter shows if it is new
     */
    <M> M join(Object registry, Supplier<M> register, SnapshotSum<V> sum, V view) {
        AtomicReference<M> meter = new AtomicReference<>();
        open.compute(
                new Identity(registry),
                (any, present) -> {
                    Map<Object, SnapshotSum<V>> meters =
                            present == null ? new IdentityHashMap<>() : present;
                    meter.set(register.get());
                    meters.computeIfAbsent(meter.get(), one -> sum).add(view);
                    return meters;
                });
        return meter.get();
    }

    /**
     * Idempotent.
     *
     * @param last what the view has counted
     * @param remove takes the meter from its registry; called if no other view has it
     */
    void leave(
            Object registry,
            Object meter,
            V view,
            Optional<ConsumerSnapshot> last,
            Runnable remove) {
        Identity key = new Identity(registry);
        try {
            open.computeIfPresent(
                    key,
                    (any, meters) -> {
                        if (isLeftByLast(meters, meter, view, last)) {
                            remove.run();
                        }
                        return meters;
                    });
        } finally {
            open.computeIfPresent(key, (any, meters) -> meters.isEmpty() ? null : meters);
        }
    }

    private static <V> boolean isLeftByLast(
            Map<Object, SnapshotSum<V>> meters,
            Object meter,
            V view,
            Optional<ConsumerSnapshot> last) {
        SnapshotSum<V> sum = meters.get(meter);
        if (sum == null) {
            return false;
        }
        sum.remove(view, last);
        return sum.size() == 0 && meters.remove(meter) == sum;
    }
}
