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
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.github.camelalicom.mns.SteppedTimer;
import io.github.camelalicom.mns.gateway.MnsException.Kind;
import io.github.camelalicom.mns.gateway.QueueSnapshot.TokenTimes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class TokenCacheTest {

    private static final Duration LIFE = Duration.ofHours(1);
    private static final Duration MARGIN = Duration.ofMinutes(2);
    private static final Duration MAX_ERROR_BACKOFF = Duration.ofMinutes(1);

    private final SteppedTimer time = new SteppedTimer();
    private final AtomicInteger fetches = new AtomicInteger();
    private final ExecutorService callers = Executors.newCachedThreadPool();
    private final ScheduledExecutorService realTimer = Executors.newScheduledThreadPool(2);
    private final Threads real = new Threads(callers, callers, realTimer);
    private LongSupplier clock = System::nanoTime;
    private boolean down;

    @AfterEach
    void endThreads() {
        callers.shutdownNow();
        realTimer.shutdownNow();
    }

    @Test
    void fetchesOnceForAllWhoAskAtTheSameTime() throws Exception {
        // given
        CountDownLatch asked = new CountDownLatch(1);
        TokenCache tokens =
                new TokenCache(
                        () -> {
                            awaitQuietly(asked);
                            return token(LIFE);
                        },
                        MARGIN,
                        MAX_ERROR_BACKOFF,
                        real,
                        System::nanoTime);
        // when
        List<Future<MnsToken>> answers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            answers.add(callers.submit(() -> now(tokens.current())));
        }
        asked.countDown();
        // then
        for (Future<MnsToken> answer : answers) {
            assertThat(answer.get(60, TimeUnit.SECONDS).accessKeyId()).isEqualTo("STS.1");
        }
        assertThat(fetches).hasValue(1);
    }

    @Test
    void fetchesAgainOnceForAllWhoseTokenWasRefused() throws Exception {
        TokenCache tokens =
                new TokenCache(
                        () -> token(LIFE), MARGIN, MAX_ERROR_BACKOFF, real, System::nanoTime);
        MnsToken refused = now(tokens.current());

        List<Future<MnsToken>> answers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            answers.add(callers.submit(() -> now(tokens.renew(refused))));
        }

        for (Future<MnsToken> answer : answers) {
            assertThat(answer.get(60, TimeUnit.SECONDS).accessKeyId()).isEqualTo("STS.2");
        }
        assertThat(fetches).hasValue(2);
    }

    @Test
    void replacesATokenAheadOfItsEndWithoutBeingAsked() {
        TokenCache tokens = primed(LIFE);

        time.advance(LIFE.minus(MARGIN).minusSeconds(1));
        assertThat(fetches).hasValue(1);
        time.advance(Duration.ofSeconds(1));

        assertThat(fetches).hasValue(2);
        assertThat(now(tokens.current()).accessKeyId()).isEqualTo("STS.2");
    }

    @Test
    void tellsHowOldTheTokenIsAndWhatIsLeft() {
        TokenCache tokens = primed(LIFE);

        time.advance(Duration.ofMinutes(5));
        assertThat(tokens.times())
                .contains(new TokenTimes(Duration.ofMinutes(5), LIFE.minusMinutes(5)));

        time.advance(LIFE.minus(MARGIN).minusMinutes(5));
        assertThat(tokens.times()).contains(new TokenTimes(Duration.ZERO, LIFE));

        tokens.close();
        assertThat(tokens.times()).isEmpty();
    }

    @Test
    void replacesAShortLivedTokenAtHalfOfItsLife() {
        primed(Duration.ofSeconds(60));

        time.advance(Duration.ofSeconds(30));

        assertThat(fetches).hasValue(2);
    }

    @Test
    void usesThePresentTokenToItsEndWhileTheServiceIsDown() {
        TokenCache tokens = primed(LIFE);
        down = true;

        time.advance(LIFE.minusSeconds(1));

        assertThat(fetches.get()).isGreaterThan(3);
        assertThat(now(tokens.current()).accessKeyId()).isEqualTo("STS.1");
    }

    /** Its time is not over, but no request is accepted with it. */
    @Test
    void aRefusedTokenIsReplacedSecondsAfterAnOutageOfTheService() {
        TokenCache tokens = primed(LIFE);
        MnsToken refused = now(tokens.current());
        down = true;
        tokens.renew(refused);
        time.advance(Duration.ofMinutes(5));
        int before = fetches.get();

        time.advance(Duration.ofMinutes(1));
        assertThat(fetches.get() - before).isBetween(29, 31);
        down = false;
        time.advance(Duration.ofSeconds(2));

        assertThat(now(tokens.current())).isNotSameAs(refused);
    }

    @Test
    void aRefusalIsFollowedByAFetchAtOnceWhateverFailedBefore() {
        TokenCache tokens = primed(LIFE);
        MnsToken refused = now(tokens.current());
        down = true;
        time.advance(LIFE.minusSeconds(50));
        int before = fetches.get();
        down = false;

        tokens.renew(refused);
        time.advance(Duration.ZERO);

        assertThat(fetches.get() - before).isEqualTo(1);
        assertThat(now(tokens.current())).isNotSameAs(refused);
    }

    @Test
    void recoversByItselfWhenTheServiceIsBack() {
        TokenCache tokens = primed(LIFE);
        down = true;
        time.advance(LIFE.minusSeconds(40));
        down = false;

        time.advance(Duration.ofSeconds(35));

        assertThat(now(tokens.current()).accessKeyId()).isNotEqualTo("STS.1");
    }

    @Test
    void jitterShortensThePausesAfterFailures() {
        primed(LIFE, () -> 0.25);
        down = true;
        time.advance(LIFE.minus(MARGIN));
        assertThat(fetches).hasValue(2);

        time.advance(Duration.ofMillis(749));
        assertThat(fetches).hasValue(2);
        time.advance(Duration.ofMillis(1));
        assertThat(fetches).hasValue(3);
        time.advance(Duration.ofMillis(1_499));
        assertThat(fetches).hasValue(3);
        time.advance(Duration.ofMillis(1));
        assertThat(fetches).hasValue(4);
    }

    @Test
    void cachesThatLoseTheServiceTogetherDoNotFetchTogether() {
        List<Long> ofOne = new ArrayList<>();
        List<Long> ofOther = new ArrayList<>();
        clock = time::nanoTime;
        Threads stepped = new Threads(time, time, time);
        for (List<Long> attempts : List.of(ofOne, ofOther)) {
            prime(
                    new TokenCache(
                            () -> {
                                attempts.add(time.nanoTime());
                                return token(LIFE);
                            },
                            MARGIN,
                            MAX_ERROR_BACKOFF,
                            stepped,
                            clock));
        }
        down = true;

        time.advance(LIFE.minusSeconds(30));

        // the first fetch and the first refresh
        ofOne.subList(0, 2).clear();
        ofOther.subList(0, 2).clear();
        assertThat(ofOne).hasSizeGreaterThan(3).doesNotContainAnyElementsOf(ofOther);
    }

    @Test
    void anExpiredTokenIsFetchedOnlyForThoseWhoAsk() throws Exception {
        TokenCache tokens = primed(LIFE);
        down = true;
        time.advance(LIFE.plusMinutes(1));
        int before = fetches.get();

        for (int minute = 0; minute < 10; minute++) {
            Future<?> asking = callers.submit(() -> now(tokens.current()));
            while (!asking.isDone()) {
                time.advance(Duration.ZERO);
                Thread.onSpinWait();
            }
            time.advance(Duration.ofMinutes(1));
        }

        // the first may still be in the pause after the last refresh
        assertThat(fetches.get() - before).isBetween(9, 10);
    }

    @Test
    void anErrorInOneFetchDoesNotEndTheOthers() {
        AtomicInteger attempts = new AtomicInteger();
        TokenCache tokens =
                new TokenCache(
                        () -> {
                            if (attempts.incrementAndGet() == 1) {
                                throw new NoClassDefFoundError("on purpose");
                            }
                            return token(LIFE);
                        },
                        MARGIN,
                        MAX_ERROR_BACKOFF,
                        real,
                        System::nanoTime);
        assertThatThrownBy(() -> now(tokens.current())).isInstanceOf(MnsException.class);

        await().until(() -> !tokens.current().isCompletedExceptionally());
        assertThat(now(tokens.current()).accessKeyId()).isEqualTo("STS.1");
    }

    @Test
    void asksNoMoreOnceClosed() {
        TokenCache tokens = primed(LIFE);

        tokens.close();
        time.advance(LIFE.multipliedBy(3));

        assertThat(fetches).hasValue(1);
        assertThatThrownBy(() -> now(tokens.current()))
                .isInstanceOfSatisfying(
                        MnsException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CLOSED));
    }

    /** As all else that does not pass by itself: the user says how long the pauses are. */
    @Test
    void asksAgainWithinTheMaximumBackoffAfterAWrongKey() {
        AtomicInteger attempts = new AtomicInteger();
        TokenCache tokens =
                new TokenCache(
                        () -> {
                            attempts.incrementAndGet();
                            throw new MnsException(Kind.DENIED, "c", "no right");
                        },
                        MARGIN,
                        Duration.ofMillis(200),
                        new Threads(time, time, time),
                        time::nanoTime);
        for (int i = 0; i < 10; i++) {
            CompletableFuture<MnsToken> refused = tokens.current();
            time.advance(Duration.ofMillis(201));
            assertThat(refused).isCompletedExceptionally();
        }

        assertThat(attempts).hasValue(10);
    }

    @Test
    void tellsWhyThereIsNoToken() {
        TokenCache tokens =
                new TokenCache(
                        () -> {
                            throw new MnsException(Kind.DENIED, "c", "no right");
                        },
                        MARGIN,
                        MAX_ERROR_BACKOFF,
                        real,
                        System::nanoTime);

        assertThatThrownBy(() -> now(tokens.current()))
                .isInstanceOf(MnsException.class)
                .hasMessage("no right");
    }

    /** A cache on the stepped clock that holds its first token. */
    private TokenCache primed(Duration life) {
        return primed(life, () -> 0);
    }

    private TokenCache primed(Duration life, DoubleSupplier jitter) {
        clock = time::nanoTime;
        TokenCache tokens =
                new TokenCache(
                        new TokenFetch.Source(
                                () -> token(life),
                                RpcTransport.LONGEST_CALL,
                                TokenFetchLimiter.OF_JVM,
                                new AtomicInteger()),
                        MARGIN,
                        MAX_ERROR_BACKOFF,
                        new Threads(time, time, time),
                        clock,
                        jitter);
        prime(tokens);
        return tokens;
    }

    private void prime(TokenCache tokens) {
        Future<MnsToken> first = callers.submit(() -> now(tokens.current()));
        while (!first.isDone()) {
            time.advance(Duration.ZERO);
            Thread.onSpinWait();
        }
    }

    private static MnsToken now(CompletableFuture<MnsToken> token) {
        return BlockingCall.await(token);
    }

    private MnsToken token(Duration life) {
        int n = fetches.incrementAndGet();
        if (down) {
            throw new MnsException(Kind.UNAVAILABLE, null, "down");
        }
        return new MnsToken("STS." + n, "secret", "token", clock.getAsLong() + life.toNanos());
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
