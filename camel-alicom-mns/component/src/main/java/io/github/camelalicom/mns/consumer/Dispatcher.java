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

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.camelalicom.mns.gateway.Threads;

/**
 * Runs deliveries on the workers, in the order in which they came: one by one, or those of one
 * receive together.
 */
final class Dispatcher {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    private final Queue<List<Delivery>> waiting = new ConcurrentLinkedQueue<>();
    private final DeliveryHandler handler;
    private final boolean batching;
    private final Consumer<Delivery> begun;
    private final LongSupplier nanoTime;
    private final Crew workers;

    /**
     * @param begun hears of each delivery just before it goes into the route
     */
    Dispatcher(
            DeliveryHandler handler,
            ConsumerSettings settings,
            Threads threads,
            Consumer<Delivery> begun,
            LongSupplier nanoTime) {
        this.handler = handler;
        this.begun = begun;
        this.batching = settings.batching();
        this.nanoTime = nanoTime;
        this.workers =
                new Crew(
                        threads.workers(),
                        threads.timer(),
                        settings.concurrentConsumers(),
                        () -> !waiting.isEmpty(),
                        this::workOnNext);
    }

    /** Takes over what one receive brought. */
    void dispatch(List<Delivery> received) {
        if (batching) {
            waiting.add(received);
            workers.wake();
        } else {
            received.forEach(one -> waiting.add(List.of(one)));
            received.forEach(one -> workers.wake());
        }
    }

    /** Takes away what no worker has begun. */
    List<Delivery> takeWaiting() {
        List<Delivery> taken = new ArrayList<>();
        List<Delivery> work = waiting.poll();
        while (work != null) {
            taken.addAll(work);
            work = waiting.poll();
        }
        return taken;
    }

    int waiting() {
        return waiting.stream().mapToInt(List::size).sum();
    }

    private void workOnNext() {
        List<Delivery> next = waiting.poll();
        if (next == null) {
            return;
        }
        long now = nanoTime.getAsLong();
        List<Delivery> work = new ArrayList<>(next.size());
        for (Delivery delivery : next) {
            if (delivery.begin(now)) {
                work.add(delivery);
            }
        }
        if (work.isEmpty()) {
            return;
        }
        try {
            work.forEach(begun);
            handler.handle(work);
        } catch (Exception | Error e) {
            LOG.error("{} could not be handed to the route and is left", work, e);
            work.forEach(delivery -> delivery.finish(Outcome.ABANDONED));
        }
    }
}
