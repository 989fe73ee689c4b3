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
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

import io.github.camelalicom.mns.emulator.mns.MessageSnapshot.State;
import io.github.camelalicom.mns.emulator.provenance.Provenance;
import io.github.camelalicom.mns.emulator.provenance.Provenance.Basis;

/**
 * The queue itself: what it answers follows from what was done to it and the time passed in, and
 * from nothing else. It keeps no clock, waits for nothing and is not thread-safe; {@link LiveQueue}
 * adds both.
 *
 * <p>Invariants: every message is in exactly one of visible, invisible, deleted; a handle works at
 * most once; a message has at most one holder.
 */
@Provenance(value = Basis.DOCUMENTED, source = "help 35136 to 35140, 128343")
final class EmulatedQueue {

    /** Deleted messages are remembered for a test's questions, but not without end. */
    private static final int REMEMBERED = 10_000;

    private final Map<Long, StoredMessage> messages = new HashMap<>();
    private final TreeSet<StoredMessage> visible =
            new TreeSet<>(
                    Comparator.<StoredMessage>comparingInt(message -> message.priority)
                            .thenComparingLong(message -> message.sequence));
    private final TreeSet<StoredMessage> invisible =
            new TreeSet<>(
                    Comparator.<StoredMessage, Instant>comparing(m -> m.nextVisibleTime)
                            .thenComparingLong(message -> message.sequence));
    private final Deque<MessageSnapshot> deleted = new ArrayDeque<>();
    private final String slice = MessageIds.newSlice();
    private long lastSequence;
    private long sentCount;
    private long receivedCount;
    private long deletedCount;

    /** What came of a handle that was presented. */
    enum HandleResult {
        ACCEPTED,
        /** An older one, one whose loan has ended, or none of this queue. */
        NOT_VALID,
        /** Its message has been deleted. */
        MESSAGE_GONE
    }

    StoredMessage send(NewMessage message, Duration delay, Instant now) {
        StoredMessage stored = new StoredMessage(slice, ++lastSequence, message, now);
        messages.put(stored.sequence, stored);
        sentCount++;
        if (delay.isZero()) {
            visible.add(stored);
        } else {
            lend(stored, delay, now);
        }
        return stored;
    }

    List<ReceivedMessage> receive(int max, Duration visibilityTimeout, Instant now) {
        settle(now);
        List<ReceivedMessage> batch = new ArrayList<>(Math.min(max, visible.size()));
        while (batch.size() < max && !visible.isEmpty()) {
            StoredMessage message = visible.pollFirst();
            message.dequeueCount++;
            if (message.firstDequeueTime == null) {
                message.firstDequeueTime = now;
            }
            lend(message, visibilityTimeout, now);
            batch.add(message.received());
        }
        receivedCount += batch.size();
        return batch;
    }

    List<ReceivedMessage> peek(int max, Instant now) {
        settle(now);
        return visible.stream()
                .limit(max)
                .map(message -> message.received().withoutLoan())
                .toList();
    }

    @Provenance(
            value = Basis.ASSUMED,
            source = "MessageNotExist for a deleted message's handle, ReceiptHandleError else")
    HandleResult delete(String handle, Instant now) {
        settle(now);
        StoredMessage message = messages.get(MessageIds.sequence(handle));
        if (message == null || !message.isHeldBy(handle, now)) {
            return refusal(handle, message);
        }
        invisible.remove(message);
        messages.remove(message.sequence);
        deletedCount++;
        remember(message);
        return HandleResult.ACCEPTED;
    }

    /** The new loan, counted from now; empty when the handle is refused. */
    Optional<ReceivedMessage> changeVisibility(String handle, Duration timeout, Instant now) {
        settle(now);
        StoredMessage message = messages.get(MessageIds.sequence(handle));
        if (message == null || !message.isHeldBy(handle, now)) {
            return Optional.empty();
        }
        invisible.remove(message);
        lend(message, timeout, now);
        return Optional.of(message.received());
    }

    HandleResult check(String handle, Instant now) {
        StoredMessage message = messages.get(MessageIds.sequence(handle));
        boolean held = message != null && message.isHeldBy(handle, now);
        return held ? HandleResult.ACCEPTED : refusal(handle, message);
    }

    /** Ends a loan before its time, as a queue does that delivers a message twice. */
    void giveBack(String handle, Instant now) {
        if (check(handle, now) == HandleResult.ACCEPTED) {
            StoredMessage message = messages.get(MessageIds.sequence(handle));
            invisible.remove(message);
            message.nextVisibleTime = now;
            message.handle = null;
            visible.add(message);
        }
    }

    boolean hasVisible(Instant now) {
        settle(now);
        return !visible.isEmpty();
    }

    /** When the next of the invisible becomes visible by itself. */
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

    /** Every message, oldest first, the deleted ones as far back as they are remembered. */
    List<MessageSnapshot> history(Instant now) {
        settle(now);
        List<MessageSnapshot> history = new ArrayList<>(deleted);
        visible.forEach(message -> history.add(message.snapshot(State.VISIBLE)));
        invisible.forEach(message -> history.add(message.snapshot(State.INVISIBLE)));
        history.sort(Comparator.comparing(MessageSnapshot::enqueueTime));
        return history;
    }

    private void lend(StoredMessage message, Duration duration, Instant now) {
        message.handle = MessageIds.handle(message.sequence);
        message.nextVisibleTime = now.plus(duration);
        invisible.add(message);
    }

    /** Brings the state up to the time: loans that have ended by now become visible. */
    private void settle(Instant now) {
        Iterator<StoredMessage> next = invisible.iterator();
        while (next.hasNext()) {
            StoredMessage message = next.next();
            if (!message.isVisible(now)) {
                return;
            }
            next.remove();
            visible.add(message);
        }
    }

    private HandleResult refusal(String handle, StoredMessage message) {
        long sequence = MessageIds.sequence(handle);
        boolean gone = message == null && sequence > 0 && sequence <= lastSequence;
        return gone ? HandleResult.MESSAGE_GONE : HandleResult.NOT_VALID;
    }

    private void remember(StoredMessage message) {
        if (deleted.size() == REMEMBERED) {
            deleted.removeFirst();
        }
        deleted.addLast(message.snapshot(State.DELETED));
    }
}
