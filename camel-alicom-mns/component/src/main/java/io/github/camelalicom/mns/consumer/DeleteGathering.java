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

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;

/**
 * Gathers finished messages into batches: one goes when it is full, when its oldest member has
 * lingered long enough or has used half of what was left of its lease, and at stop. Decides when;
 * {@link Deletes} knows how.
 */
final class DeleteGathering {

    private record Entry(Delivery delivery, long due) {}

    private final int batchSize;
    private final long lingerNanos;
    private final Alarm alarm;
    private final LongSupplier nanoTime;

    // guarded by this
    private final Deque<Entry> waiting = new ArrayDeque<>();
    private boolean flushing;
    private boolean pausing;
    private long pauseEnd;

    /**
     * @param wake called when a batch became due with time
     */
    DeleteGathering(
            ConsumerSettings settings,
            ScheduledExecutorService timer,
            Runnable wake,
            LongSupplier nanoTime) {
        // who may hold fewer than a batch must not wait for one
        this.batchSize = Math.min(settings.deleteBatchSize(), settings.maxInFlight());
        this.lingerNanos = settings.deleteLinger().toNanos();
        this.alarm = new Alarm(timer, wake, nanoTime);
        this.nanoTime = nanoTime;
    }

    synchronized void add(Delivery delivery) {
        long now = nanoTime.getAsLong();
        long linger = Math.min(lingerNanos, delivery.leaseLeft(now) / 2);
        waiting.addLast(new Entry(delivery, now + linger));
        plan(now);
    }

    /** After a failure: these go first, and nothing goes before the pause is over. */
    synchronized void addAgain(List<Delivery> batch, long pauseNanos) {
        long now = nanoTime.getAsLong();
        pausing = true;
        pauseEnd = now + pauseNanos;
        for (Delivery delivery : batch) {
            waiting.addFirst(new Entry(delivery, pauseEnd));
        }
        plan(now);
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
                        && !paused(now)
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

    private boolean paused(long now) {
        pausing = pausing && pauseEnd - now > 0;
        return pausing;
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

    /** Sees to it that somebody looks again when the next batch is due. */
    private void plan(long now) {
        if (!waiting.isEmpty()) {
            alarm.by(paused(now) ? pauseEnd : nextDue());
        }
    }
}
