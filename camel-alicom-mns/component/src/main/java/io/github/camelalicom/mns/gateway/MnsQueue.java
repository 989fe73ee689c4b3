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
package io.github.camelalicom.mns.gateway;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/**
 * A queue of receipts. No call blocks its thread: each returns at once, and its future completes
 * with the answer, or with an {@link MnsException}, within a bounded time. Actions that depend on a
 * future run on {@link Threads#io()}, or on the caller's thread when the answer is there already;
 * they must not block. Each call is sent exactly once, and once more when the token was refused and
 * could be renewed. Safe for use by many threads.
 */
public interface MnsQueue extends AutoCloseable {

    /**
     * Receives messages. Cancelling the future cuts the connection: a service that does not notice
     * it hands messages that arrive during the rest of the wait to the dead connection.
     *
     * @param max number of messages, 1 to 16
     * @param wait how long the service may hold the request while the queue is empty, 0 to 30 s
     * @param wanted evaluated when the request is about to be sent, which may be later than this
     *     call when a token has to be fetched first; false completes it without a request
     * @return the messages; empty if there are none
     */
    CompletableFuture<List<ReceivedMessage>> receive(
            int max, Duration wait, BooleanSupplier wanted);

    /** As {@link #receive(int, Duration, BooleanSupplier)}, wanted in any case. */
    default CompletableFuture<List<ReceivedMessage>> receive(int max, Duration wait) {
        return receive(max, wait, () -> true);
    }

    /**
     * Completes when the next call does not have to wait for a token, which may take several times
     * as long as the call itself.
     */
    default CompletableFuture<?> ready() {
        return receive(1, Duration.ZERO, () -> false);
    }

    /**
     * Deletes up to 16 messages with one request.
     *
     * @param patience how long to wait for the answer; the call fails as {@link
     *     MnsException.Kind#UNAVAILABLE} afterwards
     * @return the handles that were not deleted, with the reason; empty when all were
     */
    CompletableFuture<List<DeleteFailure>> delete(List<String> receiptHandles, Duration patience);

    /**
     * Makes the message visible again after the given time, counted from now. The old handle is
     * invalid after this; the new one is in the answer.
     *
     * @param visibility 1 s to 12 h
     * @param patience as for {@link #delete}
     */
    CompletableFuture<Lease> changeVisibility(
            String receiptHandle, Duration visibility, Duration patience);

    /** The requests sent so far. */
    QueueSnapshot snapshot();

    /** Fails the calls under way, and those that are made after this, as {@code CLOSED}. */
    @Override
    void close();

    /**
     * A lease that was extended.
     *
     * @param receiptHandle the only handle that is valid now
     * @param duration how long the lease lasts from now; not positive when the answer came that
     *     late
     */
    public record Lease(String receiptHandle, Duration duration) {}

    /**
     * A handle that was not deleted.
     *
     * @param receiptHandle the handle as given
     * @param kind {@link MnsException.Kind#HANDLE_LOST} when the message is no longer leased,
     *     {@link MnsException.Kind#MESSAGE_GONE} when it was deleted, else the kind of the failure,
     *     which decides about another attempt
     * @param code the service's error code, such as {@code ReceiptHandleError}
     * @param requestId Alibaba Cloud's id of the delete, or null
     */
    public record DeleteFailure(
            String receiptHandle, MnsException.Kind kind, String code, String requestId) {

        public DeleteFailure(String receiptHandle, MnsException.Kind kind, String code) {
            this(receiptHandle, kind, code, null);
        }

        static DeleteFailure of(String receiptHandle, MnsException failure) {
            return new DeleteFailure(
                    receiptHandle, failure.kind(), failure.code(), failure.requestId());
        }

        /** The failure of the same delete for the handle that was sent. */
        public DeleteFailure withHandle(String sent) {
            return new DeleteFailure(sent, kind, code, requestId);
        }
    }
}
