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
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import io.github.camelalicom.mns.consumer.Delivery.State;
import io.github.camelalicom.mns.gateway.DeleteAnswer;
import io.github.camelalicom.mns.gateway.MnsException;
import io.github.camelalicom.mns.gateway.MnsException.Kind;
import io.github.camelalicom.mns.gateway.MnsQueue;
import io.github.camelalicom.mns.gateway.MnsQueue.DeleteFailure;
import io.github.camelalicom.mns.gateway.Threads;

/**
 * One request that deletes finished messages, and what its answer means for each of them. Each is
 * deleted by the handle that it had when the request was sent: a late answer to an extension may
 * replace the handle while the request is under way.
 */
final class DeleteAttempt extends Attempt<List<DeleteFailure>> {

    /** Receives what the answer leaves to be done. */
    interface Listener {

        /** MNS answered. */
        void answered(List<Delivery> retry);

        /** The request failed. */
        void failed(MnsException e, List<Delivery> retry);

        /** The answer is overdue. */
        void overdue(List<Delivery> retry);

        /** MNS does not accept the handle of this message. */
        void handleRejected(Delivery delivery, DeleteFailure failure);

        /** Counts deletes that failed. */
        void count(int failedDeletes);
    }

    private final List<Delivery> deliveries;
    private final List<String> handles;
    private final List<Delivery> others;
    private final Listener listener;

    // set before the attempt completes
    private boolean answered;
    private MnsException refusal;
    private List<Delivery> toSendSingly = List.of();

    /**
     * @param others messages that would be deleted next; they share a failure of the request
     */
    DeleteAttempt(List<Delivery> deliveries, List<Delivery> others, Listener listener) {
        this.deliveries = List.copyOf(deliveries);
        this.handles = deliveries.stream().map(Delivery::handle).toList();
        this.others = others;
        this.listener = listener;
    }

    CompletableFuture<Void> send(MnsQueue queue, Threads threads, long now) {
        long leaseLeft = deliveries.stream().mapToLong(any -> any.leaseLeft(now)).max().orElse(0);
        Duration patience = patience(leaseLeft);
        return send(() -> queue.delete(handles, patience), threads);
    }

    /** Whether MNS has answered in time and accepted the request. */
    boolean isAnswered() {
        return answered;
    }

    /** Why MNS refused to delete several messages together; null when it did not. */
    MnsException refusal() {
        return refusal;
    }

    /** Messages whose result is unknown until each is sent in a request of its own. */
    List<Delivery> toSendSingly() {
        return toSendSingly;
    }

    @Override
    void succeeded(List<DeleteFailure> answer, boolean late) {
        answered = true;
        DeleteAnswer decided = DeleteAnswer.of(handles, answer);
        List<Delivery> undecided = new ArrayList<>();
        List<Delivery> retry = new ArrayList<>();
        for (int i = 0; i < handles.size(); i++) {
            if (decided.isDecided(handles.get(i))) {
                DeleteFailure failure = decided.failure(handles.get(i)).orElse(null);
                settle(deliveries.get(i), failure, late, retry);
            } else {
                undecided.add(deliveries.get(i));
            }
        }
        undecided.forEach(delivery -> delivery.settling().deleteUnsure());
        toSendSingly = late ? List.of() : undecided;
        listener.answered(retry);
        if (late) {
            answeredLate();
        }
    }

    /** A late failure changes nothing: the next attempt decides. */
    private void settle(
            Delivery delivery, DeleteFailure failure, boolean late, List<Delivery> retry) {
        if (failure == null || isDeletedBefore(delivery, failure)) {
            delivery.end(State.DELETED);
            return;
        }
        listener.count(1);
        if (late) {
            return;
        }
        if (failure.kind().retryable()) {
            retry.add(delivery);
        } else {
            listener.handleRejected(delivery, failure);
        }
    }

    /** An earlier attempt whose answer is missing must have deleted it. */
    private static boolean isDeletedBefore(Delivery delivery, DeleteFailure failure) {
        return delivery.settling().isDeleteUnsure() && failure.kind() == Kind.MESSAGE_GONE;
    }

    @Override
    void failed(MnsException e, boolean late) {
        if (late) {
            listener.count(deliveries.size());
            answeredLate();
            failedLate(e);
        } else if (deliveries.size() > 1 && e.kind().maySucceedSingly()) {
            refusal = e;
            toSendSingly = deliveries;
        } else {
            listener.failed(e, toRetry(e));
        }
    }

    /** If another attempt has decided each message, none follows that could show a recovery. */
    private void failedLate(MnsException e) {
        if (deliveries.stream().anyMatch(delivery -> delivery.state() == State.SETTLING)) {
            listener.failed(e, List.of());
        }
    }

    private List<Delivery> toRetry(MnsException e) {
        if (e.kind() == Kind.CLOSED) {
            all().forEach(delivery -> delivery.end(State.REDELIVERY_EXPECTED));
            return List.of();
        }
        if (e.kind() == Kind.UNAVAILABLE) {
            deliveries.forEach(delivery -> delivery.settling().deleteUnsure());
        }
        listener.count(all().size());
        return all();
    }

    @Override
    void overdue() {
        for (Delivery delivery : deliveries) {
            delivery.settling().deleteUnsure();
            delivery.settling().overdue();
        }
        listener.overdue(all());
    }

    private void answeredLate() {
        deliveries.forEach(delivery -> delivery.settling().answered());
    }

    private List<Delivery> all() {
        return Stream.concat(deliveries.stream(), others.stream()).toList();
    }
}
