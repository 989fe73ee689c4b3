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

import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

import io.github.camelalicom.mns.consumer.ConsumerSnapshot.Load;
import io.github.camelalicom.mns.consumer.Delivery.State;
import io.github.camelalicom.mns.gateway.MnsQueue;
import io.github.camelalicom.mns.gateway.QueueSnapshot;
import io.github.camelalicom.mns.gateway.ReceivedMessage;
import io.github.camelalicom.mns.gateway.Threads;

/**
 * Tracks the messages that an engine holds, from receive to end: keeps their leases, settles them,
 * counts them, and tracks the failures of the requests that this needs.
 */
final class DeliveryTracker implements Delivery.Listener {

    private final Delivery.Listener engine;
    private final ConsumerStats stats;
    private final LongSupplier nanoTime;
    private final FailureTracker receiving;
    private final FailureTracker deleting;
    private final FailureTracker extending;
    private final LeaseKeeper leases;
    private final ManualSettlement held;
    private final DeleteSender deletes;
    private final Settler settler;

    /**
     * @param engine called when a delivery is finished, before it is settled, and when it has
     *     ended, after it is counted
     */
    DeliveryTracker(EngineParts parts, Delivery.Listener engine) {
        this.engine = engine;
        nanoTime = parts.nanoTime();
        stats = new ConsumerStats(parts.listener(), nanoTime, parts.clock());
        MnsQueue queue = parts.queue();
        ConsumerSettings settings = parts.settings();
        Threads threads = parts.shared().threads();
        String name = settings.queueName();
        ErrorReporter reporter = parts.errors().on(threads.workers());
        receiving = new FailureTracker("Receiving from queue " + name, reporter, nanoTime);
        deleting = new FailureTracker("Deleting from queue " + name, reporter, nanoTime);
        extending = new FailureTracker("Extending leases of queue " + name, reporter, nanoTime);
        VisibilityChanger visibility =
                new VisibilityChanger(queue, name, List.of(receiving, deleting), nanoTime);
        int settlers = settings.settlers();
        leases =
                new LeaseKeeper(
                        visibility, settings.lease(), settlers, threads, extending, nanoTime);
        receiving.onRecovery(leases::tryAgain);
        deleting.onRecovery(leases::tryAgain);
        held = new ManualSettlement(leases, nanoTime);
        deletes = new DeleteSender(queue, settings, threads, deleting, nanoTime);
        VisibilityResets resets = new VisibilityResets(visibility, settlers, threads, nanoTime);
        settler = new Settler(settings, deletes, resets);
    }

    /** Counts the messages of one receive. The leases count from now. */
    List<Delivery> received(List<ReceivedMessage> messages) {
        long now = nanoTime.getAsLong();
        stats.received(messages);
        return messages.stream().map(message -> new Delivery(message, now, this)).toList();
    }

    /** From now on the leases are kept, and the messages can be settled manually. */
    void hold(List<Delivery> deliveries) {
        // first: a message may end as soon as its lease is watched
        deliveries.forEach(held::add);
        leases.watch(deliveries);
    }

    /** The work on the message begins. */
    void begun(Delivery delivery) {
        stats.begun(delivery);
    }

    @Override
    public void finished(Delivery delivery, Outcome outcome) {
        forget(delivery);
        engine.finished(delivery, outcome);
        settler.settle(delivery, outcome);
    }

    @Override
    public void ended(Delivery delivery, State state) {
        if (!state.isAfterFinish()) {
            forget(delivery);
        }
        if (state == State.DELETED) {
            stats.deleted(delivery);
        }
        stats.ended(state);
        engine.ended(delivery, state);
    }

    private void forget(Delivery delivery) {
        leases.forget(delivery);
        held.remove(delivery);
    }

    /** Whether deletes are sent without delay from now on. */
    void flushing(boolean value) {
        deletes.flushing(value);
    }

    /** Tracks the failures of receives, which the engine makes. */
    FailureTracker receiving() {
        return receiving;
    }

    /** The messages held, to be settled manually by the route. */
    ManualSettlement held() {
        return held;
    }

    /** Messages that are finished and not yet deleted. */
    int waitingDeletes() {
        return deletes.waiting();
    }

    /**
     * @param receive the current failure of receives, if the engine considers it relevant
     * @param route the current failure of the route
     */
    ConsumerSnapshot snapshot(
            Load load, QueueSnapshot queue, Optional<Failure> receive, Optional<Failure> route) {
        return new ConsumerSnapshot(
                load,
                stats.totals(deletes.failedDeletes()),
                stats.lag(),
                stats.margin(),
                queue,
                0,
                Failure.Past.later(
                        receiving.lastFailure(),
                        Failure.Past.later(deleting.lastFailure(), extending.lastFailure())),
                Stream.of(receive, deleting.failure(), extending.failure(), route)
                        .flatMap(Optional::stream)
                        .toList());
    }
}
