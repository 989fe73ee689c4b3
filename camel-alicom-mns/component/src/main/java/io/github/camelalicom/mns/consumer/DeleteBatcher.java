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
import java.util.OptionalLong;
import java.util.function.LongSupplier;

import io.github.camelalicom.mns.gateway.SharedBackoff;

/**
 * Collects finished messages into batches. A batch is due when it is full, when its oldest message
 * has lingered for {@code deleteLinger} or for half of what was left of its lease, and at stop.
 * {@link DeleteSender} sends it.
 */
final class DeleteBatcher {

    private static final Duration MIN_PAUSE = Duration.ofMillis(100);
    private static final Duration MAX_PAUSE = Duration.ofSeconds(5);

    private record Entry(Delivery delivery, long due) {}

    private final int batchSize;
    private final long lingerNanos;
    private final SharedBackoff pause;
    private final LongSupplier nanoTime;

    // guarded by this
    private final Deque<Entry> waiting = new ArrayDeque<>();
    private long earliest;
    private boolean flushing;

    DeleteBatcher(ConsumerSettings settings, LongSupplier nanoTime) {
        // with fewer permits than two batches, receiving would wait for the linger of deletes
        this.batchSize =
                Math.max(1, Math.min(settings.deleteBatchSize(), settings.maxInFlight() / 2));
        this.lingerNanos = settings.deleteLinger().toNanos();
        this.pause = new SharedBackoff(MIN_PAUSE, MAX_PAUSE, nanoTime);
        this.nanoTime = nanoTime;
    }

    /** Returns whether a batch is due earlier than before: its sender has to be woken. */
    synchronized boolean add(Delivery delivery) {
        long now = nanoTime.getAsLong();
        long due = now + Math.min(lingerNanos, delivery.leaseLeft(now) / 2);
        boolean earlier = waiting.isEmpty() || due - earliest < 0;
        earliest = earlier ? due : earliest;
        waiting.addLast(new Entry(delivery, due));
        return earlier || flushing || waiting.size() == batchSize;
    }

    /**
     * Adds messages whose delete failed. They go first, after a pause in which no batch is due. The
     * pause is short enough for several more attempts in what is left of their leases.
     */
    synchronized void addAgain(List<Delivery> batch) {
        long now = nanoTime.getAsLong();
        long shortest = batch.stream().mapToLong(any -> any.leaseLeft(now)).min().orElse(0);
        pause.failed(Duration.ofNanos(Math.max(shortest / 4, MIN_PAUSE.toNanos())));
        batch.forEach(this::addFirst);
    }

    /** Adds a message that goes first and does not linger. */
    synchronized void addFirst(Delivery delivery) {
        long now = nanoTime.getAsLong();
        earliest = waiting.isEmpty() || now - earliest < 0 ? now : earliest;
        waiting.addFirst(new Entry(delivery, now));
    }

    /** The service answers. Returns whether that ended a pause: the sender has to be woken. */
    synchronized boolean succeeded() {
        boolean paused = pause.left() > 0;
        pause.succeeded();
        return paused;
    }

    synchronized boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Messages that linger or wait for another attempt. */
    synchronized int size() {
        return waiting.size();
    }

    /** Whether batches are due without lingering from now on. */
    synchronized void flushing(boolean value) {
        flushing = value;
    }

    /** When the next batch is due; empty when no message waits. */
    synchronized OptionalLong nextDue() {
        if (waiting.isEmpty()) {
            return OptionalLong.empty();
        }
        long now = nanoTime.getAsLong();
        long pausing = pause.left();
        if (pausing > 0) {
            return OptionalLong.of(now + pausing);
        }
        boolean full = flushing || waiting.size() >= batchSize;
        return OptionalLong.of(full ? now : earliest);
    }

    /** Takes a batch; empty when none is due. */
    synchronized List<Delivery> take() {
        List<Delivery> batch = new ArrayList<>(batchSize);
        OptionalLong due = nextDue();
        if (due.isPresent() && due.getAsLong() - nanoTime.getAsLong() <= 0) {
            while (batch.size() < batchSize && !waiting.isEmpty()) {
                batch.add(waiting.pollFirst().delivery());
            }
            findEarliest();
        }
        return batch;
    }

    /** Entries are few, and mostly in order. */
    private void findEarliest() {
        earliest = waiting.isEmpty() ? 0 : waiting.peekFirst().due();
        for (Entry entry : waiting) {
            if (entry.due() - earliest < 0) {
                earliest = entry.due();
            }
        }
    }
}
