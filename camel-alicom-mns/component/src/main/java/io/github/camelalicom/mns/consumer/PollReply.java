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
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.github.camelalicom.mns.gateway.MnsException;
import io.github.camelalicom.mns.gateway.ReceivedMessage;

/** The caller's wait for the result of a poll. */
final class PollReply implements Poll.Handler {

    private final CompletableFuture<List<ReceivedMessage>> reply = new CompletableFuture<>();
    private final Poll.Handler unclaimed;

    /**
     * @param unclaimed gets the result if the caller has gone
     */
    PollReply(Poll.Handler unclaimed) {
        this.unclaimed = unclaimed;
    }

    @Override
    public void ended(Poll poll, List<ReceivedMessage> messages, MnsException failure) {
        boolean claimed =
                failure == null ? reply.complete(messages) : reply.completeExceptionally(failure);
        if (!claimed) {
            unclaimed.ended(poll, messages, failure);
        }
    }

    /** Ends the caller's wait; no effect on a result that has arrived. */
    void release() {
        reply.cancel(false);
    }

    /** Whether the caller goes without the result. */
    boolean isReleased() {
        return reply.isCancelled();
    }

    /**
     * Waits for the result, at most for this time.
     *
     * @return empty when nothing came, in time or at all
     * @throws MnsException when the poll failed
     */
    List<ReceivedMessage> await(Duration limit) throws InterruptedException {
        try {
            return reply.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw MnsException.of(e.getCause());
        } catch (TimeoutException | CancellationException e) {
            return List.of();
        } finally {
            release();
        }
    }
}
