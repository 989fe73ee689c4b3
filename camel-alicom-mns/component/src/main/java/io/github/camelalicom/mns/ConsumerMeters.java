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

import org.apache.camel.CamelContext;

import io.github.camelalicom.mns.consumer.ConsumerStats;

/** The meters of who receives, from start to stop, if anyone measures. */
interface ConsumerMeters extends ConsumerStats.Listener {

    /** Removes them. */
    void close();

    /** Those in Micrometer, where it is on the class path and Camel knows a registry; or none. */
    static ConsumerMeters find(CamelContext context, ConsumerView observed) {
        return Metering.find(
                observed.getQueueName(),
                () -> MicrometerConsumerMeters.find(context, observed),
                ConsumerMeters::none);
    }

    static ConsumerMeters none() {
        return new ConsumerMeters() {
            @Override
            public void begun(long lagNanos) {}

            @Override
            public void deleted(long leaseLeftNanos) {}

            @Override
            public void close() {}
        };
    }
}
