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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.camelalicom.mns.gateway.Durations;
import io.github.camelalicom.mns.gateway.Threads;

/**
 * Runs deliveries on the workers, in the order in which they came: one by one, or those of one
 * receive together. A worker is free again when the route goes on asynchronously; one that is
 * blocked in the route for longer than {@code maxExtension} is replaced.
 */
final class Dispatcher {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    private final WaitingDeliveries waiting = new WaitingDeliveries();
    private final Set<RoutingTask> running = ConcurrentHashMap.newKeySet();
    private final DeliveryHandler handler;
    private final boolean batching;
    private final Duration maxExtension;
    private final DispatchListener listener;
    private final LongSupplier nanoTime;
    private final WorkerSlots workers;
    private final Alarm alarm;

    Dispatcher(
            DeliveryHandler handler,
            ConsumerSettings settings,
            Threads threads,
            DispatchListener listener,
            LongSupplier nanoTime) {
        this.handler = handler;
        this.listener = listener;
        this.batching = settings.batching();
        this.maxExtension = settings.lease().maxExtension();
        this.nanoTime = nanoTime;
        this.alarm = new Alarm(threads.timer(), this::replaceBlocked, nanoTime);
        this.workers =
                new WorkerSlots(
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
        List<Delivery> taken = waiting.pollAll();
        drop(taken.size());
        return taken;
    }

    /** It has ended, and is not to be worked on. */
    void forget(Delivery delivery) {
        if (waiting.remove(delivery)) {
            drop(1);
        }
    }

    int waiting() {
        return waiting.size();
    }

    /** Interrupts the threads that are in the route, since they have no more time. */
    void interrupt() {
        running.forEach(RoutingTask::interrupt);
    }

    private void workOnNext() {
        List<Delivery> next = waiting.poll();
        long now = nanoTime.getAsLong();
        List<Delivery> work = next.stream().filter(delivery -> delivery.begin(now)).toList();
        drop(next.size() - work.size());
        if (!work.isEmpty()) {
            run(new RoutingTask(work, now + longest(work).toNanos()));
        }
    }

    private void run(RoutingTask task) {
        running.add(task);
        alarm.by(task.deadline());
        try {
            task.deliveries().forEach(listener::begun);
            handler.handle(task.deliveries());
        } catch (Exception | Error e) {
            LOG.error("{} could not be handed to the route and is left", task.deliveries(), e);
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

    /** A lease that MNS gave for longer is not cut short. */
    private Duration longest(List<Delivery> work) {
        return work.stream()
                .map(delivery -> delivery.message().lease())
                .reduce(maxExtension, Durations::longer);
    }

    private void replaceBlocked() {
        long now = nanoTime.getAsLong();
        for (RoutingTask task : running) {
            if (task.deadline() - now > 0) {
                alarm.by(task.deadline());
            } else if (task.giveUp()) {
                workers.replace(task.thread());
                listener.blocked(task);
            }
        }
    }
}
