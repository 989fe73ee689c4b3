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
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.github.camelalicom.mns.gateway.DeleteFailure;
import io.github.camelalicom.mns.gateway.Lease;
import io.github.camelalicom.mns.gateway.MnsQueue;
import io.github.camelalicom.mns.gateway.QueueSnapshot;
import io.github.camelalicom.mns.gateway.ReceivedMessage;

/** Hands out the same message again and again, as often as it was filled with. */
final class MemoryQueue implements MnsQueue {

    private final ReceivedMessage message = Samples.message();

    // guarded by this
    private int visible;
    private int undeleted;
    private boolean cancelled;

    synchronized void fill(int messages) {
        visible = messages;
        undeleted = messages;
        notifyAll();
    }

    synchronized void awaitDeleted() throws InterruptedException {
        while (undeleted > 0) {
            wait();
        }
    }

    @Override
    public synchronized CompletableFuture<List<ReceivedMessage>> receive(int max, Duration wait) {
        try {
            while (visible == 0 && !wait.isZero() && !cancelled) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        int taken = Math.min(max, visible);
        visible -= taken;
        return CompletableFuture.completedFuture(Collections.nCopies(taken, message));
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
    public synchronized void cancelReceives() {
        cancelled = true;
        notifyAll();
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
    public void close() {
        cancelReceives();
    }
}
