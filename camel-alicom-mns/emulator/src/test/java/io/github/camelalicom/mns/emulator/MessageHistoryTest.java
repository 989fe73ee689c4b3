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
package io.github.camelalicom.mns.emulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import com.aliyun.mns.client.CloudQueue;
import com.aliyun.mns.common.ServiceHandlingRequiredException;
import com.aliyun.mns.model.Message;

import static io.github.camelalicom.mns.emulator.MessageEvent.Kind.CHANGE_REFUSED;
import static io.github.camelalicom.mns.emulator.MessageEvent.Kind.DELETED;
import static io.github.camelalicom.mns.emulator.MessageEvent.Kind.DELETE_REFUSED;
import static io.github.camelalicom.mns.emulator.MessageEvent.Kind.LEASE_ENDED;
import static io.github.camelalicom.mns.emulator.MessageEvent.Kind.NOT_DONE;
import static io.github.camelalicom.mns.emulator.MessageEvent.Kind.RECEIVED;
import static io.github.camelalicom.mns.emulator.MessageEvent.Kind.RELEASED;
import static io.github.camelalicom.mns.emulator.MessageEvent.Kind.SENT;
import static io.github.camelalicom.mns.emulator.MessageEvent.Kind.VISIBILITY_CHANGED;
import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** The history of each message that the client of Alibaba Cloud has received. */
class MessageHistoryTest {

    private static final Duration VISIBILITY = Duration.ofSeconds(30);

    @RegisterExtension static AlicomEmulatorExtension alicom = AlicomEmulatorExtension.create();

    private AliyunClients client;
    private CloudQueue queue;
    private Instant start;

