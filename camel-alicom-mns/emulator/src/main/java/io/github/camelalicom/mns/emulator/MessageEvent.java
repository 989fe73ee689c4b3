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
 * One thing that happened to a message, or was asked for it and did not happen.
 *
 * <p>Whoever has the answer to a request finds its events complete.
 *
 * @param time by the emulator's clock
 * @param request what kind of request did it or asked for it; null when none did: a loan ended, or
 *     the test itself put the message in
 * @param faults those at work on that request, in the order they were added; empty when none was
 * @param answerLost whether the client was kept from the answer to that request, or from the end of
 *     it, so that it may not know what happened; false while the answer is still to come
 * @param dequeueCount how often the message had been handed out by then, this time included
 * @param lease how long the loan lasts that began with a {@link Kind#RECEIVED} or a {@link
 *     Kind#VISIBILITY_CHANGED}; null for the others
 * @param errorCode why nothing was done, as the client was told; null when something was done, or
 *     the client was not told
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
        /** It came into the queue, visible or with a delay. */
        SENT,
        /** It was handed out, on loan. */
        RECEIVED,
        /** Its loan was counted anew, under a new handle: longer than before, or shorter. */
        VISIBILITY_CHANGED,
        /** Its loan ended by itself and it became visible, at that time, noticed or not. */
        LEASE_ENDED,
        /** {@link Fault.DuplicateDelivery} ended its loan. */
        RELEASED,
        DELETED,
        /** A delete came with a handle no longer good, or after the message was deleted. */
        DELETE_REFUSED,
        /** A change of visibility came with a handle no longer good, or after the delete. */
        CHANGE_REFUSED,
        /**
         * A delete or a change of visibility meant this message and did not get as far as the
         * queue: stopped by a fault, or refused for its token, its signature or its other values.
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

    /** Whether a fault of this type was at work on the request. */
    public boolean hasFault(Class<? extends Fault> type) {
        return faults.stream().anyMatch(type::isInstance);
    }

    /** One line, for the message of an assertion that failed. */
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
