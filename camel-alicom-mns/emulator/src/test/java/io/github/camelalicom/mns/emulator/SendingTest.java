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

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.aliyun.mns.client.CloudQueue;
import com.aliyun.mns.common.ServiceException;
import com.aliyun.mns.common.ServiceHandlingRequiredException;
import com.aliyun.mns.model.Message;
import com.aliyun.mns.model.QueueMeta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The operations of the account owner with the client of Alibaba Cloud. */
@SuppressWarnings("deprecation") // the counts in the attributes are to end, but clients read them
class SendingTest {

    @RegisterExtension static AlicomEmulatorExtension alicom = AlicomEmulatorExtension.create();

    private AliyunClients client;
    private CloudQueue queue;

    @BeforeEach
    void createAQueue() throws Exception {
        client = AliyunClients.ofAccount(alicom.emulator());
        queue = client.queue("orders");
        queue.create(meta("orders", 30));
    }

    @AfterEach
    void deleteTheQueue() throws Exception {
        queue.delete();
        client.close();
    }

    @Test
    void sendsOneMessage() throws Exception {
        // when
        Message sent = queue.putMessage(new Message("höchst & <wichtig>"));
        // then
        Message received = queue.popMessage();
        assertThat(received.getMessageId()).isEqualTo(sent.getMessageId());
        assertThat(received.getMessageBodyMD5()).isEqualTo(sent.getMessageBodyMD5());
        assertThat(received.getMessageBodyAsString()).isEqualTo("höchst & <wichtig>");
    }

    @Test
    void keepsTextThatIsMarkupAndTextThatIsNoXml() throws Exception {
        Message message = new Message();
        message.setMessageBodyAsRawString("<a>&amp;\r\n]]></a>");
        queue.putMessage(message);
        assertThat(queue.popMessage().getMessageBodyAsRawString()).isEqualTo("<a>&amp;\r\n]]></a>");
    }

    @Test
    void sendsABatch() throws Exception {
        List<Message> sent = queue.batchPutMessage(List.of(new Message("1"), new Message("2")));
        assertThat(sent).hasSize(2).allMatch(message -> message.getMessageId() != null);
        assertThat(queue.batchPopMessage(16)).hasSize(2);
    }

    @Test
    void receivesUrgentMessagesFirst() throws Exception {
        Message urgent = new Message("urgent");
        urgent.setPriority(1);
        queue.putMessage(new Message("usual"));
        queue.putMessage(urgent);
        assertThat(queue.popMessage().getMessageBodyAsString()).isEqualTo("urgent");
    }

    @Test
    void hidesADelayedMessage() throws Exception {
        // given
        Message delayed = new Message("later");
        delayed.setDelaySeconds(60);
        Message sent = queue.putMessage(delayed);
        assertThat(sent.getReceiptHandle()).isNotNull();
        assertThat(queue.popMessage()).isNull();
        assertThat(queue.getAttributes().getDelayMessages()).isEqualTo(1);
        // when
        alicom.clock().advance(Duration.ofSeconds(60));
        // then
        assertThat(queue.popMessage().getMessageBodyAsString()).isEqualTo("later");
    }

    @Test
    void withdrawsADelayedMessage() throws Exception {
        Message delayed = new Message("later");
        delayed.setDelaySeconds(60);
        queue.deleteMessage(queue.putMessage(delayed).getReceiptHandle());
        assertThat(alicom.queue("orders").isEmpty()).isTrue();
    }

    @Test
    void showsAndSetsAttributes() throws Exception {
        // given
        queue.putMessage(new Message("1"));
        queue.putMessage(new Message("2"));
        queue.popMessage();
        // when
        alicom.clock().advance(Duration.ofSeconds(5));
        queue.setAttributes(meta("orders", 45));
        QueueMeta attributes = queue.getAttributes();
        // then
        assertThat(attributes.getQueueName()).isEqualTo("orders");
        assertThat(attributes.getVisibilityTimeout()).isEqualTo(45);
        assertThat(attributes.getActiveMessages()).isEqualTo(1);
        assertThat(attributes.getInactiveMessages()).isEqualTo(1);
        assertThat(attributes.getCreateTime().toInstant())
                .isBetween(
                        alicom.clock().instant().minusSeconds(60),
                        alicom.clock().instant().plusSeconds(1));
        assertThat(attributes.getLastModifyTime())
                .isAfterOrEqualTo(attributes.getCreateTime().toInstant().plusSeconds(5));
    }

    @Test
    void createsTheSameQueueTwiceButNotADifferentOne() throws Exception {
        queue.create(meta("orders", 30));
        assertThatThrownBy(() -> queue.create(meta("orders", 31)))
                .isInstanceOfAny(ServiceException.class, ServiceHandlingRequiredException.class)
                .hasMessageContaining("already exist");
    }

    @Test
    void refusesAQueueThatDoesNotExist() {
        assertThatThrownBy(() -> client.queue("missing").popMessage())
                .isInstanceOfSatisfying(
                        ServiceException.class,
                        e -> assertThat(e.getErrorCode()).isEqualTo("QueueNotExist"));
    }

    private static QueueMeta meta(String name, long visibilitySeconds) {
        QueueMeta meta = new QueueMeta();
        meta.setQueueName(name);
        meta.setVisibilityTimeout(visibilitySeconds);
        return meta;
    }
}
