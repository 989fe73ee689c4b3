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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import io.github.camelalicom.mns.gateway.MnsException;
import io.github.camelalicom.mns.gateway.MnsException.Kind;
import io.github.camelalicom.mns.gateway.MnsQueue;
import io.github.camelalicom.mns.gateway.MnsQueue.DeleteFailure;
import io.github.camelalicom.mns.gateway.MnsQueue.Lease;
import io.github.camelalicom.mns.gateway.QueueSnapshot;
import io.github.camelalicom.mns.gateway.QueueSnapshot.TokenTimes;
import io.github.camelalicom.mns.gateway.ReceivedMessage;

/**
 * A queue that answers as a test says, for tests that step the clock: a real service cannot be made
 * to fail at an instant of a clock that is stepped.
 */
final class ScriptedQueue implements MnsQueue {

    /** Each request, in words. */
    final List<String> asked = new ArrayList<>();

    Function<List<String>, List<DeleteFailure>> deleting = handles -> List.of();
    Supplier<List<ReceivedMessage>> receiving = List::of;
    TokenTimes token;
    boolean closed;
    int failingExtensions;
    RuntimeException failure;

    /** How long the caller listens to each request. */
    final List<Duration> patiences = new ArrayList<>();

    /** Whether requests have their effect at once, and are answered when the test says so. */
    boolean answersLater;

    /** The answers that the test has not given yet, in the order of their requests. */
    final Deque<Held> held = new ArrayDeque<>();

    /** What becomes of an answer that is given later. */
    Consumer<Held> later = held::add;

    /** Whether a handle that was replaced, or whose message was deleted, is refused. */
    boolean rotates;

    private final Set<String> invalid = new HashSet<>();

    /** An answer that is not given yet. */
    record Held(CompletableFuture<?> answer, Runnable giving) {

        void give() {
            giving.run();
        }

        void fail(Kind kind) {
            answer.completeExceptionally(failure(kind));
        }
    }

    /** What else happens once, while an extension is under way. */
    Runnable duringExtension = () -> {};

    static MnsException failure(Kind kind) {
        return new MnsException(kind, kind.name(), "scripted " + kind);
    }

    /** Each extension adds a stroke to the handle, as MNS replaces it. */
    @Override
    public CompletableFuture<Lease> changeVisibility(
            String receiptHandle, Duration time, Duration patience) {
        patiences.add(patience);
        return given(answered(() -> change(receiptHandle, time)));
    }

    private <T> CompletableFuture<T> given(CompletableFuture<T> answer) {
        if (!answersLater) {
            return answer;
        }
        CompletableFuture<T> pending = new CompletableFuture<>();
        Runnable giving =
                () ->
                        answer.whenComplete(
                                (result, failure) -> {
                                    if (failure == null) {
                                        pending.complete(result);
                                    } else {
                                        pending.completeExceptionally(failure);
                                    }
                                });
        later.accept(new Held(pending, giving));
        return pending;
    }

    private static <T> CompletableFuture<T> answered(Supplier<T> answer) {
        try {
            return CompletableFuture.completedFuture(answer.get());
        } catch (RuntimeException | Error e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private Lease change(String receiptHandle, Duration time) {
        asked.add(receiptHandle + " for " + time.toSeconds() + "s");
        Runnable meanwhile = duringExtension;
        duringExtension = () -> {};
        meanwhile.run();
        if (failingExtensions-- > 0) {
            throw failure;
        }
        if (rotates && !invalid.add(receiptHandle)) {
            throw failure(Kind.HANDLE_LOST);
        }
        return new Lease(receiptHandle + "'", time);
    }

    @Override
    public CompletableFuture<List<DeleteFailure>> delete(
            List<String> receiptHandles, Duration patience) {
        asked.add("delete " + String.join(" ", receiptHandles));
        patiences.add(patience);
        return given(answered(() -> deleteNow(receiptHandles)));
    }

    private List<DeleteFailure> deleteNow(List<String> receiptHandles) {
        List<DeleteFailure> failures = new ArrayList<>(deleting.apply(receiptHandles));
        for (String handle : receiptHandles) {
            if (rotates && !invalid.add(handle)) {
                failures.add(new DeleteFailure(handle, Kind.HANDLE_LOST, "ReceiptHandleError"));
            }
        }
        return failures;
    }

    @Override
    public CompletableFuture<List<ReceivedMessage>> receive(
            int max, Duration wait, BooleanSupplier wanted) {
        return answered(receiving);
    }

    @Override
    public QueueSnapshot snapshot() {
        return new QueueSnapshot(Map.of(), Optional.ofNullable(token));
    }

    @Override
    public void close() {
        closed = true;
    }
}
