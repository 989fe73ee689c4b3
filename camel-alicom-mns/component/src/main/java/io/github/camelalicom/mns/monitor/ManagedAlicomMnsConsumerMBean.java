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
package io.github.camelalicom.mns.monitor;

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
 * The attributes of the consumer in JMX, in addition to those of every Camel consumer. While the
 * consumer is stopped, figures are 0, texts are empty and ages are -1. Camel reads the annotations
 * here; value and description of an attribute are those of {@link Metric}.
 */
public interface ManagedAlicomMnsConsumerMBean {

    /** State, and counts since the start; empty while it is stopped. */
    Optional<ConsumerSnapshot> snapshot();

    @ManagedAttribute(description = "Message type of the receipts, as Alibaba Cloud names it")
    String getMessageType();

    @ManagedAttribute(description = "Name of the queue")
    String getQueueName();

    // spotless:off
    @ManagedAttribute(description = "Receivers that poll or pause between polls")
    default int getReceivers() { return number("Receivers").intValue(); }

    @ManagedAttribute(description = "Maximum number of receivers, 1 to 64")
    default int getConcurrentReceivers() { return number("ConcurrentReceivers").intValue(); }

    /** Applies until the consumer is stopped; then the option applies again. */
    @ManagedAttribute(description = "Maximum number of receivers, 1 to 64")
    void setConcurrentReceivers(int max);

    @ManagedOperation(description = "Allows one more receiver")
    default void addReceiver() {
        setConcurrentReceivers(getConcurrentReceivers() + 1);
    }

    @ManagedOperation(description = "Allows one receiver fewer")
    default void removeReceiver() {
        setConcurrentReceivers(getConcurrentReceivers() - 1);
    }

    @ManagedAttribute(description = "Messages held by the consumer")
    default int getMessagesInFlight() { return number("MessagesInFlight").intValue(); }

    @ManagedAttribute(description = "Messages received and not yet being processed")
    default int getMessagesWaiting() { return number("MessagesWaiting").intValue(); }

    @ManagedAttribute(description = "Messages processed and not yet deleted")
    default int getDeletesWaiting() { return number("DeletesWaiting").intValue(); }

    @ManagedAttribute(description = "Messages received")
    default long getMessagesReceived() { return number("MessagesReceived").longValue(); }

    @ManagedAttribute(description = "Messages received for the second or a later time")
    default long getMessagesRedelivered() { return number("MessagesRedelivered").longValue(); }

    @ManagedAttribute(description = "Messages deleted")
    default long getMessagesDeleted() { return number("MessagesDeleted").longValue(); }

    @ManagedAttribute(description = "Messages released at stop or suspension")
    default long getMessagesReleased() { return number("MessagesReleased").longValue(); }

    @ManagedAttribute(description = "Messages left for redelivery")
    default long getMessagesLeft() { return number("MessagesLeft").longValue(); }

    @ManagedAttribute(
            description = "Messages dropped because their lease expired before processing")
    default long getMessagesLapsed() { return number("MessagesLapsed").longValue(); }

    @ManagedAttribute(description = "Messages that MNS will redeliver although they were processed")
    default long getRedeliveryExpected() { return number("RedeliveryExpected").longValue(); }

    @ManagedAttribute(description = "Failed deletes, counted per message and attempt")
    default long getDeletesFailed() { return number("DeletesFailed").longValue(); }

    @ManagedAttribute(description = "Receipt fields that differ from Alibaba Cloud's documentation")
    default long getSchemaDrift() { return number("SchemaDrift").longValue(); }

    @ManagedAttribute(description = "Mean time from queue to route")
    default long getReceiveLagMeanMillis() { return number("ReceiveLagMeanMillis").longValue(); }

    @ManagedAttribute(description = "Longest time from queue to route")
    default long getReceiveLagMaxMillis() { return number("ReceiveLagMaxMillis").longValue(); }

    @ManagedAttribute(description = "Shortest lease left at a delete")
    default long getLeaseMarginMinMillis() { return number("LeaseMarginMinMillis").longValue(); }

    @ManagedAttribute(description = "Mean lease left at a delete")
    default long getLeaseMarginMeanMillis() { return number("LeaseMarginMeanMillis").longValue(); }
    // spotless:on

    @ManagedAttribute(description = "Requests sent, including retries")
    default long getRequestsSent() {
        return requests("RequestsSent");
    }

    @ManagedAttribute(description = "Requests that got no answer or an error")
    default long getRequestsFailed() {
        return requests("RequestsFailed");
    }

    @ManagedOperation(
            description =
                    "Requests sent of one kind: receive, delete, batchDelete, changeVisibility, token")
    default long requestsSent(String kind) {
        RequestKind known = RequestKind.ofLabel(kind);
        return of(s -> s.queue().count(known).sent(), 0L);
    }

    @ManagedAttribute(description = "Age of the token in seconds")
    default long getTokenAgeSeconds() {
        return token("TokenAgeSeconds").orElse(-1L);
    }

    @ManagedAttribute(description = "Time until the token expires, in seconds")
    default long getTokenLeftSeconds() {
        return token("TokenLeftSeconds").map(left -> Math.max(0, left)).orElse(-1L);
    }

    @ManagedAttribute(description = "Last failure, also if it is over")
    default String getLastError() {
        return of(s -> s.lastFailure().map(Failure.Past::sentence).orElse(""), "");
    }

    @ManagedAttribute(description = "Seconds since the last failure, -1 if there was none")
    default long getLastErrorAgeSeconds() {
        return of(s -> s.lastFailure().map(last -> last.ago().toSeconds()).orElse(-1L), -1L);
    }

    @ManagedAttribute(description = "Current failures")
    default String getFailures() {
        return of(s -> s.failures().stream().map(Failure::sentence).collect(joining("; ")), "");
    }

    private Number number(String attribute) {
        return of(Metric.ofAttribute(Metric.OF_CONSUMER, attribute)::read, 0);
    }

    private long requests(String attribute) {
        Metric<RequestCount> metric = Metric.ofAttribute(Metric.OF_REQUESTS, attribute);
        return snapshot().stream()
                .flatMap(s -> s.queue().requests().values().stream())
                .mapToLong(count -> metric.read(count).longValue())
                .sum();
    }

    private Optional<Long> token(String attribute) {
        Metric<TokenTimes> metric = Metric.ofAttribute(Metric.OF_TOKEN, attribute);
        return snapshot().flatMap(s -> s.queue().token()).map(t -> metric.read(t).longValue());
    }

    private <T> T of(Function<ConsumerSnapshot, T> figure, T nothing) {
        return snapshot().map(figure).orElse(nothing);
    }
}
