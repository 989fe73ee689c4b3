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
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

import io.github.camelalicom.mns.gateway.MnsQueue;
import io.github.camelalicom.mns.gateway.ReceivedMessage;

/**
 * The polls that one consumer has begun and that have not ended, including those that another
 * consumer has taken over: until they have ended, the connection to the queue stays open.
 */
final class Polls {

    /** How long a poll whose connection was cut may take to end. */
    private static final Duration CUT_LIMIT = Duration.ofSeconds(1);

    private final MnsQueue queue;
    private final String queueId;
    private final BackgroundPolls background;
    private final Predicate<Poll> suitable;
    private final Runnable onEnd;
    private final LongSupplier nanoTime;
    private final Set<Poll> underWay = ConcurrentHashMap.newKeySet();

    /** Callers that decide whether to poll, or send the request. */
    private final AtomicInteger beginning = new AtomicInteger();

    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * @param suitable which polls of stopped consumers may be taken over
     * @param onEnd called after the last poll under way has ended and its result was handled
     */
    Polls(EngineParts parts, Predicate<Poll> suitable, Runnable onEnd) {
        this.queue = parts.queue();
        this.queueId = parts.settings().queueId();
        this.background = parts.shared().backgroundPolls();
        this.suitable = suitable;
        this.onEnd = onEnd;
        this.nanoTime = parts.nanoTime();
    }

    /**
     * Runs the decision whether to poll, and the poll. Until it returns it counts as a poll under
     * way: a stop between the decision and the request must not close the queue.
     */
    void during(Runnable step) {
        beginning.incrementAndGet();
        try {
            step.run();
        } finally {
            beginning.decrementAndGet();
            signalIfEmpty();
        }
    }

    /**
     * Takes over a poll that an earlier consumer of the queue has left, or begins one.
     *
     * @param max the maximum number of messages; a poll that is taken over may return more
     * @param handler gets the result, possibly before this returns
     */
    Poll begin(int max, Duration wait, Poll.Handler handler) {
        Poll adopted = background.adopt(queueId, suitable, handler).orElse(null);
        return adopted == null ? ask(max, wait, handler) : watch(adopted);
    }

    /** Begins a poll, even if another could be taken over. */
    Poll ask(int max, Duration wait, Poll.Handler handler) {
        return watch(
                new Poll(
                        queueId,
                        max,
                        wait,
                        nanoTime.getAsLong(),
                        wanted -> receive(max, wait, wanted),
                        handler));
    }

    private Poll watch(Poll poll) {
        underWay.add(poll);
        poll.done()
                .whenComplete(
                        (nothing, failure) -> {
                            background.remove(poll);
                            underWay.remove(poll);
                            signalIfEmpty();
                        });
        return poll;
    }

    private CompletableFuture<List<ReceivedMessage>> receive(
            int max, Duration wait, BooleanSupplier wanted) {
        try {
            return queue.receive(max, wait, wanted);
        } catch (RuntimeException | Error e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private void signalIfEmpty() {
        if (!isEmpty()) {
            return;
        }
        synchronized (this) {
            notifyAll();
        }
        onEnd.run();
    }

    /**
     * Lets a poll finish by itself; the next consumer of the queue may take it over.
     *
     * @param handler gets the result otherwise
     * @return false when the poll has already ended
     */
    boolean leave(Poll poll, Poll.Handler handler) {
        if (!poll.handTo(handler, false)) {
            return false;
        }
        background.add(poll);
        if (poll.hasEnded()) {
            background.remove(poll);
        }
        return true;
    }

    /** Checked in this order: a poll that is begun is registered before its beginning is over. */
    boolean isEmpty() {
        return beginning.get() == 0 && underWay.isEmpty();
    }

    /** Waits until all have ended. Cuts their connections after the grace period. */
    boolean end(Duration grace) {
        if (awaitEmpty(grace)) {
            return true;
        }
        underWay.forEach(Poll::cut);
        return awaitEmpty(CUT_LIMIT);
    }

    /** Closes the connection to the queue. The action follows, once. */
    void close(Runnable whenClosed) {
        if (closed.compareAndSet(false, true)) {
            queue.close();
            whenClosed.run();
        }
    }

    private synchronized boolean awaitEmpty(Duration limit) {
        return BoundedWait.await(this, this::isEmpty, limit);
    }
}
