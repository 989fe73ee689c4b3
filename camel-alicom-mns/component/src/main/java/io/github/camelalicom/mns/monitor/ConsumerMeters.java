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

import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.camelalicom.mns.consumer.ConsumerStats;

/**
 * The registered meters of a consumer, or of all pollers or producers of a queue. Micrometer is an
 * optional dependency: without it, or without a registry, nothing is measured. Messages are
 * processed even if a registry refuses a meter.
 */
public class ConsumerMeters implements ConsumerStats.Listener {

    /** Measures nothing. */
    static final ConsumerMeters NONE = new ConsumerMeters();

    private static final Logger LOG = LoggerFactory.getLogger(ConsumerMeters.class);

    ConsumerMeters() {}

    /** Registers the meters where Micrometer and a registry are present. */
    public static ConsumerMeters of(CamelContext context, ConsumerView view) {
        try {
            return micrometerIsPresent() ? MicrometerMeters.bound(context, view) : NONE;
        } catch (RuntimeException | LinkageError e) {
            LOG.warn(
                    "ALICOM-813 Meters of {} could not be registered ({}); messages are processed"
                            + " without them. Check the meter filters of the registry",
                    view.getQueueName(),
                    e.toString());
            return NONE;
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

    @Override
    public void begun(long lagNanos) {}

    @Override
    public void deleted(long leaseLeftNanos) {}

    /** Removes the meters; does not throw. */
    public void close() {}
}
