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

import io.github.camelalicom.mns.consumer.Delivery.State;

/**
 * Updates the figures that follow from routing: the throughput of the workers, the room that it
 * leaves for more messages, times, and exchanges that are never completed.
 */
final class RoutingStats implements Dispatcher.Listener {

    private final ThroughputEstimate throughput;
    private final InFlight inFlight;
    private final DeliveryTracker tracker;
    private final UnfinishedExchanges unfinished;

    RoutingStats(
            ThroughputEstimate throughput,
            InFlight inFlight,
            DeliveryTracker tracker,
            UnfinishedExchanges unfinished) {
        this.throughput = throughput;
        this.inFlight = inFlight;
        this.tracker = tracker;
        this.unfinished = unfinished;
    }

    @Override
    public void begun(Delivery delivery) {
        tracker.begun(delivery);
        unfinished.begun(delivery);
    }

    @Override
    public void routed(int deliveries) {
        throughput.closed(deliveries);
        inFlight.throughputChanged();
    }

    @Override
    public void dropped(int deliveries) {
        throughput.dropped(deliveries);
        inFlight.throughputChanged();
    }

    /** If a delivery reached {@code maxExtension}, its exchange is already counted. */
    @Override
    public void blocked(List<Delivery> deliveries) {
        dropped(deliveries.size());
        if (deliveries.stream().allMatch(Delivery::isFinished)) {
            unfinished.blocked();
        }
    }

    /** The delivery ended without having been finished. */
    void released(Delivery delivery, State state) {
        if (state == State.MAX_EXTENSION_REACHED && delivery.isBegun()) {
            unfinished.notFinished();
        }
    }
}
