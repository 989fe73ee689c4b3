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
 * Limits how many messages wait for a worker or occupy one. A message that waits behind a slow
 * route only ages, so the consumer holds as many as the workers finish in about two seconds,
 * measured over the time in which there were any.
 */
final class ThroughputEstimate {

    private static final double HOLD_SECONDS = 2;

    /** The weight of earlier figures is halved after this much busy time. */
    private static final long FADE = Duration.ofSeconds(5).toNanos();

    private final int min;
    private final int firstBatch;
    private final int max;
    private final LongSupplier nanoTime;

    // guarded by this
    private int open;
    private long busySince;
    private double busyNanos;
    private double finished;

    /**
     * @param min messages of the exchanges routed in parallel
     * @param firstBatch the limit until the throughput is known
     */
    ThroughputEstimate(int min, int firstBatch, int max, LongSupplier nanoTime) {
        this.min = min;
        this.firstBatch = firstBatch;
        this.max = max;
        this.nanoTime = nanoTime;
    }

    /** So many messages were received. */
    synchronized void opened(int messages) {
        if (open == 0) {
            busySince = nanoTime.getAsLong();
        }
        open += messages;
    }

    /** Workers have finished so many messages. */
    synchronized void closed(int messages) {
        finished += messages;
        end(messages);
    }

    /** So many messages ended without having been processed: the throughput does not change. */
    synchronized void dropped(int messages) {
        end(messages);
    }

    private void end(int messages) {
        long now = nanoTime.getAsLong();
        busyNanos += now - busySince;
        busySince = now;
        open -= messages;
        if (busyNanos > 2 * FADE) {
            busyNanos /= 2;
            finished /= 2;
        }
    }

    /** Messages that wait for a worker or occupy one. */
    synchronized int open() {
        return open;
    }

    /** The current maximum of {@link #open()}. */
    synchronized int limit() {
        int estimate = finished == 0 ? firstBatch : (int) Math.min(max, HOLD_SECONDS * perSecond());
        // a worker may still process a message that has ended: that leaves room for another
        return Math.max(min, Math.min(max, estimate));
    }

    private double perSecond() {
        double busy = busyNanos + (open > 0 ? nanoTime.getAsLong() - busySince : 0);
        return finished * Duration.ofSeconds(1).toNanos() / Math.max(1, busy);
    }
}
