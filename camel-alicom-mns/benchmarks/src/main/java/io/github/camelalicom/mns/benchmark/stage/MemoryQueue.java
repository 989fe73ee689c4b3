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
package io.github.camelalicom.mns.benchmark.stage;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

import io.github.camelalicom.mns.gateway.MnsQueue;
import io.github.camelalicom.mns.gateway.MnsQueue.DeleteFailure;
import io.github.camelalicom.mns.gateway.MnsQueue.Lease;
import io.github.camelalicom.mns.gateway.QueueSnapshot;
import io.github.camelalicom.mns.gateway.ReceivedMessage;

/** Hands out the same messages each time it is filled. They are made once, so they cost nothing. */
final class MemoryQueue implements MnsQueue {

    private final List<ReceivedMessage> messages;

    // guarded by this
    private final Deque<Poll> polls = new ArrayDeque<>();
    private int visible;
    private int undeleted;

    private record Poll(int max, CompletableFuture<List<ReceivedMessage>> answer) {}

    MemoryQueue(int size) {
        messages = IntStream.range(0, size).mapToObj(Samples::message).toList();
    }

    synchronized void fill() {
        visible = messages.size();
        undeleted = messages.size();
        while (visible > 0 && !polls.isEmpty()) {
            Poll poll = polls.poll();
            poll.answer().complete(take(poll.max()));
        }
    }

    synchronized void awaitDeleted() throws InterruptedException {
        while (undeleted > 0) {
            wait();
        }
    }

    /** A poll of the empty queue is answered when it is filled. */
    @Override
    public synchronized CompletableFuture<List<ReceivedMessage>> receive(
            int max, Duration wait, BooleanSupplier wanted) {
        if (visible > 0 || wait.isZero()) {
            return CompletableFuture.completedFuture(take(max));
        }
        Poll poll = new Poll(max, new CompletableFuture<>());
        polls.add(poll);
        return poll.answer();
    }

    private List<ReceivedMessage> take(int max) {
        int taken = Math.min(max, visible);
        visible -= taken;
        return messages.subList(visible, visible + taken);
    }

    @Override
    public synchronized CompletableFuture<List<DeleteFailure>> delete(
            List<String> receiptHandles, Duration patience) {
        undeleted -= receiptHandles.size();
        if (undeleted == 0) {
            notifyAll();
        }
        return CompletableFuture.completedFuture(List.of());
    }

    @Override
    public CompletableFuture<Lease> changeVisibility(
            String receiptHandle, Duration visibility, Duration patience) {
        return CompletableFuture.completedFuture(new Lease(receiptHandle, visibility));
    }

    @Override
    public QueueSnapshot snapshot() {
        return new QueueSnapshot(Map.of(), Optional.empty());
    }

    @Override
    public synchronized void close() {
        polls.forEach(poll -> poll.answer().cancel(false));
    }
}
