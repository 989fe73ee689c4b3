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

import io.github.camelalicom.mns.consumer.Delivery.State;

/**
 * Keeps the figures that follow from routing: the pace of the workers, the room that it leaves for
 * more messages, times, and exchanges that are never completed.
 */
final class RoutingStats implements DispatchListener {

    private final ThroughputEstimate pace;
    private final InFlight inFlight;
    private final ConsumerStats timings;
    private final UnfinishedExchanges unfinished;

    RoutingStats(
            ThroughputEstimate pace,
            InFlight inFlight,
            ConsumerStats timings,
            UnfinishedExchanges unfinished) {
        this.pace = pace;
        this.inFlight = inFlight;
        this.timings = timings;
        this.unfinished = unfinished;
    }

    @Override
    public void begun(Delivery delivery) {
        timings.begun(delivery);
        unfinished.begun(delivery);
    }

    @Override
    public void routed(int deliveries) {
        for (int i = 0; i < deliveries; i++) {
            pace.closed();
        }
        inFlight.paceChanged();
    }

    @Override
    public void dropped(int deliveries) {
        for (int i = 0; i < deliveries; i++) {
            pace.dropped();
        }
        inFlight.paceChanged();
    }

    /** Messages that were released at the limit are counted as such already. */
    @Override
    public void blocked(RoutingTask task) {
        dropped(task.deliveries().size());
        if (task.deliveries().stream().allMatch(Delivery::isFinished)) {
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
