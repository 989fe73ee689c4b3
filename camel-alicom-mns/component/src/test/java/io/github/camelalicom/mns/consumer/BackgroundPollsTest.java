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
import io.github.camelalicom.mns.gateway.Threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What becomes of a poll under way when its consumer stops, is suspended, or starts again. */
class BackgroundPollsTest {

    private static final ConsumerStats.Listener NO_LISTENER =
            new ConsumerStats.Listener() {
                @Override
                public void begun(long lagNanos) {}

                @Override
                public void deleted(long leaseLeftNanos) {}
            };

    private final SteppedTimer time = new SteppedTimer();
    private final BackgroundPolls backgroundPolls = new BackgroundPolls();
    private final TestSharedServices shared =
            new TestSharedServices(new Threads(time, time, time), backgroundPolls);
    private final List<String> routed = new ArrayList<>();
    private final PendingQueue queue = new PendingQueue();
    private final ConsumerEngine engine = engine(queue);

    /** What the route does not finish while it is blocked. */
    private final List<Delivery> atWork = new ArrayList<>();

    private boolean blocked;

    @Test
    void aStopLeavesThePollAndReleasesWhatItBrings() {
        // given
        start(engine);
        // when
        engine.stop(Duration.ofSeconds(10));
        // then
        assertThat(queue.closed).as("closed with a poll under way").isFalse();
        assertThat(queue.last().answer()).isNotCancelled();
        queue.last().brings("a", "b");
        settle();
        assertThat(queue.released).containsExactly("handle-a for 1s", "handle-b for 1s");
        assertThat(routed).isEmpty();
        assertThat(queue.closed).isTrue();
        assertThat(shared.closed).isEqualTo(1);
    }

    @Test
    void aStopThatMeetsAPollBeforeItIsSentReleasesWhatItBrings() {
        // given
        queue.beforeReceive = () -> engine.stop(Duration.ofSeconds(10));
        // when
        start(engine);
        // then
        assertThat(queue.closed).as("closed with a poll under way").isFalse();
        queue.last().brings("a");
        settle();
        assertThat(queue.released).containsExactly("handle-a for 1s");
        assertThat(queue.closed).isTrue();
        assertThat(shared.closed).isEqualTo(1);
    }

    @Test
    void aStopWithoutAPollUnderWayClosesAtOnce() {
        engine.start();

        engine.stop(Duration.ofSeconds(10));

        assertThat(queue.receives).isEmpty();
        assertThat(queue.closed).isTrue();
    }

    @Test
    void aRestartTakesThePollOver() {
        // given
        start(engine);
        engine.stop(Duration.ofSeconds(10));
        PendingQueue second = new PendingQueue();
        ConsumerEngine restarted = engine(second);
        // when
        start(restarted);
        // then
        assertThat(second.receives).as("asked beside the poll under way").isEmpty();
        queue.last().brings("a");
        settle();
        assertThat(routed).containsExactly("a");
        assertThat(queue.released).isEmpty();
        assertThat(queue.closed).isTrue();
        // and then it polls by itself
        assertThat(second.receives).hasSize(1);
        assertThat(second.deleted).containsExactly("handle-a");
    }

    @Test
    void aHundredRestartsInARowAskOnce() {
        List<PendingQueue> queues = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            PendingQueue next = new PendingQueue();
            queues.add(next);
            ConsumerEngine restarted = engine(next);
            start(restarted);
            restarted.stop(Duration.ofSeconds(10));
        }
        ConsumerEngine last = engine(new PendingQueue());
        start(last);

        queues.get(0).last().brings("a");
        settle();

