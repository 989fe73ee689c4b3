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

/**
 * A queue of receipts, in three verbs. Each call blocks its thread for a bounded time, is sent
 * exactly once (repeated once more when the token was refused and could be renewed), and reports
 * failures as {@link MnsException}. Safe for use by many threads.
 */
public interface MnsQueue extends AutoCloseable {

    /**
     * Takes messages on loan.
     *
     * @param max the most messages to take, 1 to 16
     * @param wait how long the service may hold the request while the queue is empty, 0 to 30 s
     * @return what came; empty when nothing did, or when {@link #cancelReceives()} ended the wait
     */
    List<ReceivedMessage> receive(int max, Duration wait);

    /**
     * Ends the receives under way. Each returns what it already has; an answer that was on the wire
     * at that instant is lost with its connection and comes back when its lease ends.
     */
    void cancelReceives();

    /**
     * Deletes up to 16 messages with one request.
     *
     * @return the handles that were not deleted, with the reason; empty when all were
     */
    List<DeleteFailure> delete(List<String> receiptHandles);

    /**
     * Makes the message visible again after the given time, counted from now. The old handle is
     * dead after this; the new one is in the answer.
     *
     * @param visibility 1 s to 12 h
     */
    Lease changeVisibility(String receiptHandle, Duration visibility);

    /** What was sent so far. */
    QueueSnapshot snapshot();

    /** Closes the connections, once the calls under way are over. Calls after this fail. */
    @Override
    void close();
}
