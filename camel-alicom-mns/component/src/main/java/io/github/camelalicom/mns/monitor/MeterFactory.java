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

/**
 * Registers meters where Micrometer and a registry are present. Micrometer is an optional
 * dependency, and messages are processed even if a registry refuses a meter.
 */
public final class MeterFactory {

    private static final Logger LOG = LoggerFactory.getLogger(MeterFactory.class);

    private MeterFactory() {}

    /** The meters of this view; those that measure nothing if they cannot be registered. */
    public static ConsumerMeters create(CamelContext context, ConsumerView view) {
        try {
            return micrometerIsPresent()
                    ? MicrometerMeters.bound(context, view)
                    : ConsumerMeters.NONE;
        } catch (RuntimeException | LinkageError e) {
            LOG.warn(
                    "ALICOM-813 Meters of {} could not be registered ({}); messages are processed"
                            + " without them. Check the meter filters of the registry",
                    view.getQueueName(),
                    e.toString());
            return ConsumerMeters.NONE;
        }
    }

    /** No class of Micrometer may be used before this returns true. */
    private static boolean micrometerIsPresent() {
        try {
            Class.forName(
                    "io.micrometer.core.instrument.MeterRegistry",
                    false,
                    MeterFactory.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
