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

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.camelalicom.mns.consumer.Delivery.State;
import io.github.camelalicom.mns.gateway.MnsException;
import io.github.camelalicom.mns.gateway.MnsException.Kind;
import io.github.camelalicom.mns.gateway.MnsQueue;
import io.github.camelalicom.mns.gateway.MnsQueue.DeleteFailure;
import io.github.camelalicom.mns.gateway.Threads;

/**
 * Deletes finished messages in batches: sixteen receives cost one request, and so do sixteen
 * deletes. A delete that fails temporarily is retried while the lease lasts; after that the message
 * is {@link State#REDELIVERY_EXPECTED}. An overdue request is retried as well, and its late answer
 * still counts.
 */
final class DeleteSender implements DeleteAttempt.Listener {

    private static final Logger LOG = LoggerFactory.getLogger(DeleteSender.class);

    private final MnsQueue queue;
    private final String queueName;
    private final Threads threads;
    private final LongSupplier nanoTime;
    private final DeleteBatcher batcher;
    private final FailureTracker failures;
    private final WorkQueue requests;
    private final LongAdder failedDeletes = new LongAdder();

    /** Messages that wait for the answer to an overdue request. */
    private final AtomicInteger unsure = new AtomicInteger();

    private volatile boolean batchRefused;

    DeleteSender(
            MnsQueue queue,
            ConsumerSettings settings,
            Threads threads,
            FailureTracker failures,
            LongSupplier nanoTime) {
        this.queue = queue;
        this.queueName = settings.queueName();
        this.threads = threads;
        this.nanoTime = nanoTime;
        this.failures = failures;
        this.batcher = new DeleteBatcher(settings, nanoTime);
        this.requests =
                new WorkQueue(
                        threads, nanoTime, settings::settlers, batcher::nextDue, this::deleteNext);
    }

    void delete(Delivery delivery) {
        if (batcher.add(delivery)) {
            requests.wake();
        }
    }

    /** Whether messages are deleted without lingering from now on. */
    void flushing(boolean value) {
        batcher.flushing(value);
        requests.wake();
    }

    /** Messages that are finished and not yet deleted. */
    int waiting() {
        return batcher.size() + unsure.get();
    }

    /** Deletes that failed, counted by message and attempt. */
    long failedDeletes() {
        return failedDeletes.sum();
    }

    private CompletableFuture<?> deleteNext() {
        List<Delivery> live = live(batcher.take());
        if (live.isEmpty()) {
            if (batcher.isEmpty()) {
                failures.forget();
            }
            return CompletableFuture.completedFuture(null);
        }
        return live.size() > 1 && batchRefused ? oneByOne(live, null) : together(live);
    }

    /** Leaves out messages that a late answer has ended, or whose lease is over. */
    private List<Delivery> live(List<Delivery> batch) {
        long now = nanoTime.getAsLong();
        List<Delivery> live = new ArrayList<>(batch.size());
        for (Delivery delivery : batch) {
            boolean ended = delivery.state() != State.SETTLING;
            if (!ended && delivery.leaseLeft(now) > 0) {
                live.add(delivery);
            } else if (!ended) {
                leaseOver(delivery);
            }
        }
        return live;
    }

    private CompletableFuture<?> together(List<Delivery> batch) {
        DeleteAttempt attempt = new DeleteAttempt(batch, List.of(), this);
        return send(attempt)
                .thenCompose(done -> oneByOne(attempt.toSendSingly(), attempt.refusal()));
    }

    /**
     * Stops at the first failure, which all others would share.
     *
     * @param refusal why MNS did not delete them together; null when that was not tried
     */
    private CompletableFuture<?> oneByOne(List<Delivery> all, MnsException refusal) {
        if (all.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        List<Delivery> others = all.subList(1, all.size());
        DeleteAttempt attempt = new DeleteAttempt(all.subList(0, 1), others, this);
        return send(attempt)
                .thenCompose(
                        done -> {
                            if (!attempt.isAnswered()) {
                                return CompletableFuture.completedFuture(null);
                            }
                            singleDeleteAccepted(refusal);
                            return oneByOne(others, refusal);
                        });
    }

    private CompletableFuture<Void> send(DeleteAttempt attempt) {
        return attempt.send(queue, threads, nanoTime.getAsLong());
    }

    /** So MNS refused the batch, and not the message. */
    private void singleDeleteAccepted(MnsException refusal) {
        if (refusal != null && refusal.kind() == Kind.DENIED && !batchRefused) {
            batchRefused = true;
            LOG.warn(
                    "ALICOM-401 MNS refuses batch deletes on {} ({}): messages are deleted one by"
                            + " one from now on",
                    queueName,
                    refusal.reference());
        }
    }

    /** The message is redelivered, unless the answer to an overdue extension is still missing. */
    private void leaseOver(Delivery delivery) {
        if (delivery.lease().isUnsure()) {
            deleteWhenSure(delivery, delivery.handle());
        } else {
            delivery.end(State.REDELIVERY_EXPECTED);
        }
    }

    private void deleteWhenSure(Delivery delivery, String handle) {
        unsure.incrementAndGet();
        delivery.settling()
                .whenSure(
                        handle,
                        () -> {
                            unsure.decrementAndGet();
                            batcher.addFirst(delivery);
                            requests.wake();
                        });
    }

    /**
     * If an overdue request may be the reason, its answer decides. A handle that was replaced in
     * the meantime is tried at once.
     */
    @Override
    public void handleRejected(Delivery delivery, DeleteFailure failure) {
        if (delivery.settling().isUnsure(failure.receiptHandle())) {
            deleteWhenSure(delivery, failure.receiptHandle());
        } else {
            LOG.debug(
                    "The handle of {} on {} is not valid: {} (RequestId {})",
                    delivery,
                    queueName,
                    failure.code(),
                    failure.requestId());
            delivery.end(State.REDELIVERY_EXPECTED);
        }
    }

    @Override
    public void answered(List<Delivery> retry) {
        failures.recovered();
        if (!retry.isEmpty()) {
            batcher.addAgain(retry);
        } else if (batcher.succeeded()) {
            requests.wake();
        }
    }

    /** The messages are kept before the failure is reported. */
    @Override
    public void failed(MnsException e, List<Delivery> retry) {
        if (!retry.isEmpty()) {
            batcher.addAgain(retry);
        }
        failures.failed(e);
    }

    @Override
    public void overdue(List<Delivery> retry) {
        batcher.addAgain(retry);
    }

    @Override
    public void count(int deletes) {
        failedDeletes.add(deletes);
    }
}
