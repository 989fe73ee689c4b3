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

import java.util.EnumSet;
import java.util.Set;

import org.apache.camel.CamelContext;

import io.github.camelalicom.mns.gateway.RequestKind;

/** The requests of producers, in Micrometer. */
final class MicrometerProducerMeters {

    private static final Set<RequestKind> KINDS =
            EnumSet.complementOf(EnumSet.of(RequestKind.RECEIVE));

    private MicrometerProducerMeters() {}

    /** Adds them where there is a registry. What it returns removes them. */
    static Runnable find(CamelContext context, ProducerStats producers) {
        return MicrometerMeters.registry(context)
                .map(
                        registry ->
                                new MicrometerMeters<>(
                                        registry,
                                        producers,
                                        context,
                                        "producer",
                                        null,
                                        producers.getMessageType(),
                                        producers.getQueueName()))
                .<Runnable>map(MicrometerProducerMeters::added)
                .orElse(() -> {});
    }

    private static Runnable added(MicrometerMeters<ProducerStats> meters) {
        meters.add(
                () -> meters.requests(KINDS, any -> any.snapshot().map(ProducerSnapshot::queue)));
        return meters::close;
    }
}
