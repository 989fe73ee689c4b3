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
 * What became of one message, as seen at one moment.
 *
 * @param firstDequeueTime null while nobody has received it
 * @param nextVisibleTime when it can be received (again)
 * @param log what happened to it, oldest first
 * @param dropped how much of the log is no longer kept, between its first entry and its second
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

    /** Where a message is in its life. */
    public enum State {
        VISIBLE,
        /** Received and not given back, or delayed. */
        INVISIBLE,
        DELETED
    }
}
