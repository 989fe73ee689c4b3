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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.github.camelalicom.mns.SteppedTimer;
import io.github.camelalicom.mns.consumer.ConsumerSettings.LeaseSettings;
import io.github.camelalicom.mns.consumer.Delivery.State;
import io.github.camelalicom.mns.consumer.ManualSettlement.ClaimedMessage;
import io.github.camelalicom.mns.gateway.MnsException.Kind;
import io.github.camelalicom.mns.gateway.MnsQueue.DeleteFailure;
import io.github.camelalicom.mns.gateway.Threads;

import static org.assertj.core.api.Assertions.assertThat;

/** A service that does what it is asked at once, replaces handles, and answers late. */
class LateAnswersTest {

    private static final Duration LEASE = Duration.ofSeconds(30);

    /** The first extension is asked for after 20 s, and the second not yet. */
    private static final Duration JUST_OVERDUE = Duration.ofMillis(24_050);

    private final SteppedTimer time = new SteppedTimer();
    private final Threads threads = new Threads(time, time, time);
    private final ScriptedQueue queue = new ScriptedQueue();
    private final List<String> reports = new ArrayList<>();
    private final Map<String, State> ends = new LinkedHashMap<>();
    private final FailureTracker deleting = tracker("Deleting");
    private final VisibilityChanger visibility =
            new VisibilityChanger(queue, "q", List.of(deleting), time::nanoTime);
    private final LeaseKeeper keeper =
            new LeaseKeeper(
                    visibility,
                    new LeaseSettings(true, LEASE, Duration.ofHours(1)),
                    8,
                    threads,
                    tracker("Extending"),
                    time::nanoTime);
    private final DeleteSender deletes =
            new DeleteSender(queue, Messages.settings(), threads, deleting, time::nanoTime);
    private final VisibilityResets resets =
            new VisibilityResets(visibility, 8, threads, time::nanoTime);

    LateAnswersTest() {
        queue.answersLater = true;
        queue.rotates = true;
    }

    @Test
    void messagesAreKeptAndDeletedThoughEachExtensionIsAnsweredAfterFiveSeconds() {
        queue.later = held -> time.schedule(held::give, 5, TimeUnit.SECONDS);
        List<Delivery> deliveries = List.of(begun("1"), begun("2"), begun("3"));

        time.advance(Duration.ofSeconds(110));
        assertThat(deliveries).allMatch(one -> one.leaseLeft(time.nanoTime()) > 0);
        deliveries.forEach(one -> one.finish(Outcome.COMPLETED));
        time.advance(LEASE);

        assertThat(ends.values()).containsExactly(State.DELETED, State.DELETED, State.DELETED);
        assertThat(queue.asked).hasSizeLessThan(40);
        assertThat(reports).isEmpty();
    }

    @Test
    void theAnswerToAnExtensionIsAcceptedWhileTheLeaseLasts() {
        begun("1");

        time.advance(Duration.ofSeconds(20));
        // what is left of the lease, and the lease that is asked for
        assertThat(queue.patiences).containsExactly(Duration.ofSeconds(10 + 30));
        time.advance(Duration.ofSeconds(8));

        assertThat(queue.patiences).hasSize(2);
        assertThat(queue.patiences.get(1))
                .isBetween(Duration.ofSeconds(35), Duration.ofSeconds(36));
    }

    @Test
    void aMessageFinishedWhileAnExtensionIsOverdueIsDeletedWithTheHandleThatComesLate() {
        Delivery delivery = begun("1");
        time.advance(JUST_OVERDUE);
        ScriptedQueue.Held extension = queue.held.poll();
        queue.answersLater = false;
        delivery.finish(Outcome.COMPLETED);
        time.advance(Duration.ofSeconds(1));
        assertThat(queue.asked).contains("delete handle-1");
        assertThat(ends).as("refused, and not lost").isEmpty();
        assertThat(deletes.waiting()).isEqualTo(1);

        extension.give();
        time.advance(Duration.ofSeconds(1));

        assertThat(queue.asked).endsWith("delete handle-1'");
        assertThat(ends).containsEntry("1", State.DELETED);
        assertThat(deletes.waiting()).isZero();
    }

