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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.github.camelalicom.mns.gateway.MnsException.Kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

/** Fetches that hang are given up, and do not keep others from theirs. */
class TokenFetchTest {

    private static final MnsToken TOKEN = new MnsToken("a", "b", "c", Long.MAX_VALUE);
    private static final Duration LIMIT = Duration.ofMillis(200);

    private final ExecutorService io = Executors.newSingleThreadExecutor();
    private final ExecutorService pool = Executors.newCachedThreadPool();
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
    private final Threads threads = new Threads(io, pool, timer);
    private final TokenFetchLimiter places = new TokenFetchLimiter(8, 4);
    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void endThreads() {
        release.countDown();
        io.shutdownNow();
        pool.shutdownNow();
        timer.shutdownNow();
    }

    @Test
    void aFetchThatHangsIsInterruptedAndConsumptionResumes() {
        AtomicInteger attempts = new AtomicInteger();
        AtomicBoolean interrupted = new AtomicBoolean();
        TokenCache tokens =
                cache(
                        () -> {
                            if (attempts.incrementAndGet() == 1) {
                                hang(interrupted);
                            }
                            return new MnsToken(
                                    "a", "b", "c", System.nanoTime() + 3_600_000_000_000L);
                        });

        MnsException e = failure(tokens.current());

        assertThat(e.kind()).isEqualTo(Kind.TOKEN_UNAVAILABLE);
        assertThat(e).hasMessageContaining("did not answer in 200 ms");
        await().untilTrue(interrupted);
        await().ignoreExceptions().until(() -> BlockingCall.await(tokens.current()) != null);
        await().until(() -> places.hung().get() == 0);
    }

    /** A pool's thread goes on to other work. */
    @Test
    void theInterruptDoesNotOutliveTheFetch() {
        AtomicBoolean interrupted = new AtomicBoolean();
        AtomicReference<Thread> thread = new AtomicReference<>();
        TokenFetch fetch =
                fetch(
                        () -> {
                            thread.set(Thread.currentThread());
                            hang(interrupted);
                            Thread.currentThread().interrupt();
                            return TOKEN;
                        });
        fetch.start();
        failure(fetch.result());
        await().until(() -> places.hung().get() == 0);

        AtomicReference<Boolean> flag = new AtomicReference<>();
        pool.execute(() -> flag.set(Thread.currentThread().isInterrupted()));

        await().until(() -> flag.get() != null);
        assertThat(flag.get()).isFalse();
    }

    @Test
    void twoHundredAtOnceNeedAFewThreads() {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch begun = new CountDownLatch(8);
        List<CompletableFuture<MnsToken>> tokens = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            tokens.add(
                    cache(
                                    () -> {
                                        most.accumulateAndGet(now.incrementAndGet(), Math::max);
                                        begun.countDown();
                                        awaitQuietly(begun);
                                        now.decrementAndGet();
                                        return TOKEN;
                                    },
                                    Duration.ofMinutes(1))
                            .current());
        }

        tokens.forEach(BlockingCall::await);

        assertThat(most).hasValue(8);
    }

    @Test
    void thoseThatHangMakeRoomForOthersLongBeforeTheirLimit() {
        List<CompletableFuture<MnsToken>> hanging = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            TokenFetch fetch = fetch(this::hangForGood, Duration.ofMinutes(1));
            fetch.start();
            hanging.add(fetch.result());
        }
        TokenFetch healthy = fetch(() -> TOKEN, Duration.ofMinutes(1));
        healthy.start();

        assertThat(BlockingCall.await(healthy.result())).isSameAs(TOKEN);
        assertThat(hanging).noneMatch(CompletableFuture::isDone);
    }

    @Test
    void aQueueWithHungAttemptsMakesNoMorePastTheCapAndOthersDo() {
        AtomicInteger attempts = new AtomicInteger();
        TokenFetch.Source hung =
                new TokenFetch.Source(
                        () -> {
                            attempts.incrementAndGet();
                            return hangForGood();
                        },
                        LIMIT,
                        places,
                        new AtomicInteger());
        for (int i = 0; i < 4; i++) {
            TokenFetch fetch = new TokenFetch(hung, threads);
            fetch.start();
            failure(fetch.result());
        }

        TokenFetch another = new TokenFetch(hung, threads);
        another.start();
        assertThat(failure(another.result())).hasMessageContaining("4 earlier attempts hang");
        assertThat(attempts).hasValue(4);
        TokenFetch healthy = fetch(() -> TOKEN);
        healthy.start();
        assertThat(BlockingCall.await(healthy.result())).isSameAs(TOKEN);
    }

    private TokenCache cache(Supplier<MnsToken> fetch) {
        return cache(fetch, LIMIT);
    }

    private TokenCache cache(Supplier<MnsToken> fetch, Duration limit) {
        return new TokenCache(
                new TokenFetch.Source(fetch, limit, places, new AtomicInteger()),
                Duration.ofMinutes(2),
                Duration.ofMinutes(1),
                threads,
                System::nanoTime,
                () -> 0);
    }

    private TokenFetch fetch(Supplier<MnsToken> fetch) {
        return fetch(fetch, LIMIT);
    }

    private TokenFetch fetch(Supplier<MnsToken> fetch, Duration limit) {
        return new TokenFetch(
                new TokenFetch.Source(fetch, limit, places, new AtomicInteger()), threads);
    }

    private void hang(AtomicBoolean interrupted) {
        try {
            release.await();
        } catch (InterruptedException e) {
            interrupted.set(true);
        }
    }

    /** No interrupt helps. */
    private MnsToken hangForGood() {
        boolean released = false;
        while (!released) {
            try {
                release.await();
                released = true;
            } catch (InterruptedException e) {
                // goes on
            }
        }
        return TOKEN;
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static MnsException failure(CompletableFuture<MnsToken> token) {
        return catchThrowableOfType(MnsException.class, () -> BlockingCall.await(token));
    }
}
