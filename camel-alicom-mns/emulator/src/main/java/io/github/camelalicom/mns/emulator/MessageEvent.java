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

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.github.camelalicom.mns.emulator.mns.LogEntry;
import io.github.camelalicom.mns.emulator.services.TracedRequest;
import io.github.camelalicom.mns.emulator.text.Durations;

/**
 * An event in the life of a message, or a request for it that had no effect.
 *
 * <p>Once a request is answered, its events are complete.
 *
 * @param time by the emulator's clock
 * @param request the kind of the request that caused it; null when there was none: a lease ended,
 *     or the test put the message into the queue
 * @param faults the faults that happened to that request, in the order in which they were added;
 *     those that depend on the answer ({@code cutBody}, {@code duplicateDelivery}, {@code
 *     unreadableEntry}) are last
 * @param answerLost whether the client did not get the complete answer to that request and may not
 *     know the outcome; false until the request is answered
 * @param dequeueCount how often the message had been received at that time, including this event
 * @param lease the duration of the lease that began with a {@link Kind#RECEIVED} or a {@link
 *     Kind#VISIBILITY_CHANGED}; null for the other kinds
 * @param errorCode the error code that the client got; null for success, or when the client got no
 *     error code
 */
public record MessageEvent(
        Kind kind,
        Instant time,
        RequestKind request,
        List<Fault> faults,
        boolean answerLost,
        int dequeueCount,
        Duration lease,
        String errorCode) {

    /** What happened. */
    public enum Kind {
        /** It was enqueued, visible or with a delay. */
        SENT,
        /** It was received; its lease began. */
        RECEIVED,
        /** Its lease was extended or shortened, counted from the request, under a new handle. */
        VISIBILITY_CHANGED,
        /** Its lease expired and it became visible; the time is that of the expiry. */
        LEASE_ENDED,
        /** {@link Fault.DuplicateDelivery} ended its lease. */
        RELEASED,
        DELETED,
        /** A delete had an invalid handle, or came after the message was deleted. */
        DELETE_REFUSED,
        /** A change of visibility had an invalid handle, or came after the message was deleted. */
        CHANGE_REFUSED,
        /**
         * A delete or a change of visibility named this message and did not reach the queue:
         * stopped by a fault, or refused because of its token, signature or other values.
         */
        NOT_DONE
    }

    public MessageEvent {
        faults = List.copyOf(faults);
    }

    static MessageEvent of(LogEntry entry) {
        TracedRequest trace = entry.origin() instanceof TracedRequest traced ? traced : null;
        return new MessageEvent(
                Kind.valueOf(entry.kind().name()),
                entry.time(),
                trace == null ? null : trace.kind(),
                trace == null ? List.of() : trace.faults(),
                trace != null && trace.isAnswerLost(),
                entry.dequeueCount(),
                entry.lease(),
                entry.errorCode());
    }

    /** Whether a fault of this type happened to the request. */
    public boolean hasFault(Class<? extends Fault> type) {
        return faults.stream().anyMatch(type::isInstance);
    }

    /** One line, for the message of a failed assertion. */
    @Override
    public String toString() {
        StringBuilder line = new StringBuilder().append(time).append(' ').append(kind);
        line.append(", dequeueCount ").append(dequeueCount);
        if (request != null) {
            line.append(", by ").append(request.jsonName());
        }
        if (lease != null) {
            line.append(", for ").append(Durations.write(lease));
        }
        if (errorCode != null) {
            line.append(", ").append(errorCode);
        }
        if (!faults.isEmpty()) {
            line.append(", faults ").append(faults);
        }
        return line.append(answerLost ? ", answer lost" : "").toString();
    }
}
