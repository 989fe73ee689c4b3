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
package io.github.camelalicom.mns.producer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

import io.github.camelalicom.mns.consumer.ManualSettlement;
import io.github.camelalicom.mns.gateway.BlockingCall;
import io.github.camelalicom.mns.gateway.DeleteAnswer;
import io.github.camelalicom.mns.gateway.MnsException;
import io.github.camelalicom.mns.gateway.MnsException.Kind;
import io.github.camelalicom.mns.gateway.MnsQueue;
import io.github.camelalicom.mns.gateway.MnsQueue.DeleteFailure;
import io.github.camelalicom.mns.gateway.Retry;

/** Deletes the messages that a route settles, sixteen with one request where MNS allows it. */
final class ManualDeletes {

    /** What MNS takes with one request. */
    private static final int BATCH = 16;

    private final MnsQueue queue;
    private final Retry retry;
    private final Supplier<List<ManualSettlement.Source>> consumers;
    private final Duration timeout;

    /**
     * @param consumers those that hold messages of the queue now
     * @param timeout of a request
     */
    ManualDeletes(
            MnsQueue queue,
            Retry retry,
            Supplier<List<ManualSettlement.Source>> consumers,
            Duration timeout) {
        this.queue = queue;
        this.retry = retry;
        this.consumers = consumers;
        this.timeout = timeout;
    }

    /**
     * In the order of their names: two exchanges that share messages do not wait for each other.
     *
     * @throws MnsException if a message was not deleted
     */
    void delete(List<MessageToSettle> messages) {
        Map<String, MessageToSettle> byName = new TreeMap<>();
        messages.forEach(one -> byName.put(one.name(), one));
        List<MessageToSettle> all = List.copyOf(byName.values());
        List<DeleteFailure> failures = new ArrayList<>();
        for (int from = 0; from < all.size(); from += BATCH) {
            failures.addAll(together(all.subList(from, Math.min(from + BATCH, all.size()))));
        }
        if (!failures.isEmpty()) {
            throw notDeleted(failures, all.size());
        }
    }

    private List<DeleteFailure> together(List<MessageToSettle> batch) {
        Attempts attempts = new Attempts(batch);
        try {
            retry.call(attempts::next);
        } catch (MnsException e) {
            attempts.endedBy(e);
        }
        List<DeleteFailure> failures = new ArrayList<>(attempts.failures);
        attempts.singly.forEach(one -> failures.addAll(together(List.of(one))));
        return failures;
    }

    private static MnsException notDeleted(List<DeleteFailure> failures, int all) {
        DeleteFailure first = failures.get(0);
        String consequence =
                first.kind() == Kind.HANDLE_LOST
                        ? ": the lease has ended, or its visibility was changed in the meantime, so"
                                + " it is redelivered"
                        : "";
        return new MnsException(
                        first.kind(),
                        first.code(),
                        "ALICOM-701 "
                                + (all == 1
                                        ? "The message was"
                                        : failures.size() + " of " + all + " messages were")
                                + " not deleted ("
                                + first.code()
                                + ")"
                                + consequence)
                .ofRequest(first.requestId());
    }

    /** The attempts to delete these with one request; each is for those that are left. */
    private final class Attempts {

        private final List<DeleteFailure> failures = new ArrayList<>();
        private final List<MessageToSettle> singly = new ArrayList<>();
        private List<MessageToSettle> left;

        /** Of the messages that are left, after an attempt that was answered. */
        private final List<DeleteFailure> passing = new ArrayList<>();

        Attempts(List<MessageToSettle> batch) {
            left = batch;
        }

        /**
         * Claims them for this attempt only, so that leases are extended between attempts and while
         * it waits for a token.
         *
         * @throws MnsException when the request failed, or another attempt may delete more
         */
        Void next() {
            passing.clear();
            BlockingCall.await(queue.ready());
            List<MessageToSettle> claimed = left;
            try {
                List<ManualSettlement.Source> sources = consumers.get();
                claimed.forEach(message -> message.awaitExtension(sources));
                claimed.forEach(message -> message.claim(sources));
                send(claimed);
            } finally {
                claimed.forEach(MessageToSettle::unclaim);
            }
            if (!passing.isEmpty()) {
                throw notDeleted(passing, passing.size());
            }
            return null;
        }

        private void send(List<MessageToSettle> claimed) {
            List<String> handles = claimed.stream().map(MessageToSettle::receiptHandle).toList();
            DeleteAnswer answer =
                    DeleteAnswer.of(handles, BlockingCall.await(queue.delete(handles, timeout)));
            left = new ArrayList<>();
            for (int i = 0; i < handles.size(); i++) {
                if (answer.isDecided(handles.get(i))) {
                    settle(claimed.get(i), answer.failure(handles.get(i)).orElse(null));
                } else {
                    singly.add(claimed.get(i));
                }
            }
        }

        /** A missing message is deleted: an earlier attempt may have had no answer. */
        private void settle(MessageToSettle message, DeleteFailure failure) {
            if (failure == null || failure.kind() == Kind.MESSAGE_GONE) {
                message.deleted();
            } else if (failure.kind().retryable()) {
                left.add(message);
                passing.add(failure);
            } else {
                message.failed(failure.kind());
                failures.add(failure);
            }
        }

        /** MNS may refuse a request for several messages and allow single deletes. */
        void endedBy(MnsException e) {
            if (e.kind() != Kind.CLOSED && !passing.isEmpty()) {
                failures.addAll(passing);
            } else if (left.size() > 1 && e.kind().maySucceedSingly()) {
                singly.addAll(left);
            } else {
                throw e;
            }
        }
    }
}
