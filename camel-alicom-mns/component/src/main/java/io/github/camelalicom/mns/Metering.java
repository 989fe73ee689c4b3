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
package io.github.camelalicom.mns;

import java.util.function.Supplier;

import org.slf4j.LoggerFactory;

/**
 * Whether anything can be measured. Receipts go before figures: a registry that refuses a meter
 * does not keep them from flowing.
 */
final class Metering {

    private Metering() {}

    /**
     * @param micrometer touches classes of Micrometer, which are not there perhaps
     */
    static <M> M find(String queueName, Supplier<M> micrometer, Supplier<M> none) {
        try {
            return micrometerIsPresent() ? micrometer.get() : none.get();
        } catch (RuntimeException | LinkageError e) {
            LoggerFactory.getLogger(Metering.class)
                    .warn("No meters for {}: {}", queueName, e.toString());
            return none.get();
        }
    }

    /** What a registry thinks of the removal must not keep the rest from ending. */
    static void close(String queueName, Runnable meters) {
        try {
            meters.run();
        } catch (RuntimeException | LinkageError e) {
            LoggerFactory.getLogger(Metering.class)
                    .warn("The meters of {} could not be removed", queueName, e);
        }
    }

    /** Micrometer is an optional dependency; nothing of it may be touched before this is known. */
    private static boolean micrometerIsPresent() {
        try {
            Class.forName(
                    "io.micrometer.core.instrument.MeterRegistry",
                    false,
                    Metering.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
