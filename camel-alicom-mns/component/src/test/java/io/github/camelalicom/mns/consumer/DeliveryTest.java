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
import java.util.concurrent.ConcurrentLinkedQueue;

import org.junit.jupiter.api.Test;

import io.github.camelalicom.mns.consumer.Delivery.State;

import static org.assertj.core.api.Assertions.assertThat;

class DeliveryTest {

    private static final Duration LEASE = Duration.ofSeconds(30);

    private final Recorder recorder = new Recorder();
    private final Delivery delivery = Messages.delivery("1", LEASE, 0, recorder);

    @Test
    void isWorkedOnAndSettledOnce() {
        assertThat(delivery.begin(0)).isTrue();
        delivery.finish(Outcome.COMPLETED);
        delivery.end(State.DELETED);

        assertThat(recorder.outcomes).containsExactly(Outcome.COMPLETED);
        assertThat(recorder.ends).containsExactly(State.DELETED);
    }

    @Test
    void theFirstOutcomeCounts() {
        delivery.begin(0);
        delivery.finish(Outcome.ABANDONED);
        delivery.finish(Outcome.COMPLETED);

        assertThat(recorder.outcomes).containsExactly(Outcome.ABANDONED);
    }

    @Test
    void theFirstEndCounts() {
        delivery.finish(Outcome.COMPLETED);
        delivery.end(State.REDELIVERY_EXPECTED);
        delivery.end(State.DELETED);

        assertThat(recorder.ends).containsExactly(State.REDELIVERY_EXPECTED);
    }

    @Test
    void cannotEndBeforeItIsFinished() {
        delivery.end(State.DELETED);

        assertThat(recorder.ends).isEmpty();
    }

    @Test
    void isNotBegunWhenItsLeaseIsOver() {
        assertThat(delivery.begin(LEASE.toNanos())).isFalse();

        assertThat(recorder.ends).containsExactly(State.LAPSED);
        assertThat(recorder.outcomes).isEmpty();
    }

    @Test
    void isNotBegunOnceItWasReleased() {
        delivery.finish(Outcome.RELEASED);

        assertThat(delivery.begin(0)).isFalse();
    }

    @Test
    void aFinishDuringAnExtensionWaitsForTheNewHandle() {
        delivery.begin(0);
        delivery.startExtending();
        delivery.finish(Outcome.COMPLETED);
        assertThat(recorder.outcomes).isEmpty();

        delivery.extended("new", 0, LEASE.toNanos());

        assertThat(recorder.outcomes).containsExactly(Outcome.COMPLETED);
        assertThat(delivery.handle()).isEqualTo("new");
    }

    @Test
    void aFinishDuringAnExtensionThatFailsIsSettledWithTheOldHandle() {
        delivery.startExtending();
        delivery.finish(Outcome.COMPLETED);

        delivery.endExtending();

        assertThat(recorder.outcomes).containsExactly(Outcome.COMPLETED);
        assertThat(delivery.handle()).isEqualTo("handle-1");
    }

    @Test
    void isNotExtendedWhileItIsBeingSettledOrExtended() {
        assertThat(delivery.startExtending()).isTrue();
        assertThat(delivery.startExtending()).isFalse();
        delivery.endExtending();
        delivery.finish(Outcome.COMPLETED);

        assertThat(delivery.startExtending()).isFalse();
    }

    @Test
    void canBeBegunWhileItIsBeingExtended() {
        delivery.startExtending();

        assertThat(delivery.begin(0)).isTrue();
        assertThat(delivery.begin(0)).isFalse();
    }

    @Test
    void isNotBegunOnceItsLeaseHasEnded() {
        delivery.startExtending();
        delivery.lease().refused(5);
        delivery.endExtending();

        assertThat(delivery.begin(5)).isFalse();
        assertThat(recorder.ends).containsExactly(State.LAPSED);
    }

    @Test
    void anExtensionAfterItLapsedIsNotUsed() {
        delivery.startExtending();
        assertThat(delivery.begin(LEASE.toNanos())).isFalse();

        assertThat(delivery.extended("new", 0, 2 * LEASE.toNanos())).isFalse();
        assertThat(recorder.ends).containsExactly(State.LAPSED);
    }

    @Test
    void afterMaxExtensionAFinishIsIgnored() {
        delivery.begin(0);
        delivery.startExtending();
        delivery.maxExtensionReached();
        delivery.finish(Outcome.COMPLETED);

        assertThat(recorder.ends).containsExactly(State.MAX_EXTENSION_REACHED);
        assertThat(recorder.outcomes).isEmpty();
    }

    @Test
    void aFinishBeforeMaxExtensionIsSettled() {
        delivery.startExtending();
        delivery.finish(Outcome.COMPLETED);
        delivery.maxExtensionReached();

        assertThat(recorder.outcomes).containsExactly(Outcome.COMPLETED);
        assertThat(recorder.ends).isEmpty();
    }

    @Test
    void shouldBeExtendedWhenAThirdOfItsLeaseIsLeft() {
        assertThat(delivery.renewAt()).isEqualTo(Duration.ofSeconds(20).toNanos());

        delivery.startExtending();
        delivery.extended("new", 0, Duration.ofSeconds(60).toNanos());

        assertThat(delivery.renewAt()).isEqualTo(Duration.ofSeconds(40).toNanos());
    }

    @Test
    void canBeClaimedOnceItIsInARoute() throws Exception {
        assertThat(delivery.claim()).isFalse();

        delivery.begin(0);

        assertThat(delivery.claim()).isTrue();
        assertThat(delivery.claim()).isFalse();
        assertThat(delivery.startExtending()).isFalse();
    }

    @Test
    void afterAManualDeleteTheOutcomeOfTheRouteDoesNotCount() throws Exception {
        delivery.begin(0);
        delivery.claim();
        delivery.finish(Outcome.ABANDONED);
        delivery.deletedManually();
        delivery.finish(Outcome.ABANDONED);

        assertThat(recorder.outcomes).containsExactly(Outcome.DELETED);
    }

    @Test
    void aManualDeleteWithoutAClaimHasNoEffect() {
        delivery.begin(0);
        delivery.deletedManually();

        assertThat(recorder.outcomes).isEmpty();
    }

    @Test
    void aFinishDuringAClaimCountsWhenTheClaimEnds() throws Exception {
        delivery.begin(0);
        delivery.claim();
        delivery.finish(Outcome.COMPLETED);
        delivery.lease().setManually();
        delivery.extended("new", 0, LEASE.toNanos());

        assertThat(recorder.outcomes).containsExactly(Outcome.COMPLETED);
        assertThat(delivery.handle()).isEqualTo("new");
        assertThat(delivery.lease().isSetManually()).isTrue();
    }

    private static final class Recorder implements Delivery.Listener {

        final ConcurrentLinkedQueue<Outcome> outcomes = new ConcurrentLinkedQueue<>();
        final ConcurrentLinkedQueue<State> ends = new ConcurrentLinkedQueue<>();

        @Override
        public void finished(Delivery delivery, Outcome outcome) {
            outcomes.add(outcome);
        }

        @Override
        public void ended(Delivery delivery, State state) {
            ends.add(state);
        }
    }
}