    @BeforeEach
    void stopTheClock() throws Exception {
        alicom.clock().freeze();
        start = alicom.clock().instant();
        String name = alicom.queueName("SmsReport");
        client = AliyunClients.ofToken(alicom.emulator(), "SmsReport", name);
        queue = client.queue(name);
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void listsALifeFromItsBeginningToItsEnd() throws Exception {
        // given
        String id = deliver();
        alicom.clock().advance(Duration.ofSeconds(1));
        Message message = queue.popMessage();
        alicom.clock().advance(Duration.ofSeconds(10));
        Message extended = queue.changeMessageVisibility(message.getReceiptHandle(), 60);
        alicom.clock().advance(Duration.ofSeconds(20));
        queue.deleteMessage(extended.getReceiptHandle());
        // when
        MessageHistory history = alicom.queue("SmsReport").history(id);
        // then
        Duration minute = Duration.ofSeconds(60);
        assertThat(history.messageId()).isEqualTo(id);
        assertThat(history.message().state()).isEqualTo(QueuedMessage.State.DELETED);
        assertThat(history.dropped()).isZero();
        assertThat(history.events())
                .containsExactly(
                        event(SENT, 0, null, 0, null),
                        event(RECEIVED, 1, RequestKind.RECEIVE, 1, VISIBILITY),
                        event(VISIBILITY_CHANGED, 11, RequestKind.CHANGE_VISIBILITY, 1, minute),
                        event(DELETED, 31, RequestKind.DELETE, 1, null));
    }

    @Test
    void namesTheRequestThatSentIt() {
        queue.putMessage(new Message("body"));
        assertThat(theOnlyOne().events())
                .containsExactly(event(SENT, 0, RequestKind.SEND, 0, null));
    }

    @Test
    void logsTheEndOfALeaseWithItsOwnTime() throws Exception {
        // given
        String id = deliver();
        queue.popMessage();
        alicom.clock().advance(VISIBILITY.plusSeconds(70));
        // when
        queue.popMessage();
        // then
        assertThat(history(id).events())
                .containsExactly(
                        event(SENT, 0, null, 0, null),
                        event(RECEIVED, 0, RequestKind.RECEIVE, 1, VISIBILITY),
                        event(LEASE_ENDED, 30, null, 1, null),
                        event(RECEIVED, 100, RequestKind.RECEIVE, 2, VISIBILITY));
    }

    @Test
    void doesNotLogTheEndOfADelayAsTheEndOfALease() throws Exception {
        // given
        Message delayed = new Message("body");
        delayed.setDelaySeconds(5);
        queue.putMessage(delayed);
        // when
        alicom.clock().advance(Duration.ofSeconds(5));
        queue.popMessage();
        // then
        assertThat(theOnlyOne().kinds()).containsExactly(SENT, RECEIVED);
    }

    @Test
    void namesTheFaultThatReleasedIt() throws Exception {
        // given
        String id = deliver();
        alicom.faults().add(Fault.duplicateDelivery().on(RequestKind.RECEIVE));
        queue.popMessage();
        // when
        queue.popMessage();
        // then
        MessageHistory history = history(id);
        assertThat(history.kinds()).containsExactly(SENT, RECEIVED, RELEASED, RECEIVED);
        assertThat(history.events())
                .extracting(event -> event.hasFault(Fault.DuplicateDelivery.class))
                .containsExactly(false, true, true, false);
        assertThat(history.events().get(2).request()).isEqualTo(RequestKind.RECEIVE);
    }

    @Test
    void logsRefusedDeletesWithTheirCodes() throws Exception {
        // given
        String id = deliver();
        String first = queue.popMessage().getReceiptHandle();
        String second = queue.changeMessageVisibility(first, 60).getReceiptHandle();
        // when
        catchThrowable(() -> queue.deleteMessage(first));
        queue.deleteMessage(second);
        catchThrowable(() -> queue.deleteMessage(second));
        // then
        MessageHistory history = history(id);
        assertThat(history.kinds())
                .endsWith(VISIBILITY_CHANGED, DELETE_REFUSED, DELETED, DELETE_REFUSED);
        assertThat(history.ofKind(DELETE_REFUSED))
                .extracting(MessageEvent::errorCode)
                .containsExactly("ReceiptHandleError", "MessageNotExist");
    }

    @Test
    void logsRefusedChangesOfVisibilityWithTheirCodes() throws Exception {
        // given
        String id = deliver();
        String first = queue.popMessage().getReceiptHandle();
        String second = queue.changeMessageVisibility(first, 60).getReceiptHandle();
        // when
        catchThrowable(() -> queue.changeMessageVisibility(first, 60));
        queue.deleteMessage(second);
        catchThrowable(() -> queue.changeMessageVisibility(second, 60));
        // then
        assertThat(history(id).ofKind(CHANGE_REFUSED, NOT_DONE))
                .extracting(MessageEvent::kind, MessageEvent::errorCode, MessageEvent::request)
                .containsExactly(
                        tuple(CHANGE_REFUSED, "ReceiptHandleError", RequestKind.CHANGE_VISIBILITY),
                        tuple(CHANGE_REFUSED, "MessageNotExist", RequestKind.CHANGE_VISIBILITY));
    }

    @Test
    void listsTheResultOfEachMessageOfABatch() throws Exception {
        // given
        List<String> ids = alicom.deliver(smsReport(), smsReport());
        List<Message> batch = queue.batchPopMessage(16);
        queue.deleteMessage(batch.get(0).getReceiptHandle());
        // when
        catchThrowable(() -> queue.batchDeleteMessage(handles(batch)));
        // then
        assertThat(history(ids.get(0)).kinds())
                .containsExactly(SENT, RECEIVED, DELETED, DELETE_REFUSED);
        assertThat(history(ids.get(1)).events())
                .last()
                .isEqualTo(event(DELETED, 0, RequestKind.BATCH_DELETE, 1, null));
    }

    static List<Arguments> whatKeepsARequestFromTheQueue() {
        List<Arguments> all = new ArrayList<>();
        for (RequestKind kind :
                List.of(
                        RequestKind.DELETE,
                        RequestKind.BATCH_DELETE,
                        RequestKind.CHANGE_VISIBILITY)) {
            all.add(arguments(kind, Fault.status(502), null, false));
            // a component in between reports success
            all.add(arguments(kind, Fault.status(200), null, false));
            all.add(arguments(kind, Fault.error("InternalError", 500), "InternalError", false));
            all.add(arguments(kind, Fault.expireTokens(), "AccessDenied", false));
            all.add(arguments(kind, Fault.dropBefore(), null, true));
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("whatKeepsARequestFromTheQueue")
    void logsRequestsThatAFaultKeptFromTheQueue(
            RequestKind kind, Fault fault, String errorCode, boolean answerLost) throws Exception {
        // given
        String id = deliver();
        String handle = queue.popMessage().getReceiptHandle();
        alicom.faults().add(fault.on(kind));
        // when
        catchThrowable(() -> perform(kind, handle));
        // then
        assertThat(history(id).kinds()).containsExactly(SENT, RECEIVED, NOT_DONE);
        assertThat(history(id).ofKind(NOT_DONE))
                .containsExactly(
                        new MessageEvent(
                                NOT_DONE,
                                start,
                                kind,
                                List.of(fault),
                                answerLost,
                                1,
                                null,
                                errorCode));
    }

    @Test
    void logsRequestsRefusedBeforeTheQueueWithoutAFault() throws Exception {
        // given
        String id = deliver();
        String handle = queue.popMessage().getReceiptHandle();
        String messages = "/queues/" + alicom.queueName("SmsReport") + "/messages";
        String target = messages + "?ReceiptHandle=" + handle;
        // when
        new RawMns(alicom.emulator(), alicom.accessKey(), "wrong").call("DELETE", target, "");
        new RawMns(alicom.emulator()).call("PUT", target + "&VisibilityTimeout=0", "");
        new RawMns(alicom.emulator()).call("DELETE", messages, "<ReceiptHandles");
        // then
        assertThat(history(id).ofKind(NOT_DONE))
                .allSatisfy(event -> assertThat(event.faults()).isEmpty())
                .extracting(MessageEvent::errorCode)
                .containsExactly("SignatureDoesNotMatch", "InvalidArgument");
    }

    @Test
    void marksTheLostAnswerOfASuccessfulRequest() throws Exception {
        // given
        String id = deliver();
        alicom.faults().add(Fault.cutBody(100).on(RequestKind.RECEIVE));
        catchThrowable(() -> queue.popMessage());
        alicom.clock().advance(VISIBILITY);
        String handle = queue.popMessage().getReceiptHandle();
        alicom.faults().add(Fault.dropAfter().on(RequestKind.DELETE));
        // when
        catchThrowable(() -> queue.deleteMessage(handle));
        // then
        assertThat(history(id).kinds())
                .containsExactly(SENT, RECEIVED, LEASE_ENDED, RECEIVED, DELETED);
        assertThat(history(id).events())
                .extracting(MessageEvent::answerLost)
                .containsExactly(false, true, false, false, true);
    }

    @Test
    void namesNoFaultThatDidNotChangeTheAnswer() throws Exception {
        // given
        String id = deliver();
        String handle = queue.popMessage().getReceiptHandle();
        alicom.faults().add(Fault.cutBody(0).on(RequestKind.DELETE));
        // when
        queue.deleteMessage(handle);
        // then
        MessageEvent deleted = history(id).ofKind(DELETED).get(0);
        assertThat(deleted.faults()).isEmpty();
        assertThat(deleted.answerLost()).isFalse();
    }

    @Test
    void namesTheFaultsOfALongPollThatWaitedForTheMessage() {
        // given
        Fault skew = Fault.clockSkew(Duration.ofHours(1));
        alicom.faults().add(skew.on(RequestKind.RECEIVE));
        CompletableFuture<Message> poll = CompletableFuture.supplyAsync(() -> pop(30));
        await().until(() -> alicom.queue("SmsReport").waitingPolls() == 1);
        // when
        String id = deliver();
        // then
        assertThat(poll).succeedsWithin(Duration.ofSeconds(20));
        assertThat(history(id).ofKind(RECEIVED))
                .singleElement()
                .extracting(MessageEvent::faults)
                .isEqualTo(List.of(skew));
    }

    @Test
    void namesEveryFaultOfARequest() throws Exception {
        // given
        String id = deliver();
        Fault delay = Fault.delay(Duration.ofMillis(1));
        Fault skew = Fault.clockSkew(Duration.ofHours(-1));
        alicom.faults().add(delay.on(RequestKind.RECEIVE));
        alicom.faults().add(skew.on(RequestKind.RECEIVE));
        // when
        queue.popMessage();
        // then
        assertThat(history(id).ofKind(RECEIVED).get(0).faults()).containsExactly(delay, skew);
    }

    @Test
    void putsTheReasonForARedeliveryIntoTheLeaseBeforeIt() throws Exception {
        // given
        String id = deliver();
        String handle = queue.popMessage().getReceiptHandle();
        alicom.faults().add(Fault.dropBefore().on(RequestKind.DELETE));
        catchThrowable(() -> queue.deleteMessage(handle));
        alicom.clock().advance(VISIBILITY);
        // when
        queue.deleteMessage(queue.popMessage().getReceiptHandle());
        // then
        assertThat(history(id).leases())
                .extracting(lease -> lease.stream().map(MessageEvent::kind).toList())
                .containsExactly(
                        List.of(RECEIVED, NOT_DONE, LEASE_ENDED), List.of(RECEIVED, DELETED));
        assertThat(history(id).toString())
                .contains(id, "NOT_DONE, dequeueCount 1, by delete, faults [DropBefore[]]")
                .doesNotContain(history(id).message().body());
    }

    @Test
    void listsEveryMessageOldestFirst() {
        List<String> ids = alicom.deliver(smsReport(), smsReport(), smsReport());
        assertThat(alicom.queue("SmsReport").history())
                .extracting(MessageHistory::messageId)
                .isEqualTo(ids);
        assertThat(alicom.queue("NeverRequested").history()).isEmpty();
    }

    @Test
    void saysThatThereIsNoSuchMessage() {
        assertThatThrownBy(() -> history("no-id"))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("no-id is not in " + alicom.queueName("SmsReport"));
    }

    @Test
    void ignoresHandlesFromBeforeAReset() throws Exception {
        // given
        deliver();
        String old = queue.popMessage().getReceiptHandle();
        alicom.emulator().reset();
        String id = deliver();
        // when
        catchThrowable(() -> queue.deleteMessage(old));
        // then
        assertThat(history(id).kinds()).containsExactly(SENT);
    }

    @Test
    void retainsTheLatestDeletedMessagesOnly() throws Exception {
        try (AlicomEmulator forgetful = AlicomEmulator.builder().retainedMessages(1).start();
                AliyunClients own = AliyunClients.ofAccount(forgetful)) {
            // given
            List<String> ids = forgetful.deliver(smsReport(), smsReport(), smsReport());
            CloudQueue ownQueue = own.queue(forgetful.queueName("SmsReport"));
            List<Message> batch = ownQueue.batchPopMessage(2);
            // when
            ownQueue.batchDeleteMessage(handles(batch));
            // then
            assertThat(forgetful.queue("SmsReport").history())
                    .extracting(MessageHistory::messageId)
                    .containsExactly(ids.get(1), ids.get(2));
            assertThat(forgetful.queue("SmsReport").deleted()).isEqualTo(2);
            assertThatThrownBy(() -> forgetful.queue("SmsReport").history(ids.get(0)))
                    .hasMessageContaining("retainedMessages");
            assertThatThrownBy(() -> ownQueue.deleteMessage(batch.get(0).getReceiptHandle()))
                    .hasMessageContaining("Message not exist");
        }
    }

    @Test
    void refusesToRetainANegativeNumber() {
        assertThatThrownBy(() -> AlicomEmulator.builder().retainedMessages(-1))
                .hasMessageContaining("retainedMessages: -1");
    }

    @Test
    void dropsTheMiddleOfALongHistory() throws Exception {
        // given
        String id = deliver();
        String handle = queue.popMessage().getReceiptHandle();
        // when
        for (int i = 0; i < 300; i++) {
            handle = queue.changeMessageVisibility(handle, 60).getReceiptHandle();
        }
        queue.deleteMessage(handle);
        // then
        MessageHistory history = history(id);
        assertThat(history.events()).hasSize(256);
        assertThat(history.dropped()).isEqualTo(303 - 256);
        assertThat(history.kinds()).startsWith(SENT, VISIBILITY_CHANGED).endsWith(DELETED);
    }

    private static String deliver() {
        return alicom.deliver(smsReport()).get(0);
    }

    private static MessageHistory history(String id) {
        return alicom.queue("SmsReport").history(id);
    }

    private static MessageHistory theOnlyOne() {
        List<MessageHistory> all = alicom.queue("SmsReport").history();
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    /** A successful event, this number of seconds after the start. */
    private MessageEvent event(
            MessageEvent.Kind kind,
            int second,
            RequestKind request,
            int dequeueCount,
            Duration lease) {
        Instant time = start.plusSeconds(second);
        return new MessageEvent(kind, time, request, List.of(), false, dequeueCount, lease, null);
    }

    private void perform(RequestKind kind, String handle) throws Exception {
        switch (kind) {
            case DELETE -> queue.deleteMessage(handle);
            case BATCH_DELETE -> queue.batchDeleteMessage(List.of(handle));
            default -> queue.changeMessageVisibility(handle, 60);
        }
    }

    private Message pop(int waitSeconds) {
        try {
            return queue.popMessage(waitSeconds);
        } catch (ServiceHandlingRequiredException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> handles(List<Message> batch) {
        return batch.stream().map(Message::getReceiptHandle).toList();
    }
}