        assertThat(queues.stream().mapToInt(each -> each.receives.size()).sum()).isEqualTo(1);
        assertThat(routed).containsExactly("a");
        assertThat(queues).allMatch(each -> each.closed);
        assertThat(queues).allMatch(each -> each.released.isEmpty());
    }

    @Test
    void aConsumerOfAnotherQueueDoesNotTakeItOver() {
        start(engine);
        engine.stop(Duration.ofSeconds(10));
        PendingQueue other = new PendingQueue();

        start(engine(other, Messages.settings(256, "https://mns.example/queues/other")));

        assertThat(other.receives).hasSize(1);
    }

    @Test
    void aResumeTakesThePollOver() {
        start(engine);
        engine.suspend();

        start(engine);
        queue.last().brings("a");
        settle();

        assertThat(routed).containsExactly("a");
        assertThat(queue.receives).as("the first, and the one after it").hasSize(2);
    }

    @Test
    void whatComesDuringASuspensionIsReleased() {
        start(engine);
        engine.suspend();

        queue.last().brings("a");
        settle();

        assertThat(queue.released).containsExactly("handle-a for 1s");
        assertThat(queue.closed).isFalse();
        assertThat(engine.snapshot().load().inFlight()).isZero();
    }

    @Test
    void whatIsMoreThanThereIsRoomForIsReleased() {
        // given
        start(engine);
        engine.stop(Duration.ofSeconds(10));
        PendingQueue small = new PendingQueue();
        start(engine(small, Messages.settings(2)));
        // when
        queue.last().brings("a", "b", "c");
        settle();
        // then
        assertThat(routed).containsExactly("a", "b");
        assertThat(small.released).containsExactly("handle-c for 1s");
    }

    @Test
    void theStopOfTheContextCutsThePollWhenTheGraceIsOver() {
        start(engine);
        shared.stoppingFor = Duration.ofSeconds(1);

        engine.stop(Duration.ofSeconds(10));

        assertThat(queue.last().answer()).isCancelled();
        assertThat(queue.closed).isTrue();
    }

    @Test
    void theStopOfTheContextCutsAPollThatWasLeftEarlier() {
        start(engine);
        engine.stop(Duration.ofSeconds(10));
        shared.stoppingFor = Duration.ofSeconds(1);

        engine.finish();

        assertThat(queue.last().answer()).isCancelled();
        assertThat(queue.closed).isTrue();
        assertThat(shared.closed).isEqualTo(1);
    }

    @Test
    void theStopOfTheContextDuringThatOfTheRouteDoesNotCloseBesideThePoll() {
        // given a message in the route, and a poll under way
        blocked = true;
        start(engine);
        queue.last().brings("a");
        settle();
        assertThat(queue.receives).hasSize(2);
        Thread stopping = new Thread(() -> engine.stop(Duration.ofSeconds(30)));
        stopping.start();
        await().until(() -> stopping.getState() == Thread.State.TIMED_WAITING);
        // when
        shared.stoppingFor = Duration.ofSeconds(1);
        atWork.get(0).finish(Outcome.COMPLETED);
        settle();
        // then
        await().until(() -> queue.closed);
        assertThat(queue.last().answer()).isCancelled();
        assertThat(shared.closed).isEqualTo(1);
    }

    @Test
    void permitsOfAPollThatWasLeftAreFree() {
        ConsumerEngine small = engine(queue, Messages.settings(16));
        start(small);
        small.suspend();
        queue.last().brings();
        settle();

        start(small);

        assertThat(queue.last().max()).isEqualTo(16);
    }

    @Test
    void whatMayBeGoneStaysLeftAlone() {
        start(engine);
        engine.stop(Duration.ofSeconds(10));

        queue.last().answer().completeExceptionally(new IllegalStateException("cut"));
        settle();

        assertThat(queue.released).isEmpty();
        assertThat(queue.closed).isTrue();
    }

    private void start(ConsumerEngine started) {
        started.start();
        settle();
    }

    /** Lets all run that was handed to the threads. */
    private void settle() {
        time.advance(Duration.ofMillis(200));
    }

    private ConsumerEngine engine(PendingQueue pending) {
        return engine(pending, Messages.settings());
    }

    private ConsumerEngine engine(PendingQueue pending, ConsumerSettings settings) {
        return new ConsumerEngine(
                new EngineParts(
                        pending,
                        settings,
                        shared,
                        (message, cause) -> routed.add(message + ": " + cause),
                        NO_LISTENER,
                        time::nanoTime,
                        InstantSource.fixed(Instant.EPOCH)),
                deliveries ->
                        deliveries.forEach(
                                delivery -> {
                                    routed.add(delivery.message().messageId());
                                    if (blocked) {
                                        atWork.add(delivery);
                                    } else {
                                        delivery.finish(Outcome.COMPLETED);
                                    }
                                }));
    }
}
