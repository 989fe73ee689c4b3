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

import java.util.function.Supplier;

import org.apache.camel.CamelContext;
import org.slf4j.LoggerFactory;

import io.github.camelalicom.mns.consumer.ConsumerStats;

/**
 * The meters of a consumer, of the pollers or of the producers of a queue, from start to stop.
 * Micrometer is an optional dependency: without it, or without a registry, there are none. Messages
 * flow even if a registry refuses a meter.
 */
public interface ConsumerMeters extends ConsumerStats.Listener {

    @Override
    default void begun(long lagNanos) {}

    @Override
    default void deleted(long leaseLeftNanos) {}

    /** Removes them; does not throw. */
    default void close() {}

    static ConsumerMeters ofConsumer(CamelContext context, ConsumerView view) {
        return find(view.getQueueName(), () -> MicrometerMeters.ofConsumer(context, view));
    }

    static ConsumerMeters ofProducers(CamelContext context, ProducerStats producers) {
        return find(
                producers.getQueueName(), () -> MicrometerMeters.ofProducers(context, producers));
    }

    static ConsumerMeters none() {
        return new ConsumerMeters() {};
    }

    /**
     * @param micrometer uses classes of Micrometer, which may be missing
     */
    private static ConsumerMeters find(String queueName, Supplier<ConsumerMeters> micrometer) {
        try {
            return micrometerIsPresent() ? micrometer.get() : none();
        } catch (RuntimeException | LinkageError e) {
            LoggerFactory.getLogger(ConsumerMeters.class)
                    .warn("No meters for {}: {}", queueName, e.toString());
            return none();
        }
    }

    /** No class of Micrometer may be used before this returns true. */
    private static boolean micrometerIsPresent() {
        try {
            Class.forName(
                    "io.micrometer.core.instrument.MeterRegistry",
                    false,
                    ConsumerMeters.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
