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
package io.github.camelalicom.mns.emulator.mns;

import java.time.Instant;
import java.util.List;

/**
 * The state of one message at one moment.
 *
 * @param firstDequeueTime null until it is received
 * @param nextVisibleTime when it can be received (again)
 * @param log its events, oldest first
 * @param dropped the number of entries not retained, between the first and the second
 */
public record MessageSnapshot(
        String id,
        State state,
        int dequeueCount,
        int priority,
        Instant enqueueTime,
        Instant firstDequeueTime,
        Instant nextVisibleTime,
        String body,
        List<LogEntry> log,
        int dropped) {

    /** The state of a message. */
    public enum State {
        VISIBLE,
        /** Received and not released, or delayed. */
        INVISIBLE,
        DELETED
    }
}
