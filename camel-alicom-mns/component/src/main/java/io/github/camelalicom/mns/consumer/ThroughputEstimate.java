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
import java.util.function.LongSupplier;

/**
 * How many messages it is wise to hold. A message that waits behind a slow route only ages, so the
 * consumer holds what gets finished in about two seconds, measured over the time in which there was
 * anything to finish.
 */
final class ThroughputEstimate {

    private static final double HOLD_SECONDS = 2;

    /** Old figures fade by half after this much busy time. */
    private static final long FADE = Duration.ofSeconds(5).toNanos();

    private final int workers;
    private final int firstBatch;
    private final int most;
    private final LongSupplier nanoTime;

    // guarded by this
    private int open;
    private long busySince;
    private double busyNanos;
    private double finished;

    /**
     * @param workers exchanges routed in parallel: never hold fewer
     * @param firstBatch what to hold until a pace is known
     * @param most never hold more
     */
    ThroughputEstimate(int workers, int firstBatch, int most, LongSupplier nanoTime) {
        this.workers = workers;
        this.firstBatch = firstBatch;
        this.most = most;
        this.nanoTime = nanoTime;
    }

    /** A message came. */
    synchronized void opened() {
        if (open++ == 0) {
            busySince = nanoTime.getAsLong();
        }
    }

    /** A message was finished by the route. */
    synchronized void closed() {
        count(1);
    }

    /** A message left that nobody worked on: it says nothing about the pace. */
    synchronized void dropped() {
        count(0);
    }

    private void count(int finishedNow) {
        long now = nanoTime.getAsLong();
        busyNanos += now - busySince;
        busySince = now;
        open--;
        finished += finishedNow;
        if (busyNanos > 2 * FADE) {
            busyNanos /= 2;
            finished /= 2;
        }
    }

    /** Messages waiting or at work. */
    synchronized int open() {
        return open;
    }

    /** The most messages to have waiting or at work at present. */
    synchronized int limit() {
        int wise = finished == 0 ? firstBatch : (int) Math.min(most, HOLD_SECONDS * perSecond());
        // a worker may be at work on a message that has ended: that leaves room for another
        return Math.max(workers, Math.min(most, wise));
    }

    private double perSecond() {
        double busy = busyNanos + (open > 0 ? nanoTime.getAsLong() - busySince : 0);
        return finished * Duration.ofSeconds(1).toNanos() / Math.max(1, busy);
    }
}
