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
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;

import io.github.camelalicom.mns.SteppedTimer;
import io.github.camelalicom.mns.consumer.ConsumerSettings.LeaseSettings;
import io.github.camelalicom.mns.consumer.Delivery.State;
import io.github.camelalicom.mns.consumer.ManualSettlement.ClaimedMessage;
import io.github.camelalicom.mns.gateway.MnsException.Kind;
import io.github.camelalicom.mns.gateway.ReceivedMessage;
import io.github.camelalicom.mns.gateway.Threads;

import static org.assertj.core.api.Assertions.assertThat;

/** When leases are extended, on a clock that is stepped by hand; the queue is a script. */
class LeaseKeeperTest {

    private static final Duration LEASE = Duration.ofSeconds(30);

    private final SteppedTimer time = new SteppedTimer();
    private final ScriptedQueue queue = new ScriptedQueue();
    private final List<State> ends = new ArrayList<>();
    private final List<Delivery> finished = new ArrayList<>();
    private final List<String> reports = new ArrayList<>();
    private final FailureTracker receiving = tracker("Receiving");
    private final FailureTracker extending = tracker("Extending");
    private final VisibilityChanger visibility =
            new VisibilityChanger(queue, "q", List.of(receiving), time::nanoTime);
    private LeaseKeeper keeper = keeper(new LeaseSettings(true, LEASE, Duration.ofMinutes(2)));

    @Test
    void aMessageThatIsDoneInTimeCostsNothing() {
        Delivery delivery = watched("1");
        time.advance(Duration.ofSeconds(19));

        keeper.forget(delivery);
        time.advance(Duration.ofMinutes(5));

        assertThat(queue.asked).isEmpty();
    }

    @Test
    void aLeaseIsExtendedWhenAThirdOfItIsLeft() {
        Delivery delivery = watched("1");

        time.advance(Duration.ofSeconds(20));

        assertThat(queue.asked).containsExactly("handle-1 for 30s");
        assertThat(delivery.handle()).isEqualTo("handle-1'");
        assertThat(Duration.ofNanos(delivery.leaseLeft(time.nanoTime()))).isEqualTo(LEASE);
    }

    @Test
    void eachExtensionUsesTheHandleOfTheOneBefore() {
        watched("1");

        time.advance(Duration.ofSeconds(60));

        assertThat(queue.asked)
                .containsExactly("handle-1 for 30s", "handle-1' for 30s", "handle-1'' for 30s");
    }

    @Test
    void atMaxExtensionAMessageEnds() {
        Delivery delivery = watched("1");

        time.advance(Duration.ofMinutes(10));

        assertThat(queue.asked).hasSize(5).endsWith("handle-1'''' for 20s");
        assertThat(ends).containsExactly(State.MAX_EXTENSION_REACHED);
        assertThat(delivery.begin(time.nanoTime())).isFalse();
    }

    @Test
    void aFirstLeaseThatIsLongerThanAnExtensionIsExtendedTowardsItsEnd() {
        keeper = keeper(new LeaseSettings(true, Duration.ofSeconds(6), Duration.ofMinutes(2)));
        Delivery delivery = watched("1");

        time.advance(Duration.ofSeconds(27));
        assertThat(queue.asked).isEmpty();
        time.advance(Duration.ofSeconds(33));

        assertThat(queue.asked).hasSize(9).startsWith("handle-1 for 6s");
        assertThat(delivery.leaseLeft(time.nanoTime())).isPositive();
    }

    @Test
    void aMessageWhoseManualSettlementFailedIsKeptAfterwards() {
        Delivery delivery = watched("1");
        delivery.begin(time.nanoTime());
        time.advance(Duration.ofSeconds(19));
        ClaimedMessage claim = held(delivery).claim("1", "handle-1").orElseThrow();
        // when it is due, it is not the keeper's turn
        time.advance(Duration.ofSeconds(5));
        assertThat(queue.asked).isEmpty();

        claim.cancel();
        time.advance(Duration.ofSeconds(1));

        assertThat(queue.asked).containsExactly("handle-1 for 30s");
    }

    @Test
    void aMessageWhoseVisibilityTheRouteChangedIsNotExtended() {
        Delivery delivery = watched("1");
        delivery.begin(time.nanoTime());
        held(delivery)
                .claim("1", null)
                .orElseThrow()
                .visibilityChanged("by hand", Duration.ofSeconds(10));

        time.advance(Duration.ofMinutes(1));
        assertThat(delivery.handle()).isEqualTo("by hand");
        time.advance(Duration.ofMinutes(2));

        assertThat(queue.asked).isEmpty();
        assertThat(ends).containsExactly(State.MAX_EXTENSION_REACHED);
    }

