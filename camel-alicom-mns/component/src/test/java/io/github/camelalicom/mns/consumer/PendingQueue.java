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
package io.github.camelalicom.mns.consumer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

import io.github.camelalicom.mns.gateway.MnsQueue;
import io.github.camelalicom.mns.gateway.MnsQueue.DeleteFailure;
import io.github.camelalicom.mns.gateway.MnsQueue.Lease;
import io.github.camelalicom.mns.gateway.QueueSnapshot;
import io.github.camelalicom.mns.gateway.ReceivedMessage;

/** A queue whose receives are answered by the test, when it wants. All else is done at once. */
final class PendingQueue implements MnsQueue {

    /** A receive under way. */
    record Receive(int max, Duration longest, CompletableFuture<List<ReceivedMessage>> answer) {

        void brings(String... ids) {
            answer.complete(
                    Arrays.stream(ids)
                            .map(id -> Messages.message(id, Duration.ofSeconds(30)))
                            .toList());
        }
    }

    final List<Receive> receives = new ArrayList<>();
    final List<String> released = new ArrayList<>();
    final List<String> deleted = new ArrayList<>();
    boolean closed;

    /** What happens elsewhere between the decision to receive and the request. */
    Runnable beforeReceive = () -> {};

    Receive last() {
        return receives.get(receives.size() - 1);
    }

    @Override
    public CompletableFuture<List<ReceivedMessage>> receive(
            int max, Duration wait, BooleanSupplier wanted) {
        beforeReceive.run();
        Receive receive = new Receive(max, wait, new CompletableFuture<>());
        receives.add(receive);
        return receive.answer();
    }

    @Override
    public CompletableFuture<List<DeleteFailure>> delete(
            List<String> receiptHandles, Duration patience) {
        deleted.addAll(receiptHandles);
        return CompletableFuture.completedFuture(List.of());
    }

    @Override
    public CompletableFuture<Lease> changeVisibility(
            String receiptHandle, Duration visibility, Duration patience) {
        released.add(receiptHandle + " for " + visibility.toSeconds() + "s");
        return CompletableFuture.completedFuture(new Lease(receiptHandle, visibility));
    }

    @Override
    public QueueSnapshot snapshot() {
        return new QueueSnapshot(Map.of(), Optional.empty());
    }

    @Override
    public void close() {
        closed = true;
    }
}
