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
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.camelalicom.mns.consumer.Delivery.State;
import io.github.camelalicom.mns.gateway.MnsException;
import io.github.camelalicom.mns.gateway.MnsException.Kind;
import io.github.camelalicom.mns.gateway.MnsQueue;
import io.github.camelalicom.mns.gateway.MnsQueue.DeleteFailure;
import io.github.camelalicom.mns.gateway.Threads;

/**
 * Deletes finished messages, many with one request: sixteen receives cost one request, so should
 * sixteen deletes. What fails for a passing reason is tried again as long as the lease lasts; after
 * that the message is {@link State#LOST}, and is redelivered. A request that is overdue is tried
 * again as well, and listened to meanwhile: what it has deleted is deleted.
 */
final class DeleteSender {

    private static final Logger LOG = LoggerFactory.getLogger(DeleteSender.class);

    private final MnsQueue queue;
    private final String queueName;
    private final Threads threads;
    private final LongSupplier nanoTime;
    private final DeleteBatcher gathering;
    private final FailureTracker outage;
    private final WorkQueue requests;
    private final LongAdder failedDeletes = new LongAdder();

    /** Those that wait for the answer to an overdue request. */
    private final AtomicInteger unsure = new AtomicInteger();

    private volatile boolean batchRefused;

    DeleteSender(
            MnsQueue queue,
            ConsumerSettings settings,
            Threads threads,
            FailureTracker outage,
            LongSupplier nanoTime) {
        this.queue = queue;
        this.queueName = settings.queueName();
        this.threads = threads;
        this.nanoTime = nanoTime;
        this.outage = outage;
        this.gathering = new DeleteBatcher(settings, threads.timer(), this::wake, nanoTime);
        this.requests =
                new WorkQueue(
                        threads.io(),
                        threads.timer(),
                        settings::settlers,
                        gathering::ready,
                        this::deleteNext);
    }

    void delete(Delivery delivery) {
        gathering.add(delivery);
        wake();
    }

    /** Whether deletes go at once from now on, also those that linger, or gather. */
    void flushing(boolean value) {
        gathering.flushing(value);
        wake();
    }

    /** Messages that are finished, and not deleted yet. */
    int waiting() {
        return gathering.size() + unsure.get();
    }

    /** Deletes that failed, counted by message and attempt. */
    long failures() {
        return failedDeletes.sum();
    }

    private void wake() {
        requests.wake();
    }

    private CompletableFuture<?> deleteNext() {
        List<Delivery> live = live(gathering.take());
        if (live.isEmpty()) {
            if (gathering.isEmpty()) {
                outage.forget();
            }
            return CompletableFuture.completedFuture(null);
        }
        return live.size() > 1 && batchRefused ? oneByOne(live, null) : together(live);
    }

    /** Without those that a late answer has ended, or whose lease is over. */
    private List<Delivery> live(List<Delivery> batch) {
        long now = nanoTime.getAsLong();
        List<Delivery> live = new ArrayList<>(batch.size());
        for (Delivery delivery : batch) {
            if (delivery.leaseLeft(now) <= 0) {
                leaseOver(delivery);
            } else if (delivery.state() == State.SETTLING) {
                live.add(delivery);
            }
        }
        return live;
    }

    private CompletableFuture<?> together(List<Delivery> batch) {
        DeleteAttempt attempt = new DeleteAttempt(batch, List.of());
        return attempt.send().thenCompose(done -> oneByOne(attempt.toAskSingly, attempt.refusal));
    }

