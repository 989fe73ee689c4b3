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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

import io.github.camelalicom.mns.gateway.DeleteFailure;
import io.github.camelalicom.mns.gateway.Lease;
import io.github.camelalicom.mns.gateway.MnsException;
import io.github.camelalicom.mns.gateway.MnsException.Kind;
import io.github.camelalicom.mns.gateway.MnsQueue;
import io.github.camelalicom.mns.gateway.QueueSnapshot;
import io.github.camelalicom.mns.gateway.ReceivedMessage;
import io.github.camelalicom.mns.gateway.TokenTimes;

/**
 * A queue that answers as a test says, for tests that step the clock: no real service can be told
 * to fail at an instant of a clock that stands still.
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
        CompletableFuture<T> later = new CompletableFuture<>();
        Runnable giving =
                () ->
                        answer.whenComplete(
                                (result, failure) -> {
                                    if (failure == null) {
                                        later.complete(result);
                                    } else {
                                        later.completeExceptionally(failure);
                                    }
                                });
        held.add(new Held(later, giving));
        return later;
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
        return new Lease(receiptHandle + "'", time);
    }

    @Override
    public CompletableFuture<List<DeleteFailure>> delete(
            List<String> receiptHandles, Duration patience) {
        asked.add("delete " + String.join(" ", receiptHandles));
        patiences.add(patience);
        return given(answered(() -> deleting.apply(receiptHandles)));
    }

    @Override
    public CompletableFuture<List<ReceivedMessage>> receive(int max, Duration wait) {
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
