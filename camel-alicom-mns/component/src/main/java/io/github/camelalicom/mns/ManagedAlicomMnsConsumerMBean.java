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
import java.util.Optional;
import java.util.function.Function;

import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedOperation;

import io.github.camelalicom.mns.consumer.ConsumerSnapshot;
import io.github.camelalicom.mns.consumer.Failure;
import io.github.camelalicom.mns.gateway.QueueSnapshot.RequestCount;
import io.github.camelalicom.mns.gateway.QueueSnapshot.TokenTimes;
import io.github.camelalicom.mns.gateway.RequestKind;

import static java.util.stream.Collectors.joining;

/**
 * What JMX shows of the consumer, beside what Camel shows of each. All of it from the snapshot;
 * figures are 0, texts empty and ages -1 while there is nothing to tell.
 */
public interface ManagedAlicomMnsConsumerMBean {

    /** What it is doing and has done since it was started; empty while it is not. */
    Optional<ConsumerSnapshot> snapshot();

    @ManagedAttribute(description = "The vendor's name of the kind of receipts")
    String getMessageType();

    @ManagedAttribute(description = "The queue")
    String getQueueName();

    @ManagedAttribute(description = "How many receive at present")
    default int getReceivers() {
        return of(snapshot -> snapshot.load().receivers(), 0);
    }

    @ManagedAttribute(description = "How many may receive at a time")
    default int getConcurrentReceivers() {
        return of(snapshot -> snapshot.load().mostReceivers(), 0);
    }

    /** Until the consumer is stopped; then the option counts again. */
    @ManagedAttribute(description = "How many may receive at a time, 1 to 64")
    void setConcurrentReceivers(int most);

    @ManagedOperation(description = "One receiver more may receive at a time")
    default void addReceiver() {
        setConcurrentReceivers(getConcurrentReceivers() + 1);
    }

    @ManagedOperation(description = "One receiver fewer may receive at a time")
    default void removeReceiver() {
        setConcurrentReceivers(getConcurrentReceivers() - 1);
    }

    @ManagedAttribute(description = "Messages held")
    default int getMessagesInFlight() {
        return of(snapshot -> snapshot.load().inFlight(), 0);
    }

    @ManagedAttribute(description = "Messages held that no worker has begun")
    default int getMessagesWaiting() {
        return of(snapshot -> snapshot.load().waiting(), 0);
    }

    @ManagedAttribute(description = "Messages held that are done and not yet deleted")
    default int getDeletesWaiting() {
        return of(snapshot -> snapshot.load().waitingDeletes(), 0);
    }

    @ManagedAttribute(description = "Messages received")
    default long getMessagesReceived() {
        return of(snapshot -> snapshot.totals().received(), 0L);
    }

    @ManagedAttribute(description = "Messages received for the second time or more")
    default long getMessagesRedelivered() {
        return of(snapshot -> snapshot.totals().redelivered(), 0L);
    }

    @ManagedAttribute(description = "Messages deleted")
    default long getMessagesDeleted() {
        return of(snapshot -> snapshot.totals().deleted(), 0L);
    }

    @ManagedAttribute(description = "Messages given back at stop or suspension, not begun")
    default long getMessagesGivenBack() {
        return of(snapshot -> snapshot.totals().givenBack(), 0L);
    }

    @ManagedAttribute(description = "Messages left for redelivery")
    default long getMessagesLeft() {
        return of(snapshot -> snapshot.totals().left(), 0L);
    }

    @ManagedAttribute(description = "Messages whose lease ended before work began")
    default long getMessagesLapsed() {
        return of(snapshot -> snapshot.totals().lapsed(), 0L);
    }

    @ManagedAttribute(description = "Messages that were not deleted in time, and come again")
    default long getDuplicatesExpected() {
        return of(snapshot -> snapshot.totals().lost(), 0L);
    }

    @ManagedAttribute(description = "Deletes that failed, by message and attempt")
    default long getDeletesFailed() {
        return of(snapshot -> snapshot.totals().deleteFailures(), 0L);
    }

    @ManagedAttribute(description = "Fields of receipts that differ from what is documented")
    default long getSchemaDrift() {
        return of(ConsumerSnapshot::drifted, 0L);
    }

    @ManagedAttribute(description = "Mean time from the queue to the route, in milliseconds")
    default long getReceiveLagMeanMillis() {
        return of(snapshot -> snapshot.receiveLag().mean().toMillis(), 0L);
    }

    @ManagedAttribute(description = "Longest time from the queue to the route, in milliseconds")
    default long getReceiveLagMaxMillis() {
        return of(snapshot -> snapshot.receiveLag().max().toMillis(), 0L);
    }

    @ManagedAttribute(description = "Shortest lease left at a delete, in milliseconds")
    default long getLeaseMarginMinMillis() {
        return of(snapshot -> snapshot.leaseMargin().min().toMillis(), 0L);
    }

    @ManagedAttribute(description = "Mean lease left at a delete, in milliseconds")
    default long getLeaseMarginMeanMillis() {
        return of(snapshot -> snapshot.leaseMargin().mean().toMillis(), 0L);
    }

    @ManagedAttribute(description = "Requests sent, to queue and token service")
    default long getRequestsSent() {
        return of(snapshot -> sum(snapshot, RequestCount::sent), 0L);
    }

    @ManagedAttribute(description = "Requests that failed, of those")
    default long getRequestsFailed() {
        return of(snapshot -> sum(snapshot, RequestCount::failed), 0L);
    }

    @ManagedOperation(
            description =
                    "Requests sent of one kind: receive, delete, batchDelete, changeVisibility or"
                            + " token")
    default long requestsSent(String kind) {
        RequestKind known = RequestKind.ofLabel(kind);
        return of(snapshot -> snapshot.queue().count(known).sent(), 0L);
    }

    @ManagedAttribute(description = "Age of the token in seconds, or -1")
    default long getTokenAgeSeconds() {
        return token(TokenTimes::age);
    }

    @ManagedAttribute(description = "What is left of the token's life in seconds, or -1")
    default long getTokenLeftSeconds() {
        return token(times -> times.left().isNegative() ? Duration.ZERO : times.left());
    }

    @ManagedAttribute(description = "What failed last, whether it works again or not")
    default String getLastError() {
        return of(snapshot -> snapshot.lastFailure().map(Failure.Past::sentence).orElse(""), "");
    }

    @ManagedAttribute(description = "Seconds since that failure, or -1")
    default long getLastErrorAgeSeconds() {
        return of(
                snapshot -> snapshot.lastFailure().map(last -> last.ago().toSeconds()).orElse(-1L),
                -1L);
    }

    @ManagedAttribute(description = "What fails at present")
    default String getTroubles() {
        return of(
                snapshot ->
                        snapshot.troubles().stream().map(Failure::sentence).collect(joining("; ")),
                "");
    }

    private long token(Function<TokenTimes, Duration> time) {
        return of(
                snapshot -> snapshot.queue().token().map(time).map(Duration::toSeconds).orElse(-1L),
                -1L);
    }

    private static long sum(ConsumerSnapshot snapshot, Function<RequestCount, Long> figure) {
        return snapshot.queue().requests().values().stream().mapToLong(figure::apply).sum();
    }

    private <T> T of(Function<ConsumerSnapshot, T> figure, T nothing) {
        return snapshot().map(figure).orElse(nothing);
    }
}
