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
package io.github.camelalicom.mns;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

import org.apache.camel.Exchange;

import io.github.camelalicom.mns.emulator.MessageEvent;
import io.github.camelalicom.mns.emulator.MessageEvent.Kind;
import io.github.camelalicom.mns.emulator.MessageHistory;
import io.github.camelalicom.mns.emulator.QueueView;
import io.github.camelalicom.mns.emulator.Requests;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the route completed, held against what happened in the queue: nothing is deleted that was
 * not completed, nothing is completed twice and no lease ends without a fault that explains it: one
 * of a request for the message, or of those for the token that such a request needs.
 */
final class Ledger {

    /** What the consumer asks for when it gives a message back, or redelivers it. */
    private static final Duration RELEASE = Duration.ofSeconds(1);

    /** Message id to the receives of it that the route completed. */
    private final Map<String, Set<Integer>> completed = new ConcurrentHashMap<>();

    private final TokenOutages tokenOutages = new TokenOutages();

    void completed(Exchange exchange) {
        completed
                .computeIfAbsent(id(exchange), id -> ConcurrentHashMap.newKeySet())
                .add(receive(exchange));
    }

    static String id(Exchange exchange) {
        return exchange.getIn().getHeader(AlicomMnsConstants.MESSAGE_ID, String.class);
    }

    /** Which receive of the message this is, from 1. */
    static int receive(Exchange exchange) {
        return exchange.getIn().getHeader(AlicomMnsConstants.DEQUEUE_COUNT, Integer.class);
    }

    /** To be called often enough that the emulator still has all requests since the last call. */
    void noteTokenOutages(Requests requests) {
        tokenOutages.note(requests.all());
    }

    void assertNothingIsLost(QueueView queue, int sent) {
        assertThat(queue.sent()).isEqualTo(sent);
        assertThat(queue.deleted() + queue.visible() + queue.invisible()).isEqualTo(sent);
        assertThat(completed).hasSize(sent);
        assertThat(queue.history()).hasSize(sent);
        assertNone(
                queue, "not deleted by its completion", message -> !deletedByCompletion(message));
    }

    void assertEachIsCompletedOnce() {
        assertThat(completed).allSatisfy((id, receives) -> assertThat(receives).as(id).hasSize(1));
    }

    void assertNoRequestWasInVain(QueueView queue) {
        assertNone(
                queue,
                "asked for in vain",
                message ->
                        !message.ofKind(Kind.DELETE_REFUSED, Kind.CHANGE_REFUSED, Kind.NOT_DONE)
                                .isEmpty());
    }

    /**
     * A lease that ends by itself is a message that was stranded, or not kept; but for what the
     * queue handed out at the moment the poll was cancelled, and that no consumer received.
     */
    void assertLeasesEndByFaultsOnly(QueueView queue, long receivedByConsumers) {
        List<MessageHistory> histories = queue.history();
        long handedOut =
                histories.stream()
                        .flatMap(message -> message.ofKind(Kind.RECEIVED).stream())
                        .filter(event -> !event.answerLost())
                        .count();
        List<MessageHistory> lapsed = histories.stream().filter(this::lapsedWithoutReason).toList();
        assertThat(lapsed)
                .as("lapsed without a fault, of %d handed out", handedOut)
                .hasSizeLessThanOrEqualTo((int) (handedOut - receivedByConsumers));
    }

    private boolean lapsedWithoutReason(MessageHistory message) {
        return message.leases().stream()
                .filter(lease -> happened(lease, Kind.LEASE_ENDED))
                .anyMatch(lease -> !released(lease) && !faulty(lease));
    }

    void assertDuplicatesAreExplained(QueueView queue) {
        assertNone(
                queue,
                "completed again without a fault",
                message ->
                        message.leases().stream()
                                .filter(lease -> completedIn(message, lease))
                                .anyMatch(
                                        lease -> !happened(lease, Kind.DELETED) && !faulty(lease)));
    }

    /**
     * A delete whose answer was lost is taken for done when the message is gone. In between someone
     * else may have received and deleted it: then two say that they deleted it.
     */
    void assertOnlyDoubtfulDeletesAreCountedTwice(QueueView queue, long deletedByConsumers) {
        long doubtful =
                queue.history().stream()
                        .filter(message -> message.leases().size() > 1)
                        .filter(message -> !message.ofKind(Kind.DELETE_REFUSED).isEmpty())
                        .count();
        assertThat(deletedByConsumers).isLessThanOrEqualTo(queue.deleted() + doubtful);
    }

    private static void assertNone(
            QueueView queue, String what, Predicate<MessageHistory> condition) {
        assertThat(queue.history().stream().filter(condition).toList()).as(what).isEmpty();
    }

    private boolean deletedByCompletion(MessageHistory message) {
        List<List<MessageEvent>> deleting =
                message.leases().stream().filter(lease -> happened(lease, Kind.DELETED)).toList();
        return deleting.size() == 1 && completedIn(message, deleting.get(0));
    }

    private boolean completedIn(MessageHistory message, List<MessageEvent> lease) {
        return completed
                .getOrDefault(message.messageId(), Set.of())
                .contains(lease.get(0).dequeueCount());
    }

    private static boolean happened(List<MessageEvent> lease, Kind kind) {
        return lease.stream().anyMatch(event -> event.kind() == kind);
    }

    private static boolean released(List<MessageEvent> lease) {
        return lease.stream()
                .anyMatch(
                        event ->
                                event.kind() == Kind.VISIBILITY_CHANGED
                                        && event.lease().compareTo(RELEASE) <= 0);
    }

    private boolean faulty(List<MessageEvent> lease) {
        return lease.stream().anyMatch(event -> !event.faults().isEmpty())
                || tokenOutages.overlap(lease.get(0).time(), lease.get(lease.size() - 1).time());
    }
}
