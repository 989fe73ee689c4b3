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

import java.time.InstantSource;
import java.util.function.LongSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.camelalicom.mns.gateway.MnsQueue;

/**
 * What the engine of a consumer and that of a poller are made of.
 *
 * @param queue closed by the engine, after its last poll
 * @param shared what the engine shares with others of the Camel context
 * @param clock compared with the enqueue times of messages
 */
public record EngineParts(
        MnsQueue queue,
        ConsumerSettings settings,
        SharedServices shared,
        ErrorReporter errors,
        ConsumerStats.Listener listener,
        LongSupplier nanoTime,
        InstantSource clock) {

    private static final Logger LOG = LoggerFactory.getLogger(EngineParts.class);

    /** The stop of the engine waits no longer for the messages that it still holds, if any. */
    void logHeldAtStop(int held) {
        if (held > 0) {
            LOG.warn(
                    "ALICOM-802 Messages of {} were still being processed at shutdown ({}); MNS"
                            + " redelivers them when their leases expire",
                    settings.queueName(),
                    held);
        }
    }
}
