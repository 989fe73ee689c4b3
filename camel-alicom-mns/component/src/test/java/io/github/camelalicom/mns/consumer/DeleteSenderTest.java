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

import org.junit.jupiter.api.Test;

import io.github.camelalicom.mns.SteppedTimer;
import io.github.camelalicom.mns.consumer.Delivery.State;
import io.github.camelalicom.mns.gateway.MnsException.Kind;
import io.github.camelalicom.mns.gateway.MnsQueue.DeleteFailure;
import io.github.camelalicom.mns.gateway.Threads;

import static org.assertj.core.api.Assertions.assertThat;

/** What becomes of finished messages whose delete goes wrong, on a clock stepped by hand. */
class DeleteSenderTest {

    private static final Duration LEASE = Duration.ofSeconds(30);

    private final SteppedTimer time = new SteppedTimer();
    private final ScriptedQueue queue = new ScriptedQueue();
    private final Map<String, State> ends = new LinkedHashMap<>();
    private final List<String> reports = new ArrayList<>();
    private ErrorReporter reporter = (message, cause) -> reports.add(cause.getMessage());
    private final FailureTracker failures =
            new FailureTracker("Deleting", (m, c) -> reporter.report(m, c), time::nanoTime);
    private final DeleteSender deletes =
            new DeleteSender(
                    queue,
                    Messages.settings(),
                    new Threads(time, time, time),
                    failures,
                    time::nanoTime);

    @Test
    void oneLostHandleCostsOnlyItsOwnMessage() {
        queue.deleting = handles -> List.of(lost("handle-2"));

        delete("1", "2", "3");
        time.advance(LEASE);

        assertThat(ends).containsEntry("1", State.DELETED).containsEntry("3", State.DELETED);
        assertThat(ends).containsEntry("2", State.REDELIVERY_EXPECTED);
        assertThat(queue.asked).containsExactly("delete handle-1 handle-2 handle-3");
        assertThat(deletes.failedDeletes()).isEqualTo(1);
    }

    @Test
    void aHandleThatFailsTemporarilyIsRetried() {
        List<DeleteFailure> once =
                new ArrayList<>(List.of(new DeleteFailure("handle-2", Kind.UNAVAILABLE, "500")));
        queue.deleting =
                handles -> {
                    List<DeleteFailure> answer = List.copyOf(once);
                    once.clear();
                    return answer;
                };

        delete("1", "2");
        time.advance(LEASE);

        assertThat(ends).containsEntry("1", State.DELETED).containsEntry("2", State.DELETED);
        assertThat(queue.asked).containsExactly("delete handle-1 handle-2", "delete handle-2");
        assertThat(deletes.failedDeletes()).isEqualTo(1);
        assertThat(deletes.waiting()).isZero();
    }

    @Test
    void aMessageWhoseDeleteFailsUntilTheLeaseIsOverIsRedelivered() {
        queue.deleting = failing(Kind.UNAVAILABLE);

        delete("1");
        time.advance(LEASE.plusSeconds(10));

        assertThat(ends).containsEntry("1", State.REDELIVERY_EXPECTED);
        assertThat(queue.asked).hasSizeBetween(6, 100);
        assertThat(reports).containsExactly("scripted UNAVAILABLE");
    }

    @Test
    void whenNothingIsLeftToDeleteAnOutageIsForgotten() {
        queue.deleting = failing(Kind.DENIED);
        delete("1");
        time.advance(Duration.ofMillis(150));
        assertThat(failures.failure()).isPresent();

        time.advance(LEASE);

        assertThat(ends).containsEntry("1", State.REDELIVERY_EXPECTED);
        assertThat(failures.failure()).isEmpty();
    }

    @Test
    void whereBatchesAreRefusedSinglesAreTried() {
        queue.deleting =
                handles -> {
                    if (handles.size() > 1) {
                        throw ScriptedQueue.failure(Kind.DENIED);
                    }
                    return List.of();
                };

        delete("1", "2");
        time.advance(Duration.ofSeconds(1));
        delete("3", "4");
        time.advance(Duration.ofSeconds(1));

        assertThat(ends.values())
                .containsExactly(State.DELETED, State.DELETED, State.DELETED, State.DELETED);
        assertThat(queue.asked)
                .containsExactly(
                        "delete handle-1 handle-2",
                        "delete handle-1",
                        "delete handle-2",
                        "delete handle-3",
                        "delete handle-4");
    }

