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
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.github.camelalicom.mns.gateway.MnsException.Kind;

/**
 * Makes a call again that failed for a passing reason, {@value #MOST} times in all, with growing
 * pauses in between. When a service throttles, every caller keeps quiet for the pause, not only the
 * one that was told. Safe for use by many threads.
 */
public final class Retry implements AutoCloseable {

    private static final int MOST = 4;

    private final Duration firstPause;
    private final Duration firstSilence;
    private final CountDownLatch closed = new CountDownLatch(1);

    // guarded by this
    private long quietUntil = System.nanoTime();

    public Retry() {
        this(Duration.ofMillis(250), Duration.ofMillis(500));
    }

    /**
     * @param firstPause after a failure; doubled after each further one
     * @param firstSilence likewise, when the service throttles
     */
    Retry(Duration firstPause, Duration firstSilence) {
        this.firstPause = firstPause;
        this.firstSilence = firstSilence;
    }

    /**
     * Calls, and calls again where it may help.
     *
     * @throws MnsException the last failure; {@link Kind#CLOSED} when it was closed or interrupted
     *     while it waited
     */
    public <T> T call(Supplier<T> call) {
        for (int attempt = 1; ; attempt++) {
            keepQuiet();
            try {
                return call.get();
            } catch (MnsException e) {
                boolean throttled = e.kind() == Kind.THROTTLED;
                if (throttled) {
                    beQuiet(jittered(firstSilence, attempt));
                }
                if (attempt == MOST || !e.kind().retryable()) {
                    throw e;
                }
                if (!throttled) {
                    pause(jittered(firstPause, attempt));
                }
            }
        }
    }

    private static long jittered(Duration first, int attempt) {
        long longest = first.toNanos() << attempt - 1;
        return ThreadLocalRandom.current().nextLong(longest / 2, longest);
    }

    private synchronized void beQuiet(long nanos) {
        long until = System.nanoTime() + nanos;
        if (until - quietUntil > 0) {
            quietUntil = until;
        }
    }

    /** Once for each attempt: others may prolong the silence again and again. */
    private void keepQuiet() {
        long left = quietLeft();
        if (left > 0) {
            pause(left);
        }
    }

    private synchronized long quietLeft() {
        return quietUntil - System.nanoTime();
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
                Kind.CLOSED, null, "Given up before another attempt: it was stopped");
    }

    /** Ends the waits for another attempt; none begins after this. */
    @Override
    public void close() {
        closed.countDown();
    }
}