    @Test
    void aClaimIsForOneDelivery() {
        Delivery delivery = watched("1");
        delivery.begin(time.nanoTime());

        assertThat(held(delivery).claim("1", "of an earlier delivery")).isEmpty();
        assertThat(held(delivery).claim("2", "handle-1")).isEmpty();
        assertThat(held(delivery).claim("1", "handle-1")).isPresent();
    }

    @ParameterizedTest
    @NullAndEmptySource
    void messagesWithoutAnIdAreClaimedByTheirHandlesAlsoAfterTheseWereReplaced(String id) {
        ManualSettlement held = new ManualSettlement(keeper, time::nanoTime);
        List<Delivery> deliveries =
                Stream.of("handle-1", "handle-2").map(handle -> begun(id, handle)).toList();
        deliveries.forEach(held::add);
        deliveries.forEach(one -> one.extended("new " + one.handle(), 0, LEASE.toNanos()));

        for (String handle : List.of("handle-1", "handle-2")) {
            assertThat(held.claim(null, handle).map(ClaimedMessage::receiptHandle))
                    .contains("new " + handle);
        }
        held.remove(deliveries.get(0));
        assertThat(held.claim(null, "handle-1")).isEmpty();
    }

    private static Delivery begun(String id, String handle) {
        ReceivedMessage message =
                new ReceivedMessage(id, handle, "e30=", null, null, null, null, 1, null, LEASE);
        Delivery delivery = new Delivery(message, 0, (ended, state) -> {});
        delivery.begin(0);
        return delivery;
    }

    private ManualSettlement held(Delivery delivery) {
        ManualSettlement held = new ManualSettlement(keeper, time::nanoTime);
        held.add(delivery);
        return held;
    }

    @Test
    void aMessageWhoseExtensionTakesLongerThanItsLeaseIsKeptAfterwards() {
        Delivery delivery = watched("1");
        watched("2");
        time.advance(Duration.ofSeconds(20));
        delivery.startExtending();

        time.advance(Duration.ofSeconds(40));
        delivery.extended("late", time.nanoTime(), time.nanoTime() + LEASE.toNanos());
        time.advance(Duration.ofSeconds(21));

        assertThat(queue.asked).contains("late for 30s");
    }

    @Test
    void anUnexpectedErrorDoesNotEndTheKeeping() {
        Delivery delivery = watched("1");
        queue.failingExtensions = 1;
        queue.failure = new IllegalStateException("on purpose");

        time.advance(Duration.ofSeconds(29));

        assertThat(queue.asked).hasSize(2);
        assertThat(delivery.handle()).isEqualTo("handle-1'");
    }

    @Test
    void aTokenThatIsRefusedForAWhileDoesNotSwitchItOff() {
        Delivery delivery = watched("1");
        queue.failingExtensions = 2;
        queue.failure = ScriptedQueue.failure(Kind.TOKEN);

        time.advance(Duration.ofSeconds(29));

        assertThat(visibility.refused()).isFalse();
        assertThat(delivery.handle()).isEqualTo("handle-1'");
    }

    @Test
    void workThatNeverEndsDoesNotHoldItsPermitIndefinitelyEvenWithoutExtension() {
        keeper = keeper(new LeaseSettings(false, LEASE, Duration.ofMinutes(2)));
        watched("1").begin(0);

        time.advance(Duration.ofMinutes(2));

        assertThat(ends).containsExactly(State.MAX_EXTENSION_REACHED);
    }

    @Test
    void anExtensionThatFailsTemporarilyIsRepeatedWithinTheLease() {
        Delivery delivery = watched("1");
        queue.failingExtensions = 3;
        queue.failure = ScriptedQueue.failure(Kind.UNAVAILABLE);

        time.advance(Duration.ofSeconds(29));

        assertThat(queue.asked).hasSize(4);
        assertThat(delivery.handle()).isEqualTo("handle-1'");
    }

    @Test
    void aThrottlingServiceIsNotAskedForEachOfManyMessages() {
        List<Delivery> many = IntStream.range(0, 200).mapToObj(i -> watched("m" + i)).toList();
        queue.failingExtensions = 5;
        queue.failure = ScriptedQueue.failure(Kind.THROTTLED);

        time.advance(Duration.ofSeconds(20));
        assertThat(queue.asked).hasSizeLessThan(5);
        time.advance(Duration.ofSeconds(9));

        assertThat(queue.asked).hasSize(205);
        assertThat(many).allSatisfy(d -> assertThat(d.leaseLeft(time.nanoTime())).isPositive());
    }

