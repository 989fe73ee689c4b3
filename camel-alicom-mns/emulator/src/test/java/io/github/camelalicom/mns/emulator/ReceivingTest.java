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
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.aliyun.mns.client.CloudQueue;
import com.aliyun.mns.common.BatchDeleteException;
import com.aliyun.mns.common.ServiceHandlingRequiredException;
import com.aliyun.mns.model.Message;

import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Receiving and deleting with the client of Alibaba Cloud and a temporary token. */
class ReceivingTest {

    private static final Duration VISIBILITY = Duration.ofSeconds(30);

    @RegisterExtension static AlicomEmulatorExtension alicom = AlicomEmulatorExtension.create();

    private AliyunClients client;
    private CloudQueue queue;

    @BeforeEach
    void askForAToken() throws Exception {
        String name = alicom.queueName("SmsReport");
        client = AliyunClients.ofToken(alicom.emulator(), "SmsReport", name);
        queue = client.queue(name);
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void answersNothingFromAnEmptyQueue() throws Exception {
        assertThat(queue.popMessage()).isNull();
        assertThat(queue.batchPopMessage(16)).isNull();
        assertThat(queue.peekMessage()).isNull();
        assertThat(queue.batchPeekMessage(16)).isNull();
        assertThat(alicom.queue("SmsReport").emptyReceives()).isEqualTo(2);
    }

    @Test
    void receivesDeliveredReceipts() throws Exception {
        // given
        List<String> ids = alicom.deliver(smsReport().bizId("b-1").delivered());
        // when
        Message message = queue.popMessage();
        // then
        assertThat(message.getMessageId()).isEqualTo(ids.get(0));
        assertThat(message.getMessageBodyAsString()).contains("\"biz_id\":\"b-1\"", "用户接收成功");
        assertThat(message.getDequeueCount()).isEqualTo(1);
        assertThat(message.getPriority()).isEqualTo(8);
        assertThat(message.getEnqueueTime()).isNotNull();
        assertThat(message.getNextVisibleTime().getTime() - message.getFirstDequeueTime().getTime())
                .isEqualTo(VISIBILITY.toMillis());
    }

    @Test
    void receivesABatchAndDeletesIt() throws Exception {
        // given
        alicom.deliver(smsReport(), smsReport(), smsReport());
        // when
        List<Message> batch = queue.batchPopMessage(16);
        queue.batchDeleteMessage(handles(batch));
        // then
        assertThat(batch).hasSize(3);
        assertThat(alicom.queue("SmsReport").isEmpty()).isTrue();
        assertThat(alicom.queue("SmsReport").deleted()).isEqualTo(3);
        assertThat(alicom.queue("SmsReport").requests(RequestKind.BATCH_DELETE)).isEqualTo(1);
    }

    @Test
    void deletesTheOthersWhenOneHandleOfABatchIsRefused() throws Exception {
        // given
        alicom.deliver(smsReport(), smsReport());
        List<Message> batch = queue.batchPopMessage(16);
        queue.deleteMessage(batch.get(0).getReceiptHandle());
        // when
        assertThatThrownBy(() -> queue.batchDeleteMessage(handles(batch)))
                // then
                .isInstanceOf(ServiceHandlingRequiredException.class)
                .hasCauseInstanceOf(BatchDeleteException.class)
                .extracting(e -> ((BatchDeleteException) e.getCause()).getErrorMessages().keySet())
                .isEqualTo(Set.of(batch.get(0).getReceiptHandle()));
        assertThat(alicom.queue("SmsReport").deleted()).isEqualTo(2);
    }

    @Test
    void takesOnlyTheNewHandleAfterAChangeOfVisibility() throws Exception {
        // given
        alicom.deliver(smsReport());
        String first = queue.popMessage().getReceiptHandle();
        // when
        Message extended = queue.changeMessageVisibility(first, 60);
        // then
        assertThat(extended.getReceiptHandle()).isNotEqualTo(first);
        assertThatThrownBy(() -> queue.deleteMessage(first))
                .hasMessageContaining("The receipt handle you provide is not valid.");
        queue.deleteMessage(extended.getReceiptHandle());
        assertThat(alicom.queue("SmsReport").deleted()).isEqualTo(1);
    }

    @Test
    void redeliversAMessageWhenItsLeaseEnds() throws Exception {
        // given
        alicom.deliver(smsReport());
        Message first = queue.popMessage();
        assertThat(queue.popMessage()).isNull();
        // when
        alicom.clock().advance(VISIBILITY);
        Message second = queue.popMessage();
        // then
        assertThat(second.getMessageId()).isEqualTo(first.getMessageId());
        assertThat(second.getDequeueCount()).isEqualTo(2);
        assertThat(second.getFirstDequeueTime()).isEqualTo(first.getFirstDequeueTime());
        assertThatThrownBy(() -> queue.deleteMessage(first.getReceiptHandle()))
                .hasMessageContaining("receipt handle");
    }

    @Test
    void wakesALongPollWhenAMessageComes() throws Exception {
        // given
        CompletableFuture<Message> poll = CompletableFuture.supplyAsync(() -> pop(30));
        await().until(() -> alicom.queue("SmsReport").waitingPolls() == 1);
        // when
        alicom.deliver(smsReport().bizId("b-2"));
        // then
        assertThat(poll).succeedsWithin(Duration.ofSeconds(20));
        assertThat(poll.join().getMessageBodyAsString()).contains("b-2");
    }

    @Test
    void endsALongPollWhenTheClockSaysSo() {
        // given
        CompletableFuture<Message> poll = CompletableFuture.supplyAsync(() -> pop(30));
        await().until(() -> alicom.queue("SmsReport").waitingPolls() == 1);
        // when
        alicom.clock().advance(Duration.ofSeconds(30));
        // then
        assertThat(poll).succeedsWithin(Duration.ofSeconds(20)).isNull();
    }

    @Test
    void wakesALongPollWhenALeaseEnds() throws Exception {
        // given
        alicom.deliver(smsReport());
        Message first = queue.popMessage();
        CompletableFuture<Message> poll = CompletableFuture.supplyAsync(() -> pop(30));
        await().until(() -> alicom.queue("SmsReport").waitingPolls() == 1);
        // when
        queue.changeMessageVisibility(first.getReceiptHandle(), 1);
        // then
        assertThat(poll).succeedsWithin(Duration.ofSeconds(20));
        assertThat(poll.join().getDequeueCount()).isEqualTo(2);
    }

    @Test
    void peeksAtAMessageWithoutLeasingIt() throws Exception {
        // given
        alicom.deliver(smsReport().bizId("b-3"), smsReport());
        // when
        Message peeked = queue.peekMessage();
        // then
        assertThat(peeked.getMessageBodyAsString()).contains("b-3");
        assertThat(peeked.getReceiptHandle()).isNull();
        assertThat(queue.batchPeekMessage(16)).hasSize(2);
        assertThat(alicom.queue("SmsReport").visible()).isEqualTo(2);
        assertThat(alicom.queue("SmsReport").received()).isZero();
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
