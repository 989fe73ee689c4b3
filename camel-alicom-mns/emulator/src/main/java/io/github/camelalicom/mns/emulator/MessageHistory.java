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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.camelalicom.mns.emulator.mns.MessageSnapshot;

/**
 * The history of one message up to this moment, which shows whether a fault caused a redelivery and
 * which one:
 *
 * <pre>{@code
 * MessageHistory history = alicom.queue("SmsReport").history(messageId);
 * history.kinds();              // [SENT, RECEIVED, NOT_DONE, LEASE_ENDED, RECEIVED, DELETED]
 * history.events().get(2);      // ... NOT_DONE, by delete, faults [DropBefore[]], answer lost
 * }</pre>
 *
 * @param message its current state
 * @param events oldest first; no more than 256 are kept, the first and the latest
 * @param dropped the number of events not retained, between the first and the second of {@code
 *     events}
 */
public record MessageHistory(QueuedMessage message, List<MessageEvent> events, int dropped) {

    public MessageHistory {
        events = List.copyOf(events);
    }

    static MessageHistory of(MessageSnapshot message) {
        return new MessageHistory(
                QueuedMessage.of(message),
                message.log().stream().map(MessageEvent::of).toList(),
                message.dropped());
    }

    public String messageId() {
        return message.id();
    }

    /** The kinds of the events, in order. */
    public List<MessageEvent.Kind> kinds() {
        return events.stream().map(MessageEvent::kind).toList();
    }

    /** The events of these kinds, in order. */
    public List<MessageEvent> ofKind(MessageEvent.Kind... kinds) {
        Set<MessageEvent.Kind> wanted = Set.copyOf(Arrays.asList(kinds));
        return events.stream().filter(event -> wanted.contains(event.kind())).toList();
    }

    /**
     * The events grouped by lease: each group begins with a {@code RECEIVED} and ends before the
     * next one. The reason for a redelivery is in the group before it. A late request with the
     * handle of an earlier lease is in the group of the lease during which it arrived.
     */
    public List<List<MessageEvent>> leases() {
        List<List<MessageEvent>> leases = new ArrayList<>();
        for (MessageEvent event : events) {
            if (event.kind() == MessageEvent.Kind.RECEIVED) {
                leases.add(new ArrayList<>());
            }
            if (!leases.isEmpty()) {
                leases.get(leases.size() - 1).add(event);
            }
        }
        return leases.stream().map(List::copyOf).toList();
    }

    /** One event per line, without the body: bodies contain personal data. */
    @Override
    public String toString() {
        return events.stream()
                .map(MessageEvent::toString)
                .collect(Collectors.joining("\n  ", message + "\n  ", ""));
    }
}
