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

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
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

    /**
     * Enough for a meter that is removed meanwhile. For a denied one, each call makes a new one.
     */
    private static final int ATTEMPTS = 3;

    /** Meters of different registries with the same name and tags are equal. */
    private record Identity(Object meter) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Identity that && that.meter == meter;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(meter);
        }
    }

    private final Map<Identity, SnapshotSum<V>> open = new ConcurrentHashMap<>();

    /**
     * Registers a meter, or takes part in the one that exists.
     *
     * @param sum what the meter shows if it is new
     */
    <M> M join(Supplier<M> register, SnapshotSum<V> sum, V view) {
        M meter = register.get();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            enter(meter, sum, view);
            M present = register.get();
            if (present == meter) {
                return meter;
            }
            // removed before this view could keep it
            exit(meter, view, Optional.empty(), () -> {});
            meter = present;
        }
        return meter;
    }

    private void enter(Object meter, SnapshotSum<V> sum, V view) {
        open.compute(
                new Identity(meter),
                (any, present) -> {
                    SnapshotSum<V> shown = present == null ? sum : present;
                    shown.add(view);
                    return shown;
                });
    }

    /**
     * Idempotent.
     *
     * @param last what the view has counted
     * @param remove takes the meter from its registry; called if no other view has it
     */
    void leave(Object meter, V view, Optional<ConsumerSnapshot> last, Runnable remove) {
        try {
            exit(meter, view, last, remove);
        } catch (RuntimeException | Error e) {
            // of a listener: the registry no longer has the meter
            open.remove(new Identity(meter));
            throw e;
        }
    }

    private void exit(Object meter, V view, Optional<ConsumerSnapshot> last, Runnable remove) {
        open.computeIfPresent(
                new Identity(meter),
                (any, shown) -> {
                    shown.remove(view, last);
                    if (shown.size() > 0) {
                        return shown;
                    }
                    remove.run();
                    return null;
                });
    }
}
