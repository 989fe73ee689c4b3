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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

import io.github.camelalicom.mns.gateway.MnsQueue;
import io.github.camelalicom.mns.gateway.ReceivedMessage;

/**
 * The polls that one consumer has begun and that have not ended, also those that another has taken
 * over: until they have, the consumer's connection to the queue stays open.
 */
final class Polls {

    private final MnsQueue queue;
    private final String queueId;
    private final BackgroundPolls left;
    private final Predicate<Poll> suits;
    private final Runnable onEnd;
    private final LongSupplier nanoTime;
    private final Set<Poll> underWay = ConcurrentHashMap.newKeySet();

    /** Callers that decide whether to poll, or send the request. */
    private final AtomicInteger beginning = new AtomicInteger();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();

    /**
     * @param suits which polls of other consumers may be taken over
     * @param onEnd called after the last poll under way has ended and its result was handled
     */
    Polls(
            MnsQueue queue,
            String queueId,
            BackgroundPolls left,
            Predicate<Poll> suits,
            Runnable onEnd,
            LongSupplier nanoTime) {
        this.queue = queue;
        this.queueId = queueId;
        this.left = left;
        this.suits = suits;
        this.onEnd = onEnd;
        this.nanoTime = nanoTime;
    }

    /**
     * Runs what decides whether to poll, and does so. Until it returns it counts as a poll under
     * way: a stop that comes between the decision and the request must not close the queue.
     */
    void during(Runnable step) {
        beginning.incrementAndGet();
        try {
            step.run();
        } finally {
            beginning.decrementAndGet();
            tellIfNone();
        }
    }

    /**
     * Takes over a poll that an earlier consumer of the queue has left, or begins one.
     *
     * @param max the most messages to ask for; a poll that is taken over may bring others
     * @param handler gets the result, possibly before this returns
     */
    Poll begin(int max, Duration wait, Poll.Handler handler) {
        Poll adopted = left.adopt(queueId, suits, handler).orElse(null);
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
                            left.remove(poll);
                            underWay.remove(poll);
                            tellIfNone();
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

    private void tellIfNone() {
        if (!isEmpty()) {
            return;
        }
        lock.lock();
        try {
            ended.signalAll();
        } finally {
            lock.unlock();
        }
        onEnd.run();
    }

    /**
     * Lets a poll finish by itself; the next consumer of the queue may take it over.
     *
     * @param handler gets the result if none does
     * @return false when it has ended already
     */
    boolean leave(Poll poll, Poll.Handler handler) {
        if (!poll.handTo(handler, false)) {
            return false;
        }
        left.add(poll);
        if (poll.hasEnded()) {
            left.remove(poll);
        }
        return true;
    }

    /** In this order: a poll that is begun is registered before its beginning is over. */
    boolean isEmpty() {
        return beginning.get() == 0 && underWay.isEmpty();
    }

    /**
     * Waits until all have ended.
     *
     * @return whether they have
     */
    boolean awaitNone(Duration limit) {
        lock.lock();
        try {
            return BoundedWait.await(ended, this::isEmpty, limit);
        } finally {
            lock.unlock();
        }
    }

    /** Cuts the connections of all. */
    void cut() {
        underWay.forEach(Poll::cut);
    }
}
