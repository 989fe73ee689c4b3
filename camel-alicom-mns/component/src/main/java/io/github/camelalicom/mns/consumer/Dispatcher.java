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

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs deliveries on the workers, in the order in which they came. */
final class Dispatcher {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    private final Queue<Delivery> waiting = new ConcurrentLinkedQueue<>();
    private final DeliveryHandler handler;
    private final LongSupplier nanoTime;
    private final Crew workers;

    Dispatcher(DeliveryHandler handler, int workers, Executor threads, LongSupplier nanoTime) {
        this.handler = handler;
        this.nanoTime = nanoTime;
        this.workers = new Crew(threads, workers, () -> !waiting.isEmpty(), this::workOnNext);
    }

    void dispatch(Delivery delivery) {
        waiting.add(delivery);
        workers.wake();
    }

    /** Gives back what no worker has begun. */
    void giveBackWaiting() {
        Delivery delivery = waiting.poll();
        while (delivery != null) {
            delivery.finish(Outcome.GIVEN_BACK);
            delivery = waiting.poll();
        }
    }

    int waiting() {
        return waiting.size();
    }

    private void workOnNext() {
        Delivery delivery = waiting.poll();
        if (delivery == null || !delivery.begin(nanoTime.getAsLong())) {
            return;
        }
        try {
            handler.handle(delivery);
        } catch (Exception | Error e) {
            LOG.error("{} could not be handed to the route and is left", delivery, e);
            delivery.finish(Outcome.ABANDONED);
        }
    }
}
