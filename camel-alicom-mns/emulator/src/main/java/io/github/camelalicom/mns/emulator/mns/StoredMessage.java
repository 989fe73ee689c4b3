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

import java.time.Duration;
import java.time.Instant;

import io.github.camelalicom.mns.emulator.http.Origin;
import io.github.camelalicom.mns.emulator.mns.MessageSnapshot.State;

/** One message inside its queue; changed by {@link EmulatedQueue} alone. */
final class StoredMessage {

    final long sequence;
    final String id;
    final String body;
    final String md5;
    final int priority;
    final Instant enqueueTime;
    final MessageLog log = new MessageLog();
    State state;
    Instant nextVisibleTime;
    Instant firstDequeueTime;
    int dequeueCount;

    /** The only valid handle; null when there is none. */
    String handle;

    StoredMessage(String slice, long sequence, NewMessage message, Instant now) {
        this.sequence = sequence;
        this.id = MessageIds.id(slice, sequence, now);
        this.body = message.body();
        this.md5 = message.md5() != null ? message.md5() : Md5.upperHex(message.body());
        this.priority = message.priority();
        this.enqueueTime = now;
        this.nextVisibleTime = now;
    }

    boolean isVisible(Instant now) {
        return !now.isBefore(nextVisibleTime);
    }

    /** A handle is valid for the latest lease only, until that lease ends. */
    boolean isHeldBy(String presented, Instant now) {
        return presented.equals(handle) && !isVisible(now);
    }

    ReceivedMessage received() {
        return new ReceivedMessage(
                id,
                handle,
                md5,
                body,
                enqueueTime,
                nextVisibleTime,
                firstDequeueTime,
                dequeueCount,
                priority);
    }

    /** Logs an event with the current state of the message. */
    void log(LogEntry.Kind kind, Instant time, Origin origin) {
        log.add(new LogEntry(kind, time, origin, dequeueCount, null, null));
    }

    void logLease(LogEntry.Kind kind, Duration lease, Instant time, Origin origin) {
        log.add(new LogEntry(kind, time, origin, dequeueCount, lease, null));
    }

    void logFailure(LogEntry.Kind kind, String errorCode, Instant time, Origin origin) {
        log.add(new LogEntry(kind, time, origin, dequeueCount, null, errorCode));
    }

    MessageSnapshot snapshot() {
        return new MessageSnapshot(
                id,
                state,
                dequeueCount,
                priority,
                enqueueTime,
                firstDequeueTime,
                nextVisibleTime,
                body,
                log.entries(),
                log.dropped());
    }
}
