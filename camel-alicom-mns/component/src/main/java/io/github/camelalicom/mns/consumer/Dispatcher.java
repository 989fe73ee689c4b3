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

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.camelalicom.mns.gateway.Durations;
import io.github.camelalicom.mns.gateway.Threads;

/**
 * Runs deliveries on the workers, in the order in which they were received: one by one, or those of
 * one receive together. A worker is free again when the route continues asynchronously; one that is
 * blocked in the route for longer than {@code maxExtension} is replaced.
 */
final class Dispatcher {

    /**
     * Receives what happens to deliveries between receive and the end of the call into the route.
     * An exchange that continues asynchronously is no longer reported here.
     */
    interface Listener {

        /** The delivery is handed to the route now. */
        void begun(Delivery delivery);

        /** The call into the route has returned for so many deliveries. */
        void routed(int deliveries);

        /** So many deliveries neither wait for a worker nor occupy one, without being routed. */
        void dropped(int deliveries);

        /** The worker of these deliveries is blocked in the route, and is replaced. */
        void blocked(List<Delivery> deliveries);
    }

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    private final WaitingDeliveries waiting = new WaitingDeliveries();
    private final Set<RoutingTask> running = ConcurrentHashMap.newKeySet();
    private final DeliveryHandler handler;
    private final boolean batching;
    private final Duration maxExtension;
    private final Listener listener;
    private final LongSupplier nanoTime;
    private final WorkerSlots workers;
    private final WorkQueue replacements;

    Dispatcher(
            DeliveryHandler handler,
            ConsumerSettings settings,
            Threads threads,
            Listener listener,
            LongSupplier nanoTime) {
        this.handler = handler;
        this.listener = listener;
        this.batching = settings.batching();
        this.maxExtension = settings.lease().maxExtension();
        this.nanoTime = nanoTime;
        this.replacements =
                new WorkQueue(
                        threads, nanoTime, () -> 1, this::firstDeadline, this::replaceBlocked);
        this.workers =
                new WorkerSlots(
                        threads,
                        settings.concurrentConsumers(),
                        () -> !waiting.isEmpty(),
                        this::routeNext);
    }

    /** Takes over the deliveries of one receive. */
    void dispatch(List<Delivery> received) {
        if (batching) {
            waiting.addTogether(received);
            workers.wake(1);
        } else {
            waiting.addEach(received);
            workers.wake(received.size());
        }
    }

    /** Removes and returns the deliveries that no worker has begun. */
    List<Delivery> takeWaiting() {
        List<Delivery> taken = waiting.pollAll();
        drop(taken.size());
        return taken;
    }

    /** The delivery has ended and must not be routed. */
    void forget(Delivery delivery) {
        if (waiting.remove(delivery)) {
            drop(1);
        }
    }

    int waiting() {
        return waiting.size();
    }

    /** Interrupts the threads that are in the route, and replaces none any more. */
    void stop() {
        replacements.cancelTimer();
        running.forEach(RoutingTask::interrupt);
    }

    private void routeNext() {
        List<Delivery> next = waiting.poll();
        long now = nanoTime.getAsLong();
        int taken = next.size();
        next.removeIf(delivery -> !delivery.begin(now));
        drop(taken - next.size());
        if (!next.isEmpty()) {
            route(new RoutingTask(next, now + maxTime(next).toNanos()));
        }
    }

    private void route(RoutingTask task) {
        running.add(task);
        replacements.wakeAt(task.deadline());
        try {
            task.deliveries().forEach(listener::begun);
            handler.handle(task.deliveries());
        } catch (Exception | Error e) {
            LOG.error(
                    "ALICOM-322 {} could not be handed to the route and is left",
                    task.deliveries(),
                    e);
            task.deliveries().forEach(delivery -> delivery.finish(Outcome.ABANDONED));
        } finally {
            running.remove(task);
            if (task.end()) {
                listener.routed(task.deliveries().size());
            }
        }
    }

    private void drop(int deliveries) {
        if (deliveries > 0) {
            listener.dropped(deliveries);
        }
    }

    /** If MNS granted a longer lease than {@code maxExtension}, the route may use all of it. */
    private Duration maxTime(List<Delivery> deliveries) {
        Duration longest = maxExtension;
        for (Delivery delivery : deliveries) {
            longest = Durations.longer(longest, delivery.message().lease());
        }
        return longest;
    }

    private OptionalLong firstDeadline() {
        long now = nanoTime.getAsLong();
        return running.stream()
                .filter(task -> !task.isBlocked())
                .mapToLong(task -> task.deadline() - now)
                .min()
                .stream()
                .map(left -> now + left)
                .findFirst();
    }

    private CompletableFuture<?> replaceBlocked() {
        long now = nanoTime.getAsLong();
        for (RoutingTask task : running) {
            if (task.deadline() - now <= 0 && task.block()) {
                workers.replace(task.thread());
                listener.blocked(task.deliveries());
            }
        }
        return CompletableFuture.completedFuture(null);
    }
}
