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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.camelalicom.mns.gateway.MnsException.Kind;

/**
 * Keeps one token alive: fetched once, replaced ahead of its end in the background, and at once
 * when it was refused. However many ask, one fetch is under way (single flight), on the timer's
 * thread, so that no receiver waits for a token that is still good.
 *
 * <p>When a refresh fails the present token is used to its end, and the refresh is tried again with
 * growing pauses.
 */
final class TokenCache implements TokenProvider {

    private static final Logger LOG = LoggerFactory.getLogger(TokenCache.class);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final Duration LAST_RETRY = Duration.ofSeconds(30);

    private final Supplier<MnsToken> source;
    private final Duration margin;
    private final ScheduledExecutorService timer;
    private final LongSupplier nanoTime;
    private final ReentrantLock lock = new ReentrantLock();

    // guarded by lock
    private MnsToken token;
    private long fetchedAt;
    private FutureTask<MnsToken> fetch;
    private ScheduledFuture<?> planned;
    private int failures;
    private boolean closed;

    /**
     * @param source fetches a token, and blocks while it does
     * @param margin how long before its end a token is replaced; of a shorter life, half
     * @param timer runs the fetches; not closed here
     */
    TokenCache(
            Supplier<MnsToken> source,
            Duration margin,
            ScheduledExecutorService timer,
            LongSupplier nanoTime) {
        this.source = source;
        this.margin = margin;
        this.timer = timer;
        this.nanoTime = nanoTime;
    }

    @Override
    public MnsToken current() {
        FutureTask<MnsToken> pending;
        lock.lock();
        try {
            if (token != null && !token.expired(nanoTime.getAsLong())) {
                return token;
            }
            pending = fetchOnce();
        } finally {
            lock.unlock();
        }
        return await(pending);
    }

    @Override
    public MnsToken renew(MnsToken refused) {
        FutureTask<MnsToken> pending;
        lock.lock();
        try {
            if (token != null && token != refused) {
                return token;
            }
            pending = fetchOnce();
        } finally {
            lock.unlock();
        }
        return await(pending);
    }

    @Override
    public Optional<TokenTimes> times() {
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

    /** Joins the fetch under way, or starts one. */
    private FutureTask<MnsToken> fetchOnce() {
        if (closed) {
            throw new MnsException(Kind.CLOSED, null, "The gateway is closed");
        }
        if (fetch == null) {
            fetch = new FutureTask<>(this::fetch);
            try {
                timer.execute(fetch);
            } catch (RejectedExecutionException e) {
                fetch = null;
                throw new MnsException(Kind.CLOSED, null, "The gateway is closing", e);
            }
        }
        return fetch;
    }

    private MnsToken fetch() {
        try {
            MnsToken fresh = source.get();
            settle(fresh);
            return fresh;
        } catch (RuntimeException | Error e) {
            settle(null);
            throw e;
        }
    }

    /** Ends the flight; plans the next one. */
    private void settle(MnsToken fresh) {
        lock.lock();
        try {
            fetch = null;
            if (closed) {
                return;
            }
            if (fresh != null) {
                token = fresh;
                fetchedAt = nanoTime.getAsLong();
                failures = 0;
                plan(untilRefresh(fresh));
            } else if (token != null && !token.expired(nanoTime.getAsLong())) {
                failures++;
                plan(retryPause());
            }
        } finally {
            lock.unlock();
        }
    }

    private long untilRefresh(MnsToken fresh) {
        long life = fresh.expiresAt() - nanoTime.getAsLong();
        return life > 2 * margin.toNanos() ? life - margin.toNanos() : life / 2;
    }

    private long retryPause() {
        long doubled = FIRST_RETRY.toNanos() << Math.min(failures - 1, 6);
        return Math.min(doubled, LAST_RETRY.toNanos());
    }

    private void plan(long nanos) {
        MnsToken present = token;
        if (planned != null) {
            planned.cancel(false);
        }
        try {
            planned = timer.schedule(() -> refresh(present), nanos, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            // the timer is closed: no more refreshes
        }
    }

    /** In the background; once there is no valid token, those who need one ask by themselves. */
    private void refresh(MnsToken present) {
        FutureTask<MnsToken> mine;
        lock.lock();
        try {
            if (closed || token != present || fetch != null) {
                return;
            }
            fetch = new FutureTask<>(this::fetch);
            mine = fetch;
        } finally {
            lock.unlock();
        }
        mine.run();
        report(mine);
    }

    private void report(FutureTask<MnsToken> done) {
        try {
            done.get();
        } catch (ExecutionException e) {
            LOG.warn(
                    "The token could not be refreshed, the present one serves to its end: {}",
                    e.getCause().getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static MnsToken await(FutureTask<MnsToken> pending) {
        try {
            return pending.get(RpcClient.LONGEST_CALL.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof MnsException known
                    ? known
                    : new MnsException(
                            Kind.TOKEN_UNAVAILABLE,
                            null,
                            "The token could not be had",
                            e.getCause());
        } catch (TimeoutException e) {
            throw new MnsException(
                    Kind.TOKEN_UNAVAILABLE, null, "The token service did not answer in time", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MnsException(Kind.CLOSED, null, "Interrupted while waiting for a token");
        }
    }
}
