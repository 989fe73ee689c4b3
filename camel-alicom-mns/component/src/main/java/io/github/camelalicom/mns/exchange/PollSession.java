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
 * A poll engine with its queue and its threads, open until it has stopped and nothing is lent any
 * more. Camel stops a polling consumer when it has no room for it in a cache, or the template that
 * has polled is stopped: that may well be while what was received is still at work. So what is lent
 * then is looked after until it is done, or the context stops.
 */
public final class PollSession implements ManualSettlement.Source {

    private final ConsumerSettings settings;
    private final SharedResources shared;
    private final MnsQueue queue;
    private volatile PollEngine lender;

    /**
     * @param shared acquired for it, to be released when it has ended
     * @param queue to be closed when it has ended
     */
    public PollSession(ConsumerSettings settings, SharedResources shared, MnsQueue queue) {
        this.settings = settings;
        this.shared = shared;
        this.queue = queue;
    }

    /**
     * @param ended called once it has stopped and nothing is lent any more
     */
    public void start(ExceptionHandler errors, ConsumerStats.Listener timings, Runnable ended) {
        lender =
                new PollEngine(
                        queue,
                        settings,
                        shared,
                        errors::handleException,
                        timings,
                        System::nanoTime,
                        InstantSource.system(),
                        ended);
        shared.opened(lender);
    }

    /** It could not start. */
    public void abandon() {
        queue.close();
        shared.release();
    }

    /** Empty until it is open. */
    public Optional<ConsumerSnapshot> snapshot() {
        return Optional.ofNullable(lender).map(PollEngine::snapshot);
    }

    public Optional<Delivery> take(Duration limit) throws InterruptedException {
        return lender.poll(limit);
    }

    @Override
    public boolean consumes(String queueName) {
        return queueName.equals(settings.queueName());
    }

    @Override
    public Optional<ClaimedMessage> claim(String messageId, String receiptHandle) {
        return lender.held().claim(messageId, receiptHandle);
    }

    /** Ends lending; what is lent is looked after until it is done, or the context stops. */
    public void stop() {
        lender.stop();
    }
}