    /**
     * Stops at the first failure, which will be that of all others too.
     *
     * @param refusal why they were not deleted together, or null when that was not tried
     */
    private CompletableFuture<?> oneByOne(List<Delivery> all, MnsException refusal) {
        if (all.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        List<Delivery> others = all.subList(1, all.size());
        DeleteAttempt attempt = new DeleteAttempt(all.subList(0, 1), others);
        return attempt.send()
                .thenCompose(
                        done -> {
                            if (!attempt.answered) {
                                return CompletableFuture.completedFuture(null);
                            }
                            singlesPass(refusal);
                            return oneByOne(others, refusal);
                        });
    }

    /** So it was the batch that was refused. */
    private void singlesPass(MnsException refusal) {
        if (refusal != null && refusal.kind() == Kind.DENIED && !batchRefused) {
            batchRefused = true;
            LOG.warn(
                    "MNS refuses batch deletes on {} ({}): messages are deleted one by one from now"
                            + " on",
                    queueName,
                    refusal.code());
        }
    }

    /** Unless an overdue extension has succeeded, as its answer will tell, the message is lost. */
    private void leaseOver(Delivery delivery) {
        if (delivery.lease().isUnsure()) {
            deleteWhenSure(delivery, delivery.handle());
        } else {
            delivery.end(State.LOST);
        }
    }

    /**
     * The handle is not valid. Where an overdue request may be the reason, its answer decides; a
     * handle that was replaced meanwhile is tried at once.
     */
    private void handleLost(Delivery delivery, DeleteFailure failure) {
        String handle = failure.receiptHandle();
        if (!delivery.settling().isUnsure(handle)) {
            LOG.debug("{} on {} was lost: {}", delivery, queueName, failure.code());
            delivery.end(State.LOST);
            return;
        }
        deleteWhenSure(delivery, handle);
    }

    private void deleteWhenSure(Delivery delivery, String handle) {
        unsure.incrementAndGet();
        delivery.settling()
                .whenSure(
                        handle,
                        () -> {
                            unsure.decrementAndGet();
                            gathering.addFirst(delivery);
                            wake();
                        });
    }

    /** One request. */
    private final class DeleteAttempt extends Attempt<List<DeleteFailure>> {

        private final DeleteBatch batch;
        private final List<Delivery> others;

        // set before the attempt is over
        private boolean answered;
        private MnsException refusal;
        private List<Delivery> toAskSingly = List.of();

        /** The others would be asked about next, and share its failure. */
        DeleteAttempt(List<Delivery> deliveries, List<Delivery> others) {
            this.batch = DeleteBatch.of(deliveries);
            this.others = others;
        }

        CompletableFuture<Void> send() {
            Duration patience = batch.patience(nanoTime.getAsLong());
            return send(() -> queue.delete(batch.handles(), patience), threads);
        }

        @Override
        void succeeded(List<DeleteFailure> answer, boolean late) {
            answered = true;
            outage.recovered();
            Map<Delivery, DeleteFailure> failures = batch.failures(answer);
            List<Delivery> undecided = batch.undecided(answer);
            undecided.forEach(delivery -> delivery.settling().deleteUnsure());
            toAskSingly = late ? List.of() : undecided;
            List<Delivery> retry = new ArrayList<>();
            for (Delivery delivery : batch.deliveries()) {
                if (!undecided.contains(delivery)) {
                    settled(delivery, failures.get(delivery), late, retry);
                }
            }
            if (retry.isEmpty()) {
                gathering.succeeded();
            } else {
                gathering.addAgain(retry);
            }
            if (late) {
                batch.answeredLate();
            }
        }

        /** Of a late answer only what was done counts: another attempt tells the rest. */
        private void settled(
                Delivery delivery, DeleteFailure failure, boolean late, List<Delivery> retry) {
            if (failure == null || deletedBefore(delivery, failure)) {
                delivery.end(State.DELETED);
                return;
            }
            failedDeletes.increment();
            if (late) {
                return;
            }
            if (failure.kind().retryable()) {
                retry.add(delivery);
            } else {
                handleLost(delivery, failure);
            }
        }

        /** An earlier attempt whose answer is missing must have deleted it. */
        private boolean deletedBefore(Delivery delivery, DeleteFailure failure) {
            return delivery.settling().isDeleteUnsure() && failure.kind() == Kind.MESSAGE_GONE;
        }

        /** The messages are kept first, then it is reported. */
        @Override
        void failed(MnsException e, boolean late) {
            if (late) {
                failedDeletes.add(batch.size());
                batch.answeredLate();
                outage.failed(e);
            } else if (batch.mayPassSingly(e)) {
                refusal = e;
                toAskSingly = batch.deliveries();
            } else {
                keep(e);
                outage.failed(e);
            }
        }

        private void keep(MnsException e) {
            if (e.kind() == Kind.CLOSED) {
                all().forEach(delivery -> delivery.end(State.LOST));
                return;
            }
            if (e.kind() == Kind.UNAVAILABLE) {
                batch.unsure();
            }
            failedDeletes.add(all().size());
            gathering.addAgain(all());
        }

        @Override
        void overdue() {
            batch.overdue();
            gathering.addAgain(all());
        }

        private List<Delivery> all() {
            return Stream.concat(batch.deliveries().stream(), others.stream()).toList();
        }
    }
}
