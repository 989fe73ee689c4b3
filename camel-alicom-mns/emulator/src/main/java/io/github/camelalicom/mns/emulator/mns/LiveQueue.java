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
 * or writing to a socket.
 */
public final class LiveQueue {

    /** How soon a waiting poll notices that its client has left. */
    private static final long CONNECTION_CHECK_MILLIS = 250;

    private final String name;
    private final InstantSource clock;
    private final Instant created;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final int retainedMessages;
    private final UndocumentedMns undocumented;
    private EmulatedQueue queue;
    private volatile QueueAttributes attributes;
    private volatile String messageType;
    private long releases;

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
        this.retainedMessages = retainedMessages;
        this.undocumented = undocumented;
        this.queue = new EmulatedQueue(retainedMessages, undocumented);
    }

    public String name() {
        return name;
    }

    /** What the queue is for; by its name, unless a token request or a test said otherwise. */
    public String messageType() {
        return messageType;
    }

    Instant created() {
        return created;
    }

    QueueAttributes attributes() {
        return attributes;
    }

    void attributes(QueueAttributes changedAttributes) {
        attributes = changedAttributes;
    }

    void messageType(String type) {
        messageType = type;
    }

    /** Puts messages in; their ids. */
    public List<String> send(List<NewMessage> messages) {
        return sendAll(messages, Origin.NONE).stream().map(stored -> stored.id).toList();
    }

    public QueueCounts counts() {
        return step(EmulatedQueue::counts);
    }

    /** The messages, oldest first; if there are more than that, the latest of them. */
    public List<MessageSnapshot> messages(int most) {
        return step((model, now) -> model.messages(most, now));
    }

    /** The message of this id; empty when there is none, or it is no longer remembered. */
    public Optional<MessageSnapshot> message(String id) {
        return step((model, now) -> model.message(id, now));
    }

    /** How many long polls are waiting for something to come. */
    public int waitingPolls() {
        lock.lock();
        try {
            return lock.getWaitQueueLength(changed);
        } finally {
            lock.unlock();
        }
    }

    /** When the next message that was handed out or delayed can be received. */
    public Optional<Instant> nextChange() {
        return step((model, now) -> model.nextChange());
    }

    /** Lets somebody else receive a message that was handed out, as if it were delivered twice. */
    public void release(String handle, Origin origin) {
        step(
                (model, now) -> {
                    model.release(handle, now, origin);
                    changed.signalAll();
                    return null;
                });
    }

    /**
     * Puts a request on record with the messages it meant, because it did not get as far as them.
     *
     * @param errorCode why, null when it was told nothing
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
     * Receives at once what is there, or else waits for something to come. After a wait, and before
     * anything is taken, the request is asked whether its client is still there: one that has left
     * must not swallow messages.
     */
    List<ReceivedMessage> receive(int max, Duration wait, Request request)
            throws InterruptedException {
        lock.lock();
        try {
            Instant deadline = clock.instant().plus(wait);
            boolean worthwhile = queue.hasVisible(clock.instant()) || await(deadline, request);
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
                    // A shorter loan may end before the moment the waiting polls look again.
                    changed.signalAll();
                    return leased;
                });
    }

    /** Lets waiting polls look again, for instance because the clock was moved. */
    void wake() {
        step(
                (model, now) -> {
                    changed.signalAll();
                    return null;
                });
    }

    /** Empties the queue and ends its waiting polls; it goes on existing. */
    void clear() {
        step(
                (model, now) -> {
                    queue = new EmulatedQueue(retainedMessages, undocumented);
                    releases++;
                    changed.signalAll();
                    return null;
                });
    }

    /** True when something is there to be received by a client that is still there. */
    private boolean await(Instant deadline, Request request) throws InterruptedException {
        long before = releases;
        for (Instant now = clock.instant(); now.isBefore(deadline); now = clock.instant()) {
            sleepUntil(deadline, now);
            if (releases != before || !request.connected().getAsBoolean()) {
                return false;
            }
            if (queue.hasVisible(clock.instant())) {
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
