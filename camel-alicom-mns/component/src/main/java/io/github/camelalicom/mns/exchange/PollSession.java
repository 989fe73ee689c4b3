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
package io.github.camelalicom.mns.exchange;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

import org.apache.camel.spi.ExceptionHandler;

import io.github.camelalicom.mns.consumer.ConsumerSettings;
import io.github.camelalicom.mns.consumer.ConsumerSnapshot;
import io.github.camelalicom.mns.consumer.ConsumerStats;
import io.github.camelalicom.mns.consumer.Delivery;
import io.github.camelalicom.mns.consumer.ManualSettlement;
import io.github.camelalicom.mns.consumer.ManualSettlement.ClaimedMessage;
import io.github.camelalicom.mns.consumer.PollEngine;
import io.github.camelalicom.mns.gateway.MnsQueue;
import io.github.camelalicom.mns.lifecycle.SharedResources;

/**
 * A poll engine with its queue and its threads, open until it has stopped and holds no message any
 * more. Camel stops a polling consumer when its cache is full, and a template stops its own:
 * messages may still be processed at that time. Their leases are extended until they are done or
 * the context stops.
 */
public final class PollSession implements ManualSettlement.Source {

    private final ConsumerSettings settings;
    private final SharedResources shared;
    private final MnsQueue queue;
    private volatile PollEngine engine;

    /**
     * @param shared acquired by the caller, released when the session has ended
     * @param queue closed when the session has ended
     */
    public PollSession(ConsumerSettings settings, SharedResources shared, MnsQueue queue) {
        this.settings = settings;
        this.shared = shared;
        this.queue = queue;
    }

    /**
     * @param ended called once, when the session has stopped and holds no message any more
     */
    public void start(ExceptionHandler errors, ConsumerStats.Listener timings, Runnable ended) {
        engine =
                new PollEngine(
                        queue,
                        settings,
                        shared,
                        errors::handleException,
                        timings,
                        System::nanoTime,
                        InstantSource.system(),
                        ended);
        shared.opened(engine);
    }

    /** Releases everything after a failed start. */
    public void abandon() {
        queue.close();
        shared.release();
    }

    /** Empty until it is started. */
    public Optional<ConsumerSnapshot> snapshot() {
        return Optional.ofNullable(engine).map(PollEngine::snapshot);
    }

    public Optional<Delivery> take(Duration limit) throws InterruptedException {
        return engine.poll(limit);
    }

    @Override
    public boolean consumes(String queueName) {
        return queueName.equals(settings.queueName());
    }

    @Override
    public Optional<ClaimedMessage> claim(String messageId, String receiptHandle) {
        return engine.held().claim(messageId, receiptHandle);
    }

    /** Ends receiving; held messages are looked after until they are done or the context stops. */
    public void stop() {
        engine.stop();
    }
}