    @Test
    void whereSinglesAreRefusedTooItWaitsBeforeEachFurtherAttempt() {
        queue.deleting = failing(Kind.DENIED);

        delete("1", "2", "3", "4");
        time.advance(LEASE.plusSeconds(10));

        assertThat(ends.values()).containsOnly(State.REDELIVERY_EXPECTED).hasSize(4);
        assertThat(queue.asked).hasSizeLessThan(200);
        assertThat(reports).containsExactly("scripted DENIED");
    }

    @Test
    void aDeleteWhoseAnswerWasLostCountsAsDoneWhenTheMessageIsGone() {
        queue.deleting = failing(Kind.UNAVAILABLE);
        delete("1");
        time.advance(Duration.ofMillis(150));
        queue.deleting =
                handles ->
                        List.of(
                                new DeleteFailure(
                                        "handle-1", Kind.MESSAGE_GONE, "MessageNotExist"));

        time.advance(LEASE);

        assertThat(ends).containsEntry("1", State.DELETED);
    }

    @Test
    void aDeleteWhoseAnswerWasLostDoesNotCountAsDoneWhenAnotherConsumerHasTheMessage() {
        queue.deleting = failing(Kind.UNAVAILABLE);
        delete("1");
        time.advance(Duration.ofMillis(150));
        queue.deleting = handles -> List.of(lost("handle-1"));

        time.advance(LEASE);

        assertThat(ends).containsEntry("1", State.REDELIVERY_EXPECTED);
    }

    @Test
    void aListOfFailuresThatNamesNoKnownHandleCountsForTheWholeBatch() {
        queue.deleting = handles -> handles.size() > 1 ? List.of(lost("unknown")) : List.of();

        delete("1", "2");
        time.advance(Duration.ofMillis(150));

        assertThat(ends).containsEntry("1", State.DELETED).containsEntry("2", State.DELETED);
        assertThat(queue.asked)
                .containsExactly("delete handle-1 handle-2", "delete handle-1", "delete handle-2");
    }

    @Test
    void ofASingleMessageAFailureCountsWhateverHandleItNames() {
        queue.deleting = handles -> List.of(lost(" handle-1 "));

        delete("1");
        time.advance(Duration.ofMillis(150));

        assertThat(ends).containsEntry("1", State.REDELIVERY_EXPECTED);
    }

    @Test
    void aReporterThatFailsCostsNoMessage() {
        reporter =
                (message, cause) -> {
                    throw new IllegalStateException("on purpose");
                };
        queue.deleting = failing(Kind.UNAVAILABLE);
        delete("1");
        time.advance(Duration.ofMillis(150));
        queue.deleting = handles -> List.of();

        time.advance(LEASE);

        assertThat(ends).containsEntry("1", State.DELETED);
    }

    @Test
    void anUnexpectedErrorCostsNoMessage() {
        queue.deleting =
                handles -> {
                    throw new IllegalArgumentException("on purpose");
                };
        delete("1");
        time.advance(Duration.ofMillis(150));
        queue.deleting = handles -> List.of();

        time.advance(LEASE);

        assertThat(ends).containsEntry("1", State.DELETED);
    }

    private static java.util.function.Function<List<String>, List<DeleteFailure>> failing(
            Kind kind) {
        return handles -> {
            throw ScriptedQueue.failure(kind);
        };
    }

    private static DeleteFailure lost(String handle) {
        return new DeleteFailure(handle, Kind.HANDLE_LOST, "ReceiptHandleError");
    }

    private void delete(String... ids) {
        for (String id : ids) {
            Delivery delivery =
                    Messages.delivery(
                            id,
                            LEASE,
                            time.nanoTime(),
                            new Delivery.Listener() {
                                @Override
                                public void finished(Delivery finished, Outcome outcome) {
                                    deletes.delete(finished);
                                }

                                @Override
                                public void ended(Delivery ended, State state) {
                                    ends.put(ended.message().messageId(), state);
                                }
                            });
            delivery.finish(Outcome.COMPLETED);
        }
    }
}
