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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;

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
    private EmulatedQueue queue = new EmulatedQueue();
    private volatile QueueAttributes attributes;
    private volatile String messageType;
    private long releases;

    LiveQueue(String name, String messageType, QueueAttributes attributes, InstantSource clock) {
        this.name = name;
        this.messageType = messageType;
        this.attributes = attributes;
        this.clock = clock;
        this.created = clock.instant();
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
        return sendAll(messages).stream().map(stored -> stored.id).toList();
    }

    public QueueCounts counts() {
        return step(EmulatedQueue::counts);
    }

    public List<MessageSnapshot> history() {
        return step(EmulatedQueue::history);
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

    /** Lets somebody else receive a message that was handed out, as if it were delivered twice. */
    public void giveBack(String handle) {
        step(
                (model, now) -> {
                    model.giveBack(handle, now);
                    changed.signalAll();
                    return null;
                });
    }

    List<StoredMessage> sendAll(List<NewMessage> messages) {
        return step(
                (model, now) -> {
                    List<StoredMessage> sent =
                            messages.stream()
                                    .map(message -> model.send(message, delay(message), now))
                                    .toList();
                    changed.signalAll();
                    return sent;
                });
    }

    /**
     * Receives at once what is there, or else waits for something to come.
     *
     * @param connected asked after a wait, before anything is taken: a client that has left must
     *     not swallow messages
     */
    List<ReceivedMessage> receive(int max, Duration wait, BooleanSupplier connected)
            throws InterruptedException {
        lock.lock();
        try {
            Instant deadline = clock.instant().plus(wait);
            boolean worthwhile = queue.hasVisible(clock.instant()) || await(deadline, connected);
            return worthwhile
                    ? queue.receive(max, attributes.visibilityTimeout(), clock.instant())
                    : List.of();
        } finally {
            lock.unlock();
        }
    }

    List<ReceivedMessage> peek(int max) {
        return step((model, now) -> model.peek(max, now));
    }

    List<EmulatedQueue.HandleResult> delete(List<String> handles) {
        return step(
                (model, now) -> handles.stream().map(handle -> model.delete(handle, now)).toList());
    }

    ReceivedMessage changeVisibility(String handle, Duration timeout) {
        return step(
                (model, now) -> {
                    EmulatedQueue.HandleResult result = model.check(handle, now);
                    if (result == EmulatedQueue.HandleResult.MESSAGE_GONE) {
                        throw MnsException.messageNotExist();
                    }
                    ReceivedMessage loan =
                            model.changeVisibility(handle, timeout, now)
                                    .orElseThrow(MnsException::receiptHandleError);
                    // A shorter loan may end before the moment the waiting polls look again.
                    changed.signalAll();
                    return loan;
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
                    queue = new EmulatedQueue();
                    releases++;
                    changed.signalAll();
                    return null;
                });
    }

    /** True when something is there to be received by a client that is still there. */
    private boolean await(Instant deadline, BooleanSupplier connected) throws InterruptedException {
        long before = releases;
        for (Instant now = clock.instant(); now.isBefore(deadline); now = clock.instant()) {
            sleepUntil(deadline, now);
            if (releases != before || !connected.getAsBoolean()) {
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