    @Test
    void aDeleteUnderWayThatIsRefusedIsTriedAgainWithTheHandleThatCameMeanwhile() {
        Delivery delivery = begun("1");
        time.advance(JUST_OVERDUE);
        delivery.finish(Outcome.COMPLETED);
        time.advance(Duration.ofMillis(200));
        ScriptedQueue.Held extension = queue.held.pollFirst();
        ScriptedQueue.Held delete = queue.held.pollLast();
        queue.answersLater = false;

        extension.give();
        delete.give();
        time.advance(Duration.ofMillis(10));

        assertThat(queue.asked).endsWith("delete handle-1", "delete handle-1'");
        assertThat(ends).containsEntry("1", State.DELETED);
    }

    @Test
    void aRefusalMeansARedeliveryWhenTheOverdueExtensionFailed() {
        Delivery delivery = begun("1");
        time.advance(JUST_OVERDUE);
        ScriptedQueue.Held extension = queue.held.poll();
        queue.answersLater = false;
        delivery.finish(Outcome.COMPLETED);
        time.advance(Duration.ofSeconds(1));

        extension.fail(Kind.UNAVAILABLE);
        time.advance(Duration.ofSeconds(1));

        assertThat(ends).containsEntry("1", State.REDELIVERY_EXPECTED);
    }

    @Test
    void aRepeatedExtensionThatIsRefusedDoesNotEndTheLeaseWhileTheFirstIsUnanswered() {
        Delivery delivery = begun("1");
        time.advance(Duration.ofSeconds(25));
        ScriptedQueue.Held first = queue.held.poll();

        queue.held.poll().give();
        time.advance(Duration.ofSeconds(1));
        assertThat(delivery.leaseLeft(time.nanoTime())).isPositive();
        assertThat(queue.asked).as("and is not asked for again").hasSize(2);
        first.give();

        assertThat(delivery.handle()).isEqualTo("handle-1'");
        assertThat(delivery.leaseLeft(time.nanoTime())).isEqualTo(Duration.ofSeconds(24).toNanos());
    }

    @Test
    void theLeaseEndsWhenTheFirstFailsAndTheRepeatedOneWasRefused() {
        Delivery delivery = begun("1");
        time.advance(Duration.ofSeconds(25));
        ScriptedQueue.Held first = queue.held.poll();
        queue.held.poll().give();

        first.fail(Kind.UNAVAILABLE);

        assertThat(delivery.leaseLeft(time.nanoTime())).isNotPositive();
        assertThat(held(delivery).claim("1", null)).as("its handle is stale").isEmpty();
    }

    @Test
    void aClaimGetsTheHandleThatComesLate() throws Exception {
        Delivery delivery = begun("1");
        time.advance(Duration.ofSeconds(24));
        Thread late = new Thread(queue.held.poll()::give, "late");
        late.start();

        ClaimedMessage claim = held(delivery).claim("1", "handle-1").orElseThrow();
        late.join();

        assertThat(claim.receiptHandle()).isEqualTo("handle-1'");
    }

    @Test
    void aDeleteThatIsAnsweredLateIsDone() {
        Delivery delivery = begun("1");
        delivery.finish(Outcome.COMPLETED);
        time.advance(Duration.ofSeconds(6));
        ScriptedQueue.Held first = queue.held.poll();
        queue.held.poll().give();
        assertThat(queue.asked).containsExactly("delete handle-1", "delete handle-1");
        assertThat(ends).as("the second was refused, since the first had it done").isEmpty();

        first.give();
        time.advance(LEASE);

        assertThat(ends).containsEntry("1", State.DELETED);
        assertThat(queue.asked).hasSize(2);
        assertThat(deletes.waiting()).isZero();
    }

    @Test
    void aDeleteThatIsNeverAnsweredCountsWhenTheMessageIsGone() {
        Delivery delivery = begun("1");
        delivery.finish(Outcome.COMPLETED);
        time.advance(Duration.ofMillis(200));
        queue.answersLater = false;
        queue.rotates = false;
        queue.deleting = handles -> List.of(new DeleteFailure("handle-1", Kind.MESSAGE_GONE, "g"));

        time.advance(Duration.ofSeconds(5));

        assertThat(ends).containsEntry("1", State.DELETED);
        // and the end of its request is no failure: nothing would ever show that deletes work
        queue.held.poll().fail(Kind.UNAVAILABLE);
        assertThat(deleting.failure()).isEmpty();
    }

