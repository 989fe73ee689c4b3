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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import io.github.camelalicom.mns.gateway.MnsException.Kind;

/**
 * One attempt to fetch a token, on a thread that it may block. After its time limit it is
 * abandoned: its thread is interrupted once, and counts as hung until it ends.
 */
final class TokenFetch {

    /** After this time a fetch leaves its place to the next one. */
    private static final Duration SLOW = Duration.ofSeconds(2);

    private final Source source;
    private final Threads threads;
    private final CompletableFuture<MnsToken> result = new CompletableFuture<>();
    private final AtomicBoolean placeLeft = new AtomicBoolean();

    // guarded by this
    private Thread thread;
    private boolean givenUp;
    private boolean ended;

    /**
     * Where tokens come from.
     *
     * @param fetch blocks
     * @param limit of an attempt
     * @param places shared with other queues
     * @param hung how many attempts of this queue hang
     */
    record Source(
            Supplier<MnsToken> fetch,
            Duration limit,
            TokenFetchLimiter places,
            AtomicInteger hung) {}

    TokenFetch(Source source, Threads threads) {
        this.source = source;
        this.threads = threads;
    }

    /** Completes on {@link Threads#io()}. */
    CompletableFuture<MnsToken> result() {
        return result;
    }

    void start() {
        if (source.hung().get() > 0 && source.places().tooManyHang()) {
            finish(null, tooManyHang());
        } else {
            source.places().enter(this::begin);
        }
    }

    private void begin() {
        try {
            Future<?> slow = after(SLOW, this::leavePlace);
            Future<?> limit = after(source.limit(), this::giveUp);
            result.whenComplete(
                    (token, failure) -> {
                        slow.cancel(false);
                        limit.cancel(false);
                    });
            threads.workers().execute(this::run);
        } catch (RejectedExecutionException e) {
            leavePlace();
            finish(null, new MnsException(Kind.CLOSED, null, "ALICOM-808 The gateway is closing"));
        } catch (Error e) {
            leavePlace();
            finish(null, e);
        }
    }

    private Future<?> after(Duration time, Runnable action) {
        return threads.timer().schedule(action, time.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void run() {
        if (!begun()) {
            return;
        }
        MnsToken token = null;
        Throwable failure = null;
        try {
            token = source.fetch().get();
        } catch (Exception | Error e) {
            failure = e;
        }
        ended();
        leavePlace();
        finish(token, failure);
    }

    /** False if it was given up before it had a thread. */
    private synchronized boolean begun() {
        if (!givenUp) {
            thread = Thread.currentThread();
        }
        return !givenUp;
    }

    /** Clears an interrupt of the fetch, so that it does not reach the next task of the thread. */
    private void ended() {
        boolean hung;
        synchronized (this) {
            thread = null;
            ended = true;
            hung = givenUp;
            if (hung) {
                Thread.interrupted();
            }
        }
        if (hung) {
            source.hung().decrementAndGet();
            source.places().hung().decrementAndGet();
        }
    }

    private void giveUp() {
        if (!markGivenUp()) {
            return;
        }
        leavePlace();
        finish(null, tookTooLong());
        // after the failure: what an interrupted fetch returns does not count
        synchronized (this) {
            if (thread != null) {
                thread.interrupt();
            }
        }
    }

    /** False if the fetch has ended already. */
    private synchronized boolean markGivenUp() {
        if (ended) {
            return false;
        }
        givenUp = true;
        if (thread != null) {
            source.hung().incrementAndGet();
            source.places().hung().incrementAndGet();
        }
        return true;
    }

    private MnsException tookTooLong() {
        return new MnsException(
                Kind.TOKEN_UNAVAILABLE,
                null,
                "ALICOM-206 The token service or the credentials provider did not answer in "
                        + source.limit().toMillis()
                        + " ms");
    }

    private void leavePlace() {
        if (placeLeft.compareAndSet(false, true)) {
            source.places().leave();
        }
    }

    private void finish(MnsToken token, Throwable failure) {
        Threads.run(
                threads.io(),
                () -> {
                    if (failure == null) {
                        result.complete(token);
                    } else {
                        result.completeExceptionally(failure);
                    }
                });
    }

    private MnsException tooManyHang() {
        return new MnsException(
                Kind.TOKEN_UNAVAILABLE,
                null,
                "ALICOM-207 No token is fetched: "
                        + source.places().hung()
                        + " earlier attempts hang, of this queue too; check the credentials"
                        + " provider and the network");
    }
}
