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
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.camelalicom.mns.gateway.MnsException.Kind;
import io.github.camelalicom.mns.gateway.QueueSnapshot.TokenTimes;

/**
 * Holds the token of a queue: fetched once for all callers (single flight), refreshed in the
 * background before it expires, and replaced at once when it is refused. No call waits while the
 * present token is valid.
 *
 * <p>When a refresh fails, the present token is used until it expires, and the refresh is retried
 * with growing pauses. Without a valid token, calls during a pause fail with the last failure.
 */
final class TokenCache implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TokenCache.class);

    private final TokenFetch.Source source;
    private final Duration margin;
    private final Threads threads;
    private final LongSupplier nanoTime;
    private final TokenRetryPause retryPause;
    private final ReentrantLock lock = new ReentrantLock();

    // guarded by lock
    private MnsToken token;
    private boolean refused;
    private long fetchedAt;
    private CompletableFuture<MnsToken> flight;
    private Future<?> planned;
    private MnsException lastFailure;
    private boolean closed;

    /**
     * @param fetch of a token; blocks
     * @param margin how long before its end a token is replaced; at half of its life if that is
     *     shorter than two margins
     * @param maxErrorBackoff see {@link TokenRetryPause}
     * @param threads run the fetches; stay the caller's
     */
    TokenCache(
            Supplier<MnsToken> fetch,
            Duration margin,
            Duration maxErrorBackoff,
            Threads threads,
            LongSupplier nanoTime) {
        this(
                new TokenFetch.Source(
                        fetch,
                        RpcTransport.LONGEST_CALL,
                        TokenFetchLimiter.OF_JVM,
                        new AtomicInteger()),
                margin,
                maxErrorBackoff,
                threads,
                nanoTime,
                Backoff::upToHalf);
    }

    /**
     * @param jitter of the pauses after failures
     */
    TokenCache(
            TokenFetch.Source source,
            Duration margin,
            Duration maxErrorBackoff,
            Threads threads,
            LongSupplier nanoTime,
            DoubleSupplier jitter) {
        this.source = source;
        this.margin = margin;
        this.threads = threads;
        this.nanoTime = nanoTime;
        this.retryPause = new TokenRetryPause(maxErrorBackoff, jitter, nanoTime);
    }

    /** The present token if it is valid, else a fetched one. */
    CompletableFuture<MnsToken> current() {
        return otherThan(null);
    }

    /** A valid token other than the refused one; fetched unless another caller has done so. */
    CompletableFuture<MnsToken> renew(MnsToken refusedToken) {
        return otherThan(refusedToken);
    }

    private CompletableFuture<MnsToken> otherThan(MnsToken refusedToken) {
        TokenFetch fresh;
        CompletableFuture<MnsToken> answer;
        lock.lock();
        try {
            if (closed) {
                return CompletableFuture.failedFuture(
                        new MnsException(Kind.CLOSED, null, "ALICOM-807 The gateway is closed"));
            } else if (isValid() && token != refusedToken) {
                return CompletableFuture.completedFuture(token);
            }
            noteRefusal(refusedToken);
            if (flight != null) {
                return flight;
            } else if (retryPause.left() > 0) {
                return CompletableFuture.failedFuture(lastFailure);
            }
            fresh = newFlight();
            answer = flight;
        } finally {
            lock.unlock();
        }
        fresh.start();
        return answer;
    }

    /** After the first refusal of a token no pause of an earlier failure applies. */
    private void noteRefusal(MnsToken refusedToken) {
        if (refusedToken != null && refusedToken == token && !refused) {
            refused = true;
            retryPause.end();
        }
    }

    private boolean isValid() {
        return token != null && !token.expired(nanoTime.getAsLong());
    }

    /**
     * A fetch, to be started outside the lock. Its callers are answered after its result is stored.
     */
    private TokenFetch newFlight() {
        TokenFetch fresh = new TokenFetch(source, threads);
        flight =
                fresh.result()
                        .handle(
                                (newToken, failure) -> {
                                    completed(newToken, failure);
                                    if (failure != null) {
                                        throw asTokenFailure(failure);
                                    }
                                    return newToken;
                                });
        return fresh;
    }

    /** Age and remaining life of the present token, if there is one. */
    Optional<TokenTimes> times() {
        lock.lock();
        try {
            long now = nanoTime.getAsLong();
            return Optional.ofNullable(token)
                    .map(
                            present ->
                                    new TokenTimes(
                                            Duration.ofNanos(now - fetchedAt),
                                            Duration.ofNanos(present.expiresAt() - now)));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            token = null;
            if (planned != null) {
                planned.cancel(false);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ends the flight: stores its result, and plans the next fetch. */
    private void completed(MnsToken fresh, Throwable failure) {
        Duration left = null;
        lock.lock();
        try {
            flight = null;
            if (closed) {
                return;
            }
            if (fresh != null) {
                keep(fresh);
            } else {
                left = retryLater(failure);
            }
        } finally {
            lock.unlock();
        }
        if (left != null) {
            LOG.warn(
                    "ALICOM-210 Token refresh failed; the current token is used until it expires in"
                            + " {} s: {}",
                    left.toSeconds(),
                    failure.getMessage());
        }
    }

    private void keep(MnsToken fresh) {
        token = fresh;
        refused = false;
        fetchedAt = nanoTime.getAsLong();
        retryPause.succeeded();
        lastFailure = null;
        plan(untilRefresh(fresh));
    }

    /**
     * Begins a pause, and plans the next fetch after it if there is a token to replace.
     *
     * @return the remaining life of the present token; null if it cannot be used
     */
    private Duration retryLater(Throwable failure) {
        lastFailure = asTokenFailure(failure);
        boolean usable = isValid() && !refused;
        retryPause.failed(lastFailure.kind(), usable);
        if (isValid()) {
            // otherwise the next caller fetches one
            plan(retryPause.left());
        }
        return usable ? Duration.ofNanos(token.expiresAt() - nanoTime.getAsLong()) : null;
    }

    private static MnsException asTokenFailure(Throwable failure) {
        return failure instanceof MnsException known
                ? known
                : new MnsException(
                        Kind.TOKEN_UNAVAILABLE,
                        null,
                        "ALICOM-209 No token is available (" + failure.getClass().getName() + ")",
                        failure);
    }

    private long untilRefresh(MnsToken fresh) {
        long life = fresh.expiresAt() - nanoTime.getAsLong();
        return life > 2 * margin.toNanos() ? life - margin.toNanos() : life / 2;
    }

    private void plan(long nanos) {
        MnsToken present = token;
        if (planned != null) {
            planned.cancel(false);
        }
        planned = threads.after(Duration.ofNanos(nanos), () -> refresh(present));
    }

    private void refresh(MnsToken present) {
        TokenFetch fresh;
        lock.lock();
        try {
            if (closed || token != present || flight != null) {
                return;
            }
            fresh = newFlight();
        } finally {
            lock.unlock();
        }
        fresh.start();
    }
}
