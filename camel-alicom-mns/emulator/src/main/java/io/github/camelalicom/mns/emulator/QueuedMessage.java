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
package io.github.camelalicom.mns.emulator;

import java.time.Instant;

import io.github.camelalicom.mns.emulator.mns.MessageSnapshot;

/**
 * The state of one message at one moment.
 *
 * @param dequeueCount how often it was received
 * @param firstDequeueTime null until it is received
 * @param nextVisibleTime when it can be received (again)
 * @param body as on the wire
 */
public record QueuedMessage(
        String id,
        State state,
        int dequeueCount,
        int priority,
        Instant enqueueTime,
        Instant firstDequeueTime,
        Instant nextVisibleTime,
        String body) {

    /** The state of a message. */
    public enum State {
        VISIBLE,
        /** Received and neither deleted nor released, or delayed. */
        INVISIBLE,
        DELETED
    }

    static QueuedMessage of(MessageSnapshot message) {
        return new QueuedMessage(
                message.id(),
                State.valueOf(message.state().name()),
                message.dequeueCount(),
                message.priority(),
                message.enqueueTime(),
                message.firstDequeueTime(),
                message.nextVisibleTime(),
                message.body());
    }

    /** Bodies contain personal data. */
    @Override
    public String toString() {
        return "QueuedMessage[" + id + ", " + state + ", dequeueCount=" + dequeueCount + "]";
    }
}