    @Test
    void duringAPauseAMessageThatIsDoneIsSettledAtOnce() {
        watched("1");
        Delivery done = watched("2");
        queue.failingExtensions = 1;
        queue.failure = ScriptedQueue.failure(Kind.THROTTLED);
        time.advance(Duration.ofSeconds(20));

        done.finish(Outcome.COMPLETED);

        assertThat(finished).containsExactly(done);
    }

    @Test
    void anExtensionThatIsAnsweredTooLateIsReleased() {
        Delivery delivery = watched("1");
        queue.duringExtension = () -> delivery.begin(LEASE.toNanos());

        time.advance(Duration.ofSeconds(20));

        assertThat(ends).containsExactly(State.LAPSED);
        assertThat(queue.asked).containsExactly("handle-1 for 30s", "handle-1' for 1s");
    }

    @Test
    void anotherMessageWithLittleLeaseLeftBoundsThePause() {
        watched("1");
        time.advance(Duration.ofSeconds(17));
        Delivery late = watched("2");
        queue.failingExtensions = 4;
        queue.failure = ScriptedQueue.failure(Kind.UNAVAILABLE);

        time.advance(Duration.ofSeconds(12));

        assertThat(queue.asked).hasSizeGreaterThanOrEqualTo(5);
        assertThat(late.leaseLeft(time.nanoTime())).isPositive();
    }

    @Test
    void afterARefusalALaterMessageIsExtendedAgain() {
        keeper = keeper(new LeaseSettings(true, LEASE, Duration.ofHours(1)));
        watched("1");
        queue.failingExtensions = 1;
        queue.failure = ScriptedQueue.failure(Kind.DENIED);
        queue.duringExtension = receiving::recovered;
        time.advance(Duration.ofSeconds(30));
        assertThat(queue.asked).hasSize(1);

        Delivery later = watched("2");
        time.advance(Duration.ofSeconds(21));

        assertThat(later.handle()).isEqualTo("handle-2'");
    }

    @Test
    void aHandleThatTheQueueDoesNotKnowEndsTheLease() {
        Delivery delivery = watched("1");
        queue.failingExtensions = 1;
        queue.failure = ScriptedQueue.failure(Kind.HANDLE_LOST);

        time.advance(Duration.ofMinutes(5));

        assertThat(queue.asked).hasSize(1);
        assertThat(delivery.begin(time.nanoTime())).isFalse();
    }

    @Test
    void afterARefusalNoFurtherExtensionIsSent() {
        watched("1");
        watched("2");
        queue.failingExtensions = 100;
        queue.failure = ScriptedQueue.failure(Kind.DENIED);
        queue.duringExtension = receiving::recovered;

        time.advance(Duration.ofSeconds(29));

        assertThat(queue.asked).hasSize(1);
    }

    @Test
    void switchedOffNothingIsExtended() {
        keeper = keeper(new LeaseSettings(false, LEASE, Duration.ofHours(1)));
        watched("1");

        time.advance(Duration.ofMinutes(1));

        assertThat(queue.asked).isEmpty();
    }

    @Test
    void ofManyMessagesEachIsExtendedByItsOwnClock() {
        watched("1");
        time.advance(Duration.ofSeconds(5));
        watched("2");

        time.advance(Duration.ofSeconds(15));
        assertThat(queue.asked).containsExactly("handle-1 for 30s");
        time.advance(Duration.ofSeconds(5));

        assertThat(queue.asked).containsExactly("handle-1 for 30s", "handle-2 for 30s");
    }

    private Delivery watched(String id) {
        Delivery delivery =
                new Delivery(
                        Messages.message(id, LEASE),
                        time.nanoTime(),
                        new Delivery.Listener() {
                            @Override
                            public void finished(Delivery delivery, Outcome outcome) {
                                keeper.forget(delivery);
                                finished.add(delivery);
                            }

                            @Override
                            public void ended(Delivery ended, State state) {
                                ends.add(state);
                            }
                        });
        keeper.watch(List.of(delivery));
        return delivery;
    }

    private LeaseKeeper keeper(LeaseSettings settings) {
        return new LeaseKeeper(
                visibility, settings, 2, new Threads(time, time, time), extending, time::nanoTime);
    }

    private FailureTracker tracker(String doing) {
        return new FailureTracker(
                doing, (message, cause) -> reports.add(cause.getMessage()), time::nanoTime);
    }
}
