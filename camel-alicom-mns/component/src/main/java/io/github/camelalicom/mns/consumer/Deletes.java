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
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.camelalicom.mns.consumer.Delivery.State;
import io.github.camelalicom.mns.gateway.BlockingCall;
import io.github.camelalicom.mns.gateway.DeleteFailure;
import io.github.camelalicom.mns.gateway.MnsException;
import io.github.camelalicom.mns.gateway.MnsException.Kind;
import io.github.camelalicom.mns.gateway.MnsQueue;
import io.github.camelalicom.mns.gateway.Threads;

/**
 * Deletes finished messages, many with one request: sixteen receives cost one request, so should
 * sixteen deletes. What fails for a passing reason is tried again as long as the lease lasts; after
 * that the message is {@link State#LOST}, and comes again.
 */
final class Deletes {

    private static final Logger LOG = LoggerFactory.getLogger(Deletes.class);

    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private final MnsQueue queue;
    private final String queueName;
    private final LongSupplier nanoTime;
    private final DeleteGathering gathering;
    private final Outage outage;
    private final Crew crew;
    private final LongAdder failedDeletes = new LongAdder();

    // guarded by this
    private boolean batchRefused;

    Deletes(
            MnsQueue queue,
            ConsumerSettings settings,
            Threads threads,
            Outage outage,
            LongSupplier nanoTime) {
        this.queue = queue;
        this.queueName = settings.queueName();
        this.nanoTime = nanoTime;
        this.outage = outage;
        this.gathering = new DeleteGathering(settings, threads.timer(), this::wake, nanoTime);
        this.crew =
                new Crew(
                        threads.io(),
                        threads.timer(),
                        settings.settlers(),
                        gathering::ready,
                        this::deleteNext);
    }

    void delete(Delivery delivery) {
        gathering.add(delivery);
        crew.wake();
    }

    /** Whether deletes go at once from now on, also those that linger, or gather. */
    void flushing(boolean value) {
        gathering.flushing(value);
        crew.wake();
    }

    /** Messages that are finished, and not deleted yet. */
    int waiting() {
        return gathering.size();
    }

    /** Deletes that failed, counted by message and attempt. */
    long failures() {
        return failedDeletes.sum();
    }

    private void wake() {
        crew.wake();
    }

    private void deleteNext() {
        List<Delivery> batch = gathering.take();
        List<Delivery> live = new ArrayList<>(batch.size());
        for (Delivery delivery : batch) {
            if (delivery.leaseLeft(nanoTime.getAsLong()) > 0) {
                live.add(delivery);
            } else {
                delivery.end(State.LOST);
            }
        }
        if (live.isEmpty()) {
            if (gathering.isEmpty()) {
                outage.forget();
            }
            return;
        }
        try {
            delete(live);
        } catch (RuntimeException | Error e) {
            LOG.error("Deleting from {} failed unexpectedly and is tried again", queueName, e);
            gathering.addAgain(live);
        }
    }

    private void delete(List<Delivery> batch) {
        if (batch.size() > 1 && isBatchRefused()) {
            oneByOne(batch);
            return;
        }
        try {
            settled(batch, BlockingCall.await(queue.delete(handles(batch), PATIENCE)));
        } catch (MnsException e) {
            if (batch.size() > 1 && refused(e)) {
                tryOneByOne(batch, e);
            } else {
                failed(batch, e);
            }
        }
    }

    private static boolean refused(MnsException e) {
        return switch (e.kind()) {
            case DENIED, REJECTED, HANDLE_LOST, MESSAGE_GONE -> true;
            default -> false;
        };
    }

    /** First it is kept, then it is reported: the reporter may take its time. */
    private void failed(List<Delivery> batch, MnsException e) {
        if (e.kind() == Kind.CLOSED) {
            batch.forEach(delivery -> delivery.end(State.LOST));
        } else {
            if (e.kind() == Kind.UNAVAILABLE) {
                batch.forEach(Delivery::deleteUnsure);
            }
            failedDeletes.add(batch.size());
            gathering.addAgain(batch);
        }
        outage.failed(e);
    }

    /** Perhaps it is only the batch that is refused; when a single passes, that is how it is. */
    private void tryOneByOne(List<Delivery> batch, MnsException e) {
        if (oneByOne(batch) && e.kind() == Kind.DENIED && refuseBatches()) {
            LOG.warn(
                    "MNS refuses batch deletes on {} ({}): messages are deleted one by one from now"
                            + " on",
                    queueName,
                    e.code());
        }
    }

    /** Stops at the first failure, which will be that of all others too. */
    private boolean oneByOne(List<Delivery> batch) {
        boolean anyDeleted = false;
        for (int i = 0; i < batch.size(); i++) {
            try {
                List<Delivery> one = batch.subList(i, i + 1);
                settled(one, BlockingCall.await(queue.delete(handles(one), PATIENCE)));
                anyDeleted = true;
            } catch (MnsException e) {
                failed(batch.subList(i, batch.size()), e);
                return anyDeleted;
            }
        }
        return anyDeleted;
    }

    /** Applies the answer to each message of the batch. */
    private void settled(List<Delivery> batch, List<DeleteFailure> failures) {
        outage.recovered();
        Map<String, DeleteFailure> byHandle =
                failures.stream()
                        .collect(
                                Collectors.toMap(
                                        DeleteFailure::receiptHandle,
                                        Function.identity(),
                                        (first, second) -> first));
        List<Delivery> retry = new ArrayList<>();
        for (Delivery delivery : batch) {
            DeleteFailure failure = byHandle.get(delivery.handle());
            if (failure == null || lostByDeleting(delivery, failure)) {
                delivery.end(State.DELETED);
            } else if (failure.kind().retryable()) {
                failedDeletes.increment();
                retry.add(delivery);
            } else {
                failedDeletes.increment();
                LOG.debug("{} on {} was lost: {}", delivery, queueName, failure.code());
                delivery.end(State.LOST);
            }
        }
        if (retry.isEmpty()) {
            gathering.succeeded();
        } else {
            gathering.addAgain(retry);
        }
    }

    /** The answer to an earlier attempt was lost: it must have been that one that deleted it. */
    private static boolean lostByDeleting(Delivery delivery, DeleteFailure failure) {
        return delivery.isDeleteUnsure() && failure.kind() == Kind.MESSAGE_GONE;
    }

    private static List<String> handles(List<Delivery> batch) {
        return batch.stream().map(Delivery::handle).toList();
    }

    private synchronized boolean isBatchRefused() {
        return batchRefused;
    }

    private synchronized boolean refuseBatches() {
        boolean first = !batchRefused;
        batchRefused = true;
        return first;
    }
}
