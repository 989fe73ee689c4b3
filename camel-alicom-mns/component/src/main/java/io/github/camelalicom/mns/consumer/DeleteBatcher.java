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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;

import io.github.camelalicom.mns.gateway.Backoff;

/**
 * Gathers finished messages into batches: one goes when it is full, when its oldest member has
 * lingered long enough or has used half of what was left of its lease, and at stop. Decides when;
 * {@link DeleteSender} knows how.
 */
final class DeleteBatcher {

    private static final Duration FIRST_RETRY = Duration.ofMillis(100);
    private static final Duration LAST_RETRY = Duration.ofSeconds(5);

    private record Entry(Delivery delivery, long due) {}

    private final int batchSize;
    private final long lingerNanos;
    private final Alarm alarm;
    private final Backoff pause;
    private final LongSupplier nanoTime;

    // guarded by this
    private final Deque<Entry> waiting = new ArrayDeque<>();
    private boolean flushing;

    /**
     * @param wake called when a batch became due with time
     */
    DeleteBatcher(
            ConsumerSettings settings,
            ScheduledExecutorService timer,
            Runnable wake,
            LongSupplier nanoTime) {
        // with fewer permits than two batches, receiving would wait for the linger of deletes
        this.batchSize =
                Math.max(1, Math.min(settings.deleteBatchSize(), settings.maxInFlight() / 2));
        this.lingerNanos = settings.deleteLinger().toNanos();
        this.alarm = new Alarm(timer, wake, nanoTime);
        this.pause = Backoff.shared(FIRST_RETRY, LAST_RETRY, nanoTime);
        this.nanoTime = nanoTime;
    }

    synchronized void add(Delivery delivery) {
        long now = nanoTime.getAsLong();
        long linger = Math.min(lingerNanos, delivery.leaseLeft(now) / 2);
        waiting.addLast(new Entry(delivery, now + linger));
        plan(now);
    }

    /**
     * After a failure: these go first, and nothing goes before a pause is over. It is so short that
     * they have several more attempts in what is left of their leases.
     */
    synchronized void addAgain(List<Delivery> batch) {
        long now = nanoTime.getAsLong();
        long shortest = batch.stream().mapToLong(any -> any.leaseLeft(now)).min().orElse(0);
        pause.failed(Duration.ofNanos(Math.max(shortest / 4, FIRST_RETRY.toNanos())));
        for (Delivery delivery : batch) {
            waiting.addFirst(new Entry(delivery, now));
        }
        plan(now);
    }

    /** This one goes first, and need not wait: only its handle was replaced. */
    synchronized void addFirst(Delivery delivery) {
        long now = nanoTime.getAsLong();
        waiting.addFirst(new Entry(delivery, now));
        plan(now);
    }

    /** The service answers: no more pause. */
    void succeeded() {
        pause.succeeded();
    }

    synchronized boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** How many linger, or wait for another attempt. */
    synchronized int size() {
        return waiting.size();
    }

    /** Whether deletes go at once from now on, or linger for others. */
    synchronized void flushing(boolean value) {
        flushing = value;
    }

    /** Whether a batch may go now. */
    synchronized boolean ready() {
        long now = nanoTime.getAsLong();
        boolean ready =
                !waiting.isEmpty()
                        && pause.left() == 0
                        && (flushing || waiting.size() >= batchSize || nextDue() - now <= 0);
        if (!ready) {
            plan(now);
        }
        return ready;
    }

    /** A batch, or nothing if none is ready. */
    synchronized List<Delivery> take() {
        List<Delivery> batch = new ArrayList<>(batchSize);
        if (ready()) {
            while (batch.size() < batchSize && !waiting.isEmpty()) {
                batch.add(waiting.pollFirst().delivery());
            }
        }
        return batch;
    }

    /** The earliest instant at which something is due; entries are few, and mostly in order. */
    private long nextDue() {
        long earliest = waiting.peekFirst().due();
        for (Entry entry : waiting) {
            if (entry.due() - earliest < 0) {
                earliest = entry.due();
            }
        }
        return earliest;
    }

    /** Sets the alarm for the time at which the next batch is due. */
    private void plan(long now) {
        if (!waiting.isEmpty()) {
            long pausing = pause.left();
            alarm.by(pausing > 0 ? now + pausing : nextDue());
        }
    }
}
