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
import java.util.stream.Stream;

import io.github.camelalicom.mns.emulator.mns.LiveQueue;
import io.github.camelalicom.mns.emulator.mns.MessageSnapshot;
import io.github.camelalicom.mns.emulator.mns.QueueCounts;
import io.github.camelalicom.mns.emulator.mns.Queues;

/**
 * A look at one queue from outside, always of the present moment. A queue nobody has asked for yet
 * looks empty.
 */
public final class QueueView {

    private final String name;
    private final Queues queues;
    private final Requests requests;

    QueueView(String name, Queues queues, Requests requests) {
        this.name = name;
        this.queues = queues;
        this.requests = requests;
    }

    public String name() {
        return name;
    }

    /** Messages that can be received now. */
    public long visible() {
        return counts().visible();
    }

    /** Messages handed out and neither deleted nor given back, and delayed ones. */
    public long invisible() {
        return counts().invisible();
    }

    public long deleted() {
        return counts().deleted();
    }

    /** Messages put in. */
    public long sent() {
        return counts().sent();
    }

    /** How often a message was handed out; more than {@link #sent} when some were redelivered. */
    public long received() {
        return counts().received();
    }

    /** Whether nothing is left, neither visible nor invisible. */
    public boolean isEmpty() {
        QueueCounts counts = counts();
        return counts.visible() + counts.invisible() == 0;
    }

    /** How many requests of a kind this queue has had. */
    public long requests(RequestKind kind) {
        return requests.count(name, kind);
    }

    /** How many of the receives brought nothing. */
    public long emptyReceives() {
        return requests.emptyReceives(name);
    }

    /** How many long polls are waiting at this moment. */
    public int waitingPolls() {
        return queues.find(name).map(LiveQueue::waitingPolls).orElse(0);
    }

    /**
     * Every message, oldest first; of the deleted ones as many as are {@linkplain
     * EmulatorBuilder#retainedMessages remembered}.
     */
    public List<QueuedMessage> messages() {
        return snapshots(Integer.MAX_VALUE).map(QueuedMessage::of).toList();
    }

    /** What happened to each of {@link #messages}, oldest message first. */
    public List<MessageHistory> history() {
        return latest(Integer.MAX_VALUE);
    }

    /**
     * What happened to one message.
     *
     * @throws NoSuchElementException when there is none of this id, or it was deleted so long ago
     *     that it is no longer remembered
     */
    public MessageHistory history(String messageId) {
        return queues.find(name)
                .flatMap(queue -> queue.message(messageId))
                .map(MessageHistory::of)
                .orElseThrow(() -> noSuchMessage(messageId));
    }

    /** The histories of so many messages at most, the latest ones, oldest first. */
    public List<MessageHistory> latest(int most) {
        return snapshots(most).map(MessageHistory::of).toList();
    }

    @Override
    public String toString() {
        QueueCounts counts = counts();
        return name
                + ": visible "
                + counts.visible()
                + ", invisible "
                + counts.invisible()
                + ", deleted "
                + counts.deleted();
    }

    private QueueCounts counts() {
        return queues.find(name).map(LiveQueue::counts).orElse(QueueCounts.NONE);
    }

    private Stream<MessageSnapshot> snapshots(int most) {
        return queues.find(name).map(queue -> queue.messages(most)).orElse(List.of()).stream();
    }

    private NoSuchElementException noSuchMessage(String messageId) {
        return new NoSuchElementException(
                messageId
                        + " is not in "
                        + name
                        + ", nor among the deleted messages it remembers; see"
                        + " EmulatorBuilder.retainedMessages");
    }
}
