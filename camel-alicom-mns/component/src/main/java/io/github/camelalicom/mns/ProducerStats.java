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

/** All producers of a queue, whatever their operation is. */
final class ProducerStats extends SharedStats<ProducerSnapshot> {

    private final CamelContext context;
    private Runnable meters;

    ProducerStats(CamelContext context, Subject subject) {
        super(subject, ProducerSnapshot::plus, ProducerSnapshot::ended);
        this.context = context;
    }

    @Override
    void open() {
        meters =
                Metering.find(
                        getQueueName(),
                        () -> MicrometerProducerMeters.find(context, this),
                        () -> () -> {});
    }

    @Override
    void close() {
        Metering.close(getQueueName(), meters);
    }
}
