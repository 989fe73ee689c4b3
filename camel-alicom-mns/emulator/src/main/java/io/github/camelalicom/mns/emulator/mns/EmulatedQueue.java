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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

import io.github.camelalicom.mns.emulator.http.Origin;
import io.github.camelalicom.mns.emulator.mns.LogEntry.Kind;
import io.github.camelalicom.mns.emulator.mns.MessageSnapshot.State;
import io.github.camelalicom.mns.emulator.provenance.Provenance;
import io.github.camelalicom.mns.emulator.provenance.Provenance.Basis;

/**
 * A queue as a pure function of time: its answers depend only on the calls made and the times
 * passed in. It has no clock, does not wait and is not thread-safe; {@link LiveQueue} adds both.
 *
 * <p>Invariants: every message is in exactly one of visible, invisible, deleted; a handle works at
 * most once, unless handles are not rotated; a message has at most one holder. Every change of a
 * message, and every refused request for one, is in its log.
 */
@Provenance(value = Basis.DOCUMENTED, source = "help 35136 to 35140, 128343")
final class EmulatedQueue {

    /** All messages in the order in which they were sent, and the deleted ones retained. */
    private final Map<Long, StoredMessage> messages = new LinkedHashMap<>();

    private final TreeSet<StoredMessage> visible =
            new TreeSet<>(
                    Comparator.<StoredMessage>comparingInt(message -> message.priority)
                            .thenComparingLong(message -> message.sequence));
    private final TreeSet<StoredMessage> invisible =
            new TreeSet<>(
                    Comparator.<StoredMessage, Instant>comparing(m -> m.nextVisibleTime)
                            .thenComparingLong(message -> message.sequence));
    private final Deque<StoredMessage> deleted = new ArrayDeque<>();
    private final int retainedMessages;
    private final UndocumentedMns undocumented;
    private final String slice = MessageIds.newSlice();
    private long lastSequence;
    private long sentCount;
    private long receivedCount;
    private long deletedCount;

    /**
     * An empty queue.
     *
     * @param retainedMessages how many deleted messages are retained
     */
    EmulatedQueue(int retainedMessages, UndocumentedMns undocumented) {
        this.retainedMessages = retainedMessages;
        this.undocumented = undocumented;
    }

    /** The result of a request with a handle. */
    enum HandleResult {
        ACCEPTED,
        /** An older handle, one whose lease has ended, or one of another queue. */
        NOT_VALID,
        /** Its message has been deleted. */
        MESSAGE_GONE;

        /** The refusal of a request with such a handle. */
        @Provenance(
                value = Basis.ASSUMED,
                source = "which code when is not documented; assumption stale-handle")
        MnsException refusal(UndocumentedMns undocumented) {
            return undocumented.saysMessageNotExist(this == MESSAGE_GONE)
                    ? MnsException.messageNotExist()
                    : MnsException.receiptHandleError();
        }
    }

    StoredMessage send(NewMessage message, Duration delay, Instant now, Origin origin) {
        StoredMessage stored = new StoredMessage(slice, ++lastSequence, message, now);
        messages.put(stored.sequence, stored);
        sentCount++;
        if (delay.isZero()) {
            show(stored);
        } else {
            lease(stored, delay, now);
        }
        stored.log(Kind.SENT, now, origin);
        return stored;
    }

    List<ReceivedMessage> receive(int max, Duration visibilityTimeout, Instant now, Origin origin) {
        settle(now);
        List<ReceivedMessage> batch = new ArrayList<>(Math.min(max, visible.size()));
        while (batch.size() < max && !visible.isEmpty()) {
            StoredMessage message = visible.pollFirst();
            message.dequeueCount++;
            if (message.firstDequeueTime == null) {
                message.firstDequeueTime = now;
            }
            lease(message, visibilityTimeout, now);
            message.logLease(Kind.RECEIVED, visibilityTimeout, now, origin);
            batch.add(message.received());
        }
        receivedCount += batch.size();
        return batch;
    }

    List<ReceivedMessage> peek(int max, Instant now) {
        settle(now);
        return visible.stream()
                .limit(max)
                .map(message -> message.received().withoutLease())
                .toList();
    }

    HandleResult delete(String handle, Instant now, Origin origin) {
        settle(now);
        HandleResult result = check(handle, now);
        if (result != HandleResult.ACCEPTED) {
            logFailure(Kind.DELETE_REFUSED, handle, codeOf(result), now, origin);
            return result;
        }
        StoredMessage message = messageOf(handle).orElseThrow();
        invisible.remove(message);
        message.handle = null;
        message.state = State.DELETED;
        message.log(Kind.DELETED, now, origin);
        deletedCount++;
        retain(message);
        return HandleResult.ACCEPTED;
    }

