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
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.camelalicom.mns.SteppedTimer;
import io.github.camelalicom.mns.consumer.ConsumerSettings.LeaseSettings;
import io.github.camelalicom.mns.consumer.Delivery.State;
import io.github.camelalicom.mns.gateway.MnsException.Kind;
import io.github.camelalicom.mns.gateway.Threads;

import static org.assertj.core.api.Assertions.assertThat;

/** What the keeper does and says while extensions fail, on a clock that is stepped by hand. */
class LeaseOutageTest {

    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration DUE = Duration.ofSeconds(20);

    private final SteppedTimer time = new SteppedTimer();
    private final ScriptedQueue queue = new ScriptedQueue();
    private final List<String> reports = new ArrayList<>();
    private final FailureTracker receiving = tracker("Receiving");
    private final FailureTracker deleting = tracker("Deleting");
    private final FailureTracker extending = tracker("Extending");
    private final VisibilityChanger visibility =
            new VisibilityChanger(queue, "q", List.of(receiving, deleting), time::nanoTime);
    private final LeaseKeeper keeper =
            new LeaseKeeper(
                    visibility,
                    new LeaseSettings(true, LEASE, Duration.ofHours(1)),
                    8,
                    new Threads(time, time, time),
                    extending,
                    this::clock);

    LeaseOutageTest() {
        receiving.onRecovery(keeper::tryAgain);
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {
                "UNAVAILABLE",
                "THROTTLED",
                "TOKEN_UNAVAILABLE",
                "TOKEN",
                "REJECTED",
                "DENIED"
            })
    void howeverManyMessagesAreHeldFewExtensionsAreSentAndTheFailureIsReportedOnce(Kind kind) {
        hold(192);
        fail(kind);

        time.advance(Duration.ofSeconds(31));

        assertThat(queue.asked).hasSizeBetween(4, 60);
        assertThat(reports)
                .containsExactly("ALICOM-301 Extending fails, and is tried again: " + kind);
    }

    @Test
    void isAFailureUntilItWorksAgain() {
        List<Delivery> all = hold(192);
        fail(Kind.UNAVAILABLE);
        time.advance(DUE.plusSeconds(4));
        assertThat(extending.failure().orElseThrow().sentence()).contains("UNAVAILABLE");

        queue.failingExtensions = 0;
        time.advance(Duration.ofSeconds(4));

        assertThat(extending.failure()).isEmpty();
        assertThat(all).allMatch(one -> one.handle().endsWith("'"));
    }

    @Test
    void isNoFailureWhenNothingIsLeftToExtend() {
        List<Delivery> all = hold(3);
        fail(Kind.UNAVAILABLE);
        time.advance(DUE.plusSeconds(2));
        assertThat(extending.failure()).isPresent();

        all.forEach(one -> one.finish(Outcome.COMPLETED));

        assertThat(extending.failure()).isEmpty();
    }

    @Test
    void isNoFailureWhenTheLastMessageIsFinishedDuringItsExtension() {
        queue.answersLater = true;
        List<Delivery> one = hold(1);
        time.advance(DUE);
        one.get(0).finish(Outcome.COMPLETED);

        queue.held.poll().fail(Kind.UNAVAILABLE);

        assertThat(extending.failure()).isEmpty();
        assertThat(extending.lastFailure()).isPresent();
    }

    /** The outage has begun before, with another message. */
    @Test
    void endsWithTheExtensionOfTheLastMessage() {
        List<Delivery> two = hold(2);
        fail(Kind.UNAVAILABLE);
        time.advance(DUE);
        assertThat(extending.failure()).isPresent();
        queue.answersLater = true;
        time.advance(Duration.ofSeconds(3));
        two.forEach(delivery -> delivery.finish(Outcome.COMPLETED));
        assertThat(extending.failure()).isPresent();

        queue.held.poll().fail(Kind.UNAVAILABLE);

        assertThat(extending.failure()).isEmpty();
    }

    /** Its answer comes after the message was given up for overdue. */
    @Test
    void isNoFailureWhenAnOverdueExtensionOfAFinishedMessageFails() {
        queue.answersLater = true;
        List<Delivery> one = hold(1);
        time.advance(DUE.plusSeconds(5));
        one.get(0).finish(Outcome.COMPLETED);

        queue.held.forEach(extension -> extension.fail(Kind.UNAVAILABLE));

        assertThat(extending.failure()).isEmpty();
    }

    @Test
    void isNoFailureWhenAllLeasesAreOver() {
        hold(3);
        fail(Kind.REJECTED);

        time.advance(Duration.ofMinutes(1));

        assertThat(extending.failure()).isEmpty();
        assertThat(queue.asked).hasSizeLessThan(30);
    }

    @Test
    void aRejectedMessageIsReportedOnceAndDoesNotKeepOthersFromBeingExtended() {
        hold(1);
        queue.failingExtensions = 1;
        queue.failure = ScriptedQueue.failure(Kind.REJECTED);
        time.advance(DUE);
        List<Delivery> others = hold(5);
        time.advance(Duration.ofSeconds(1));
        queue.failingExtensions = 0;

        time.advance(DUE);

        assertThat(others).allMatch(one -> one.handle().endsWith("'"));
        assertThat(reports)
                .containsExactly("ALICOM-301 Extending fails, and is tried again: REJECTED");
        assertThat(extending.failure()).isEmpty();
    }

