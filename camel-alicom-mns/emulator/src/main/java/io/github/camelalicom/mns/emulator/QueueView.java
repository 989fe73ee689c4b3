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

import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.camelalicom.mns.emulator.mns.LiveQueue;
import io.github.camelalicom.mns.emulator.mns.MessageSnapshot;
import io.github.camelalicom.mns.emulator.mns.QueueCounts;
import io.github.camelalicom.mns.emulator.mns.Queues;

/**
 * A view of one queue; every method reads the current state. A queue that does not exist yet
 * appears empty.
 */
public final class QueueView {

    private final Supplier<String> name;
    private final Queues queues;
    private final Requests requests;

    /**
     * @param name asked each time, because a text is a type until a queue has that name
     */
    QueueView(Supplier<String> name, Queues queues, Requests requests) {
        this.name = name;
        this.queues = queues;
        this.requests = requests;
    }

    public String name() {
        return name.get();
    }

    /** Messages that can be received now. */
    public long visible() {
        return counts().visible();
    }

    /** Messages received and neither deleted nor released, and delayed ones. */
    public long invisible() {
        return counts().invisible();
    }

    public long deleted() {
        return counts().deleted();
    }

    /** Messages enqueued. */
    public long sent() {
        return counts().sent();
    }

    /** How often a message was received; more than {@link #sent} when messages were redelivered. */
    public long received() {
        return counts().received();
    }

    /** Whether there are no visible and no invisible messages. */
    public boolean isEmpty() {
        QueueCounts counts = counts();
        return counts.visible() + counts.invisible() == 0;
    }

    /** The number of requests of a kind to this queue. */
    public long requests(RequestKind kind) {
        return requests.count(name(), kind);
    }

    /** The number of receives that returned no message. */
    public long emptyReceives() {
        return requests.emptyReceives(name());
    }

    /** The number of long polls that are waiting at this moment. */
    public int waitingPolls() {
        return queues.find(name()).map(LiveQueue::waitingPolls).orElse(0);
    }

    /**
     * All messages, oldest first; of the deleted ones those that are {@linkplain
     * EmulatorBuilder#retainedMessages retained}.
     */
    public List<QueuedMessage> messages() {
        return snapshots(Integer.MAX_VALUE).map(QueuedMessage::of).toList();
    }

    /** The histories of {@link #messages}, oldest message first. */
    public List<MessageHistory> history() {
        return latest(Integer.MAX_VALUE);
    }

    /**
     * The history of one message.
     *
     * @throws NoSuchElementException when the queue has no message with this id, or the message was
     *     deleted and is no longer retained
     */
    public MessageHistory history(String messageId) {
        return queues.find(name())
                .flatMap(queue -> queue.message(messageId))
                .map(MessageHistory::of)
                .orElseThrow(() -> noSuchMessage(messageId));
    }

    /** The histories of the latest messages, up to this number, oldest first. */
    public List<MessageHistory> latest(int most) {
        return snapshots(most).map(MessageHistory::of).toList();
    }

    @Override
    public String toString() {
        QueueCounts counts = counts();
        return name()
                + ": visible "
                + counts.visible()
                + ", invisible "
                + counts.invisible()
                + ", deleted "
                + counts.deleted();
    }

    private QueueCounts counts() {
        return queues.find(name()).map(LiveQueue::counts).orElse(QueueCounts.NONE);
    }

    private Stream<MessageSnapshot> snapshots(int most) {
        return queues.find(name()).map(queue -> queue.messages(most)).orElse(List.of()).stream();
    }

    private NoSuchElementException noSuchMessage(String messageId) {
        return new NoSuchElementException(
                messageId
                        + " is not in "
                        + name()
                        + ", nor among the deleted messages it retains; see"
                        + " EmulatorBuilder.retainedMessages");
    }
}