    /** The message with its new lease, counted from now; empty when the handle is refused. */
    Optional<ReceivedMessage> changeVisibility(
            String handle, Duration timeout, Instant now, Origin origin) {
        settle(now);
        HandleResult result = check(handle, now);
        if (result != HandleResult.ACCEPTED) {
            logFailure(Kind.CHANGE_REFUSED, handle, codeOf(result), now, origin);
            return Optional.empty();
        }
        StoredMessage message = messageOf(handle).orElseThrow();
        invisible.remove(message);
        lease(message, timeout, now);
        if (!undocumented.changedVisibility().rotated()) {
            message.handle = handle;
        }
        message.logLease(Kind.VISIBILITY_CHANGED, timeout, now, origin);
        return Optional.of(message.received());
    }

    HandleResult check(String handle, Instant now) {
        StoredMessage message = messages.get(MessageIds.sequence(slice, handle));
        boolean held = message != null && message.isHeldBy(handle, now);
        return held ? HandleResult.ACCEPTED : refusal(handle, message);
    }

    /** Ends a lease early, like a queue that delivers a message twice. */
    void release(String handle, Instant now, Origin origin) {
        settle(now);
        if (check(handle, now) == HandleResult.ACCEPTED) {
            StoredMessage message = messageOf(handle).orElseThrow();
            invisible.remove(message);
            message.nextVisibleTime = now;
            message.handle = null;
            show(message);
            message.log(Kind.RELEASED, now, origin);
        }
    }

    /** Logs a request for a message that did not reach this queue. */
    void notDone(String handle, String errorCode, Instant now, Origin origin) {
        settle(now);
        logFailure(Kind.NOT_DONE, handle, errorCode, now, origin);
    }

    boolean hasVisible(Instant now) {
        settle(now);
        return !visible.isEmpty();
    }

    /** When the next invisible message becomes visible. */
    Optional<Instant> nextChange() {
        return invisible.isEmpty()
                ? Optional.empty()
                : Optional.of(invisible.first().nextVisibleTime);
    }

    QueueCounts counts(Instant now) {
        settle(now);
        long delayed = invisible.stream().filter(message -> message.dequeueCount == 0).count();
        return new QueueCounts(
                visible.size(), invisible.size(), delayed, deletedCount, sentCount, receivedCount);
    }

    /** The latest messages, oldest first, including the deleted ones that are retained. */
    List<MessageSnapshot> messages(int most, Instant now) {
        settle(now);
        int skipped = Math.max(0, messages.size() - most);
        return messages.values().stream().skip(skipped).map(StoredMessage::snapshot).toList();
    }

    /** One message; empty when the id is unknown or the message is no longer retained. */
    Optional<MessageSnapshot> message(String id, Instant now) {
        settle(now);
        return Optional.ofNullable(messages.get(MessageIds.sequenceOfId(id)))
                .filter(message -> message.id.equals(id))
                .map(StoredMessage::snapshot);
    }

    private Optional<StoredMessage> messageOf(String handle) {
        return Optional.ofNullable(messages.get(MessageIds.sequence(slice, handle)));
    }

    private void show(StoredMessage message) {
        message.state = State.VISIBLE;
        visible.add(message);
    }

    private void lease(StoredMessage message, Duration duration, Instant now) {
        message.state = State.INVISIBLE;
        message.handle = MessageIds.handle(slice, message.sequence);
        message.nextVisibleTime = now.plus(duration);
        invisible.add(message);
    }

    /**
     * Brings the state up to date: messages whose lease has ended become visible. The end is logged
     * with its own time, which may be in the past; the end of a delay is not logged. Their handles
     * end too, even for a clock that is set back.
     */
    private void settle(Instant now) {
        Iterator<StoredMessage> next = invisible.iterator();
        while (next.hasNext()) {
            StoredMessage message = next.next();
            if (!message.isVisible(now)) {
                return;
            }
            next.remove();
            message.handle = null;
            show(message);
            if (message.dequeueCount > 0) {
                message.log(Kind.LEASE_ENDED, message.nextVisibleTime, Origin.NONE);
            }
        }
    }

    private HandleResult refusal(String handle, StoredMessage message) {
        long sequence = MessageIds.sequence(slice, handle);
        boolean deletedOne = message == null || message.state == State.DELETED;
        boolean gone = deletedOne && sequence > 0 && sequence <= lastSequence;
        return gone ? HandleResult.MESSAGE_GONE : HandleResult.NOT_VALID;
    }

    private String codeOf(HandleResult result) {
        return result.refusal(undocumented).code();
    }

    private void logFailure(
            Kind kind, String handle, String errorCode, Instant now, Origin origin) {
        messageOf(handle).ifPresent(message -> message.logFailure(kind, errorCode, now, origin));
    }

    private void retain(StoredMessage message) {
        deleted.addLast(message);
        if (deleted.size() > retainedMessages) {
            messages.remove(deleted.removeFirst().sequence);
        }
    }
}
