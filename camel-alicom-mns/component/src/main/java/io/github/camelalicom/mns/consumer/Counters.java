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
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

import io.github.camelalicom.mns.consumer.Delivery.State;
import io.github.camelalicom.mns.gateway.ReceivedMessage;

/** How many messages came, and how they ended. */
final class Counters {

    private final LongAdder received = new LongAdder();
    private final LongAdder redelivered = new LongAdder();
    private final LongAdder lost = new LongAdder();
    private final Map<State, LongAdder> ended =
            Map.of(
                    State.DELETED, new LongAdder(),
                    State.GIVEN_BACK, new LongAdder(),
                    State.LEFT, new LongAdder(),
                    State.LOST, lost,
                    State.LET_GO, lost,
                    State.LAPSED, new LongAdder());

    void received(List<ReceivedMessage> messages) {
        received.add(messages.size());
        for (ReceivedMessage message : messages) {
            if (message.dequeueCount() > 1) {
                redelivered.increment();
            }
        }
    }

    void ended(State state) {
        ended.get(state).increment();
    }

    Totals totals(long deleteFailures) {
        return new Totals(
                received.sum(),
                redelivered.sum(),
                ended.get(State.DELETED).sum(),
                ended.get(State.GIVEN_BACK).sum(),
                ended.get(State.LEFT).sum(),
                lost.sum(),
                ended.get(State.LAPSED).sum(),
                deleteFailures);
    }
}