    @Test
    void theAnswerToADeleteIsAcceptedWhileTheLeaseLasts() {
        Delivery delivery = begun("1");
        delivery.finish(Outcome.COMPLETED);

        time.advance(Duration.ofMillis(100));

        assertThat(queue.patiences).containsExactly(LEASE.minusMillis(100));
    }

    /** It would be looked at again and again, as long as the extension is unanswered. */
    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aMessageDeletedLateIsDoneThoughItsLeaseIsOverAndItsExtensionUnanswered() {
        // given two deletes with one request, whose answer is accepted for the longer lease
        Delivery first = begun("1");
        time.advance(Duration.ofSeconds(15));
        Delivery second = begun("2");
        time.advance(JUST_OVERDUE.minusSeconds(15));
        queue.rotates = false;
        first.finish(Outcome.COMPLETED);
        second.finish(Outcome.COMPLETED);
        time.advance(Duration.ofMillis(100));
        ScriptedQueue.Held deletes = queue.held.pollLast();
        assertThat(queue.asked).endsWith("delete handle-1 handle-2");
        // when the answer comes after the shorter lease
        time.advance(Duration.ofSeconds(9));
        deletes.give();
        time.advance(Duration.ofSeconds(1));
        // then
        assertThat(ends).containsEntry("1", State.DELETED).containsEntry("2", State.DELETED);
        assertThat(this.deletes.waiting()).isZero();
    }

    @Test
    void aReleaseThatIsAnsweredLateIsDone() {
        Delivery delivery = begun("1");
        delivery.finish(Outcome.RELEASED);
        time.advance(Duration.ofSeconds(5));
        ScriptedQueue.Held first = queue.held.poll();
        queue.held.poll().give();
        assertThat(ends).isEmpty();

        first.give();

        assertThat(ends).containsEntry("1", State.RELEASED);
    }

    @Test
    void aMessageIsReleasedWithTheHandleThatComesLate() {
        Delivery delivery = begun("1");
        time.advance(JUST_OVERDUE);
        ScriptedQueue.Held extension = queue.held.poll();
        queue.answersLater = false;
        delivery.finish(Outcome.RELEASED);
        time.advance(Duration.ofMillis(10));
        assertThat(ends).isEmpty();

        extension.give();
        time.advance(Duration.ofMillis(10));

        assertThat(queue.asked).endsWith("handle-1 for 1s", "handle-1' for 1s");
        assertThat(ends).containsEntry("1", State.RELEASED);
    }

    @Test
    void aReleaseThatIsNeverAnsweredIsLeftInTheEnd() {
        Delivery delivery = begun("1");
        delivery.finish(Outcome.RELEASED);
        time.advance(Duration.ofSeconds(30));
        assertThat(queue.asked).hasSize(4);

        queue.held.forEach(held -> held.fail(Kind.UNAVAILABLE));

        assertThat(ends).containsEntry("1", State.LEFT);
    }

    private ManualSettlement held(Delivery delivery) {
        ManualSettlement held = new ManualSettlement(keeper, time::nanoTime);
        held.add(delivery);
        return held;
    }

    private FailureTracker tracker(String doing) {
        return new FailureTracker(doing, (message, cause) -> reports.add(message), time::nanoTime);
    }

    private Delivery begun(String id) {
        Delivery delivery = Messages.delivery(id, LEASE, time.nanoTime(), new Settling());
        keeper.watch(List.of(delivery));
        delivery.begin(time.nanoTime());
        return delivery;
    }

    private final class Settling implements Delivery.Listener {

        @Override
        public void finished(Delivery delivery, Outcome outcome) {
            keeper.forget(delivery);
            if (outcome == Outcome.RELEASED) {
                resets.reset(delivery, Duration.ofSeconds(1), State.RELEASED);
            } else {
                deletes.delete(delivery);
            }
        }

        @Override
        public void ended(Delivery delivery, State state) {
            keeper.forget(delivery);
            ends.put(delivery.message().messageId(), state);
        }
    }
}