    // access denied

    @Test
    void aRefusalWhileOtherCallsSucceedSwitchesExtensionsOff() {
        List<Delivery> all = hold(50);
        fail(Kind.DENIED);
        time.advance(DUE.minusSeconds(2));
        receiving.recovered();

        time.advance(Duration.ofSeconds(5));
        assertThat(visibility.refused()).isTrue();
        time.advance(Duration.ofMinutes(5));

        assertThat(queue.asked).hasSizeLessThanOrEqualTo(8);
        assertThat(reports).isEmpty();
        assertThat(extending.failure()).isEmpty();
        assertThat(all).allMatch(one -> !one.begin(time.nanoTime()));
    }

    @Test
    void aRefusalIsConfirmedWhenAnotherCallSucceedsAfterwards() {
        hold(1);
        fail(Kind.DENIED);
        time.advance(DUE.plusSeconds(1));
        assertThat(visibility.refused()).isFalse();

        deleting.recovered();
        time.advance(Duration.ofSeconds(5));

        assertThat(visibility.refused()).isTrue();
        assertThat(extending.failure()).isEmpty();
    }

    @Test
    void whereEverythingIsRefusedForAWhileExtensionsAreNotSwitchedOff() {
        List<Delivery> all = hold(10);
        receiving.recovered();
        time.advance(DUE.minusSeconds(1));
        receiving.failed(ScriptedQueue.failure(Kind.DENIED));
        fail(Kind.DENIED);
        time.advance(Duration.ofSeconds(6));
        assertThat(visibility.refused()).isFalse();

        queue.failingExtensions = 0;
        receiving.recovered();
        time.advance(Duration.ofMillis(10));

        assertThat(all).allMatch(one -> one.handle().endsWith("'"));
        assertThat(extending.failure()).isEmpty();
    }

    @Test
    void whatWasSwitchedOffAtTheBeginningOfSuchAnOutageIsTriedAtOnceAfterIt() {
        List<Delivery> all = hold(10);
        fail(Kind.DENIED);
        time.advance(DUE.minusSeconds(1));
        // the others are refused a moment later
        receiving.recovered();
        time.advance(Duration.ofSeconds(1));
        assertThat(visibility.refused()).isTrue();
        receiving.failed(ScriptedQueue.failure(Kind.DENIED));
        time.advance(Duration.ofSeconds(5));

        queue.failingExtensions = 0;
        receiving.recovered();
        time.advance(Duration.ofMillis(10));

        assertThat(visibility.refused()).isFalse();
        assertThat(all).allMatch(one -> one.handle().endsWith("'"));
    }

    // waiting messages

    @Test
    void whatStillWaitsIsNotKeptPastItsLease() {
        fail(Kind.UNAVAILABLE);
        Delivery waiting = hold(1).get(0);
        Delivery begun = hold(1).get(0);
        begun.begin(time.nanoTime());

        time.advance(LEASE);

        assertThat(waiting.state()).isEqualTo(State.LAPSED);
        assertThat(begun.state().held()).isTrue();
    }

    /** 100,000 held messages, of which a few are due at a time. */
    @Test
    void theWorkOfATickDoesNotGrowWithTheNumberOfHeldMessages() {
        List<Delivery> all = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            all.addAll(hold(1_000));
            time.advance(Duration.ofMillis(100));
        }
        long before = clockReads;

        // none is due until 20 s after the first
        time.advance(Duration.ofMillis(9_999));
        assertThat(clockReads - before).isLessThan(100);
        time.advance(Duration.ofMillis(1));

        assertThat(queue.asked).hasSize(1_000);
        assertThat(clockReads - before).isLessThan(20 * 1_000);
        assertThat(all).hasSize(100_000);
    }

    private long clockReads;

    private long clock() {
        clockReads++;
        return time.nanoTime();
    }

    private void fail(Kind kind) {
        queue.failingExtensions = Integer.MAX_VALUE;
        queue.failure = ScriptedQueue.failure(kind);
    }

    private FailureTracker tracker(String doing) {
        return new FailureTracker(
                doing,
                (message, cause) ->
                        reports.add(message + ": " + cause.getMessage().replace("scripted ", "")),
                this::clock);
    }

    private List<Delivery> hold(int count) {
        List<Delivery> held =
                IntStream.range(0, count)
                        .mapToObj(
                                i ->
                                        Messages.delivery(
                                                "m" + i, LEASE, time.nanoTime(), new Settling()))
                        .toList();
        keeper.watch(List.copyOf(held));
        return held;
    }

    private final class Settling implements Delivery.Listener {

        @Override
        public void finished(Delivery delivery, Outcome outcome) {
            keeper.forget(delivery);
        }

        @Override
        public void ended(Delivery delivery, State state) {
            keeper.forget(delivery);
        }
    }
}
