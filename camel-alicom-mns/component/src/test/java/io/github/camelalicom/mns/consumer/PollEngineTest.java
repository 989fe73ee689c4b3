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
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.github.camelalicom.mns.SteppedTimer;
import io.github.camelalicom.mns.gateway.MnsException;
import io.github.camelalicom.mns.gateway.MnsException.Kind;
import io.github.camelalicom.mns.gateway.QueueSnapshot.TokenTimes;
import io.github.camelalicom.mns.gateway.Threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a engine tells of itself as time goes by. */
class PollEngineTest {

    private static final ConsumerStats.Listener NO_LISTENER =
            new ConsumerStats.Listener() {
                @Override
                public void begun(long lagNanos) {}

                @Override
                public void deleted(long leaseLeftNanos) {}
            };

    private final SteppedTimer time = new SteppedTimer();
    private final ScriptedQueue queue = new ScriptedQueue();
    private final List<String> reports = new ArrayList<>();
    private final PollEngine engine =
            new PollEngine(
                    new EngineParts(
                            queue,
                            Messages.settings(),
                            new TestSharedServices(new Threads(time, time, time)),
                            (message, cause) -> reports.add(message),
                            NO_LISTENER,
                            time::nanoTime,
                            InstantSource.fixed(Instant.EPOCH)),
                    () -> {});

    @Test
    void aFailureCountsForAMinuteAfterTheLastAttempt() throws InterruptedException {
        fail(Kind.DENIED);
        time.advance(Duration.ofSeconds(59));
        assertThat(engine.snapshot().failures()).hasSize(1);

        time.advance(Duration.ofSeconds(2));

        assertThat(engine.snapshot().failures()).isEmpty();
        assertThat(engine.snapshot().lastFailure().orElseThrow().ago())
                .isEqualTo(Duration.ofSeconds(61));
        assertThat(reports).as("the poller got the exception").isEmpty();
    }

    /** A poll each hour, of which two fail, says nothing about the time between them. */
    @Test
    void aFailureAfterOneThatNoLongerCountsIsTheFirst() throws InterruptedException {
        fail(Kind.UNAVAILABLE);
        time.advance(Duration.ofHours(1));

        fail(Kind.UNAVAILABLE);

        assertThat(engine.snapshot().failures()).extracting(Failure::failures).containsExactly(1);
    }

    @Test
    void aFailureCountsWhileAPollerWaits() throws InterruptedException {
        fail(Kind.DENIED);
        List<Integer> failures = new ArrayList<>();
        queue.receiving =
                () -> {
                    time.advance(Duration.ofMinutes(5));
                    failures.add(engine.snapshot().failures().size());
                    return List.of();
                };

        assertThat(engine.poll(Duration.ofSeconds(30))).isEmpty();

        assertThat(failures).containsExactly(1);
        assertThat(engine.snapshot().failures()).as("it works again").isEmpty();
    }

    @Test
    void aFailureThatOnePollerGotIsStillReportedForAnotherThatWaits() throws InterruptedException {
        fail(Kind.DENIED);
        queue.receiving =
                () -> {
                    queue.receiving =
                            () -> {
                                time.advance(Duration.ofMinutes(1));
                                return List.of();
                            };
                    time.advance(Duration.ofSeconds(29));
                    throw ScriptedQueue.failure(Kind.DENIED);
                };

        engine.poll(Duration.ofSeconds(30));

        assertThat(reports)
                .containsExactly("ALICOM-301 Receiving from queue q fails, and is tried again");
    }

    @Test
    void noFailureOfReceivingCountsAfterTheStop() {
        fail(Kind.DENIED);

        engine.stop();

        assertThat(engine.snapshot().failures()).isEmpty();
    }

    @Test
    void anExpiredTokenIsShownOnlyWhileAPollerWaits() throws InterruptedException {
        queue.token = new TokenTimes(Duration.ofHours(1), Duration.ofSeconds(1));
        assertThat(engine.snapshot().queue().token()).isPresent();

        queue.token = new TokenTimes(Duration.ofHours(2), Duration.ofSeconds(-1));

        assertThat(engine.snapshot().queue().token()).isEmpty();
        List<Boolean> shown = new ArrayList<>();
        queue.receiving =
                () -> {
                    shown.add(engine.snapshot().queue().token().isPresent());
                    return List.of();
                };
        engine.poll(Duration.ZERO);
        assertThat(shown).containsExactly(true);
    }

    private void fail(Kind kind) {
        queue.receiving =
                () -> {
                    throw ScriptedQueue.failure(kind);
                };
        assertThatThrownBy(() -> engine.poll(Duration.ZERO)).isInstanceOf(MnsException.class);
    }
}
