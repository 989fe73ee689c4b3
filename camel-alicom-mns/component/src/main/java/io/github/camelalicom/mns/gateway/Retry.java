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
package io.github.camelalicom.mns.gateway;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.github.camelalicom.mns.gateway.MnsException.Kind;

/**
 * Retries a call after a temporary failure, up to {@value #MAX_ATTEMPTS} attempts in total, with
 * growing pauses in between. When a service throttles, every caller waits for the throttle delay,
 * not only the one whose call was refused. Thread-safe.
 */
public final class Retry implements AutoCloseable {

    private static final int MAX_ATTEMPTS = 4;
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final Duration firstPause;
    private final Duration firstThrottleDelay;
    private final CountDownLatch closed = new CountDownLatch(1);

    // guarded by this
    private long throttledUntil = System.nanoTime();

    public Retry() {
        this(Duration.ofMillis(250), Duration.ofMillis(500));
    }

    /**
     * @param firstPause after a failure; doubled after each further one
     * @param firstThrottleDelay likewise, when the service throttles
     */
    Retry(Duration firstPause, Duration firstThrottleDelay) {
        this.firstPause = firstPause;
        this.firstThrottleDelay = firstThrottleDelay;
    }

    /**
     * Makes the call, and retries it after a temporary failure.
     *
     * @throws MnsException the last failure; {@link Kind#CLOSED} when it was closed or interrupted
     *     while it waited
     */
    public <T> T call(Supplier<T> call) {
        for (int attempt = 1; ; attempt++) {
            awaitThrottleDelay();
            try {
                return call.get();
            } catch (MnsException e) {
                boolean throttled = e.kind() == Kind.THROTTLED;
                if (throttled) {
                    throttle(jittered(firstThrottleDelay, attempt));
                }
                if (attempt == MAX_ATTEMPTS || !e.kind().retryable()) {
                    throw e;
                }
                if (!throttled) {
                    pause(jittered(firstPause, attempt));
                }
            }
        }
    }

    private static long jittered(Duration first, int attempt) {
        return Backoff.nanos(first, LONGEST_PAUSE, attempt - 1, Backoff.upToHalf());
    }

    private synchronized void throttle(long nanos) {
        long until = System.nanoTime() + nanos;
        if (until - throttledUntil > 0) {
            throttledUntil = until;
        }
    }

    /** Waits once for each attempt, since other callers may prolong the delay repeatedly. */
    private void awaitThrottleDelay() {
        long left = throttleDelayLeft();
        if (left > 0) {
            pause(left);
        }
    }

    private synchronized long throttleDelayLeft() {
        return throttledUntil - System.nanoTime();
    }

    private void pause(long nanos) {
        try {
            if (!closed.await(nanos, TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new MnsException(
                Kind.CLOSED, null, "ALICOM-812 Given up before another attempt: it was stopped");
    }

    /** Ends the waits for another attempt; none begins after this. */
    @Override
    public void close() {
        closed.countDown();
    }
}
