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
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;

import io.github.camelalicom.mns.emulator.http.Origin;
import io.github.camelalicom.mns.emulator.http.Request;

/**
 * A queue that many connections use at once: {@link EmulatedQueue} under one lock, the clock, and
 * the waiting of long polls. The lock is held for a single step of the model, never while waiting
 * or writing to a socket. A poll also asks under the lock whether its client is still connected, so
 * that no other step lies between the reply and the receive.
 */
public final class LiveQueue {

    /** The longest time between two checks of a waiting poll whether its client has left. */
    private static final long CONNECTION_CHECK_MILLIS = 250;

    private final String name;
    private final InstantSource clock;
    private final Instant created;
    private volatile Instant modified;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final int retainedMessages;
    private final UndocumentedMns undocumented;
    private EmulatedQueue queue;
    private volatile QueueAttributes attributes;
    private volatile String messageType;
    private long releases;
    private int waitingPolls;

    LiveQueue(
            String name,
            String messageType,
            QueueAttributes attributes,
            InstantSource clock,
            int retainedMessages,
            UndocumentedMns undocumented) {
        this.name = name;
        this.messageType = messageType;
        this.attributes = attributes;
        this.clock = clock;
        this.created = clock.instant();
        this.modified = created;
        this.retainedMessages = retainedMessages;
        this.undocumented = undocumented;
        this.queue = new EmulatedQueue(retainedMessages, undocumented);
    }

    public String name() {
        return name;
    }

    /**
     * The message type; derived from the name of the queue, unless a token request or a test names
     * it.
     */
    public String messageType() {
        return messageType;
    }

    Instant created() {
        return created;
    }

    QueueAttributes attributes() {
        return attributes;
    }

    /** When its attributes were last changed. */
    Instant modified() {
        return modified;
    }

    void attributes(QueueAttributes changedAttributes) {
        attributes = changedAttributes;
        modified = clock.instant();
    }

    void messageType(String type) {
        messageType = type;
    }

    /** Enqueues messages; returns their ids. */
    public List<String> send(List<NewMessage> messages) {
        return sendAll(messages, Origin.NONE).stream().map(stored -> stored.id).toList();
    }

    public QueueCounts counts() {
        return step(EmulatedQueue::counts);
    }

    /** The latest messages, up to this number, oldest first. */
    public List<MessageSnapshot> messages(int most) {
        return step((model, now) -> model.messages(most, now));
    }

    /** The message with this id; empty when it is unknown or no longer retained. */
    public Optional<MessageSnapshot> message(String id) {
        return step((model, now) -> model.message(id, now));
    }

    /** The number of long polls that are waiting for a message. */
    public int waitingPolls() {
        return step((model, now) -> waitingPolls);
    }

    /** When the next leased or delayed message becomes visible. */
    public Optional<Instant> nextChange() {
        return step((model, now) -> model.nextChange());
    }

    /** Makes a received message visible again, as if it were delivered twice. */
    public void release(String handle, Origin origin) {
        step(
                (model, now) -> {
                    model.release(handle, now, origin);
                    changed.signalAll();
                    return null;
                });
    }

    /**
     * Logs a request with the messages that it names and did not reach.
     *
     * @param errorCode of the refusal, null when the client got none
     */
    public void notDone(Request request, String errorCode) {
        List<String> handles = ReceiptHandles.in(request);
        step(
                (model, now) -> {
                    handles.forEach(h -> model.notDone(h, errorCode, now, request.origin()));
                    return null;
                });
    }

    List<StoredMessage> sendAll(List<NewMessage> messages, Origin origin) {
        return step(
                (model, now) -> {
                    List<StoredMessage> sent =
                            messages.stream()
                                    .map(m -> model.send(m, delay(m), now, origin))
                                    .toList();
                    changed.signalAll();
                    return sent;
                });
    }

    /**
     * Receives the visible messages, or waits for the first one. After a wait the connection is
     * checked before messages are received: a client that has left must not hide them from the
     * others.
     */
    List<ReceivedMessage> receive(int max, Duration wait, Request request)
            throws InterruptedException {
        lock.lock();
        try {
            boolean worthwhile = queue.hasVisible(clock.instant()) || await(wait, request);
            return worthwhile
                    ? queue.receive(
                            max, attributes.visibilityTimeout(), clock.instant(), request.origin())
                    : List.of();
        } finally {
            lock.unlock();
        }
    }

    List<ReceivedMessage> peek(int max) {
        return step((model, now) -> model.peek(max, now));
    }

    List<EmulatedQueue.HandleResult> delete(List<String> handles, Origin origin) {
        origin.arrived();
        return step(
                (model, now) -> handles.stream().map(h -> model.delete(h, now, origin)).toList());
    }

    ReceivedMessage changeVisibility(String handle, Duration timeout, Origin origin) {
        origin.arrived();
        return step(
                (model, now) -> {
                    ReceivedMessage leased =
                            model.changeVisibility(handle, timeout, now, origin)
                                    .orElseThrow(
                                            () -> model.check(handle, now).refusal(undocumented));
                    // A shorter lease may end before the waiting polls check again.
                    changed.signalAll();
                    return leased;
                });
    }

    /** Wakes the waiting polls, for example because the clock was advanced. */
    void wake() {
        step(
                (model, now) -> {
                    changed.signalAll();
                    return null;
                });
    }

    /** Removes all messages and ends the waiting polls; the queue continues to exist. */
    void clear() {
        step(
                (model, now) -> {
                    queue = new EmulatedQueue(retainedMessages, undocumented);
                    releases++;
                    changed.signalAll();
                    return null;
                });
    }

    /** True when a message is visible and the client is still connected. */
    private boolean await(Duration wait, Request request) throws InterruptedException {
        waitingPolls++;
        try {
            return awaitCounted(clock.instant(), wait, request);
        } finally {
            waitingPolls--;
        }
    }

    /** A poll that began later than now began before the clock was set back, and ends. */
    private boolean awaitCounted(Instant began, Duration wait, Request request)
            throws InterruptedException {
        Instant deadline = began.plus(wait);
        long before = releases;
        Instant now = began;
        while (!now.isBefore(began) && now.isBefore(deadline)) {
            sleepUntil(deadline, now);
            if (releases != before || !request.connected().getAsBoolean()) {
                return false;
            }
            now = clock.instant();
            if (queue.hasVisible(now)) {
                return true;
            }
        }
        return false;
    }

    private void sleepUntil(Instant deadline, Instant now) throws InterruptedException {
        Instant next = queue.nextChange().filter(deadline::isAfter).orElse(deadline);
        long millis = Math.max(1, Duration.between(now, next).toMillis());
        changed.await(Math.min(millis, CONNECTION_CHECK_MILLIS), TimeUnit.MILLISECONDS);
    }

    private Duration delay(NewMessage message) {
        return message.delay() == null ? attributes.delay() : message.delay();
    }

    private <T> T step(BiFunction<EmulatedQueue, Instant, T> change) {
        lock.lock();
        try {
            return change.apply(queue, clock.instant());
        } finally {
            lock.unlock();
        }
    }
}
