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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

import io.github.camelalicom.mns.gateway.MnsException;
import io.github.camelalicom.mns.gateway.ReceivedMessage;

/**
 * One receive under way. It may outlive the consumer that began it: a service that does not notice
 * a departed client hands messages out on a connection that was cut, so a poll is left to finish,
 * and the next consumer of the same queue takes it over. At any time exactly one handler is to get
 * its result.
 */
final class Poll {

    /** Gets the result, on a thread of {@code Threads.io()}, or immediately if it is available. */
    @FunctionalInterface
    interface Handler {
        /**
         * @param messages empty when the queue was empty or the receive failed
         * @param failure why it failed, or null
         */
        void ended(Poll poll, List<ReceivedMessage> messages, MnsException failure);
    }

    private final String queueId;
    private final int max;
    private final Duration maxWait;
    private final long begunAt;
    private final CompletableFuture<List<ReceivedMessage>> answer;
    private final CompletableFuture<Void> done;

    // guarded by this
    private Handler handler;
    private boolean wanted = true;
    private boolean ended;

    /**
     * @param max the maximum number of messages that it may return
     * @param maxWait how long the service may hold it
     * @param begunAt on the engine's clock
     * @param receive begins it; checks whether it is still wanted before a request is sent
     */
    Poll(
            String queueId,
            int max,
            Duration maxWait,
            long begunAt,
            Function<BooleanSupplier, CompletableFuture<List<ReceivedMessage>>> receive,
            Handler handler) {
        this.queueId = queueId;
        this.max = max;
        this.maxWait = maxWait;
        this.begunAt = begunAt;
        this.handler = handler;
        this.answer = receive.apply(this::isWanted);
        this.done = answer.handle(this::end);
    }

    String queueId() {
        return queueId;
    }

    int max() {
        return max;
    }

    Duration maxWait() {
        return maxWait;
    }

    long begunAt() {
        return begunAt;
    }

    /**
     * From now on this handler is to get the result.
     *
     * @param nextWants whether it wants messages; if not, a request that is not sent yet is not
     *     sent at all
     * @return false when the poll has ended and another handler has got the result
     */
    synchronized boolean handTo(Handler next, boolean nextWants) {
        if (!ended) {
            handler = next;
            wanted = nextWants;
        }
        return !ended;
    }

    private synchronized boolean isWanted() {
        return wanted;
    }

    synchronized boolean hasEnded() {
        return ended;
    }

    /** Cuts the connection. A message that MNS hands out on it is redelivered later. */
    void cut() {
        answer.cancel(true);
    }

    /** Completes when the result was handled. */
    CompletionStage<Void> done() {
        return done;
    }

    private Void end(List<ReceivedMessage> messages, Throwable failure) {
        Handler last;
        synchronized (this) {
            ended = true;
            last = handler;
        }
        if (failure == null) {
            last.ended(this, messages, null);
        } else {
            last.ended(this, List.of(), answer.isCancelled() ? null : MnsException.of(failure));
        }
        return null;
    }
}
