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

import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.aliyun.mns.client.CloudQueue;
import com.aliyun.mns.model.Message;

import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What each assumption about receiving does to a client. */
class AssumedReceivingTest {

    @RegisterExtension static AlicomEmulatorExtension alicom = AlicomEmulatorExtension.create();

    private String messages;

    @BeforeEach
    void makeTheQueue() throws Exception {
        AliyunClients.token(alicom.emulator(), "SmsReport", alicom.queueName("SmsReport"));
        messages = "/queues/" + alicom.queueName("SmsReport") + "/messages";
    }

    @Test
    void leasesMessagesToADepartedClient() throws Exception {
        // given
        alicom.assume(Assumption.DEPARTED_CLIENTS_UNNOTICED);
        try (Socket gone = DisconnectTest.longPoll(alicom.emulator())) {
            await().until(() -> alicom.queue("SmsReport").waitingPolls() == 1);
        }
        // then: it is not noticed
        await().during(Duration.ofMillis(700))
                .until(() -> alicom.queue("SmsReport").waitingPolls() == 1);
        // when
        String id = alicom.deliver(smsReport()).get(0);
        // then
        await().until(() -> alicom.queue("SmsReport").invisible() == 1);
        await().until(() -> alicom.requests().count(RequestKind.RECEIVE) == 1);
        MessageHistory history = alicom.queue("SmsReport").history(id);
        assertThat(history.message().dequeueCount()).isEqualTo(1);
        assertThat(history.events())
                .filteredOn(event -> event.kind() == MessageEvent.Kind.RECEIVED)
                .singleElement()
                .matches(MessageEvent::answerLost);
    }

    @Test
    void aConnectedClientGetsItsMessagesUnderBothAssumptions() throws Exception {
        alicom.assume(Assumption.DEPARTED_CLIENTS_UNNOTICED);
        try (AliyunClients client = AliyunClients.ofAccount(alicom.emulator())) {
            CloudQueue queue = client.queue(alicom.queueName("SmsReport"));
            CompletableFuture<Message> poll = CompletableFuture.supplyAsync(() -> pop(queue, 30));
            await().until(() -> alicom.queue("SmsReport").waitingPolls() == 1);
            alicom.deliver(smsReport());
            assertThat(poll.get(20, TimeUnit.SECONDS)).isNotNull();
        }
    }

    @Test
    void aLongPollIsNotHeld() throws Exception {
        alicom.assume(Assumption.LONG_POLLS_EMPTY_AT_ONCE);
        try (AliyunClients client = AliyunClients.ofAccount(alicom.emulator())) {
            long start = System.nanoTime();
            assertThat(client.queue(alicom.queueName("SmsReport")).popMessage(30)).isNull();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(seconds(10));
        }
    }

    @Test
    void aLongPollIsHeldForFiveSecondsAtMost() throws Exception {
        assertThat(isAnsweredAfterSixSeconds()).isFalse();
        alicom.emulator().reset();
        alicom.assume(Assumption.LONG_POLLS_CAPPED);
        assertThat(isAnsweredAfterSixSeconds()).isTrue();
    }

    private static boolean isAnsweredAfterSixSeconds() throws Exception {
        alicom.clock().freeze();
        try (Socket poll = DisconnectTest.longPoll(alicom.emulator())) {
            await().until(() -> alicom.queue("SmsReport").waitingPolls() == 1);
            alicom.clock().advance(seconds(6));
            poll.setSoTimeout(1_000);
            return poll.getInputStream().read() == 'H';
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "EMPTY_QUEUE_404, 404, <Code>MessageNotExist</Code>",
        "EMPTY_QUEUE_200_EMPTY_LIST, 200, /doc/v1/\"></Messages>",
        "EMPTY_QUEUE_204, 204, ''",
    })
    void anEmptyQueueIsAnswered(Assumption assumption, int status, String words) {
        alicom.assume(assumption);
        for (String query : List.of("", "?numOfMessages=16", "?peekonly=true")) {
            assertAnswer(new RawMns(alicom.emulator()).get(messages + query), status, words);
        }
        assertThat(alicom.queue("SmsReport").emptyReceives()).isEqualTo(2);
        // The fault answers in the same way.
        alicom.deliver(smsReport());
        alicom.faults().add(Fault.emptyAtOnce().on(RequestKind.RECEIVE));
        assertAnswer(new RawMns(alicom.emulator()).get(messages), status, words);
    }

    @ParameterizedTest
    @CsvSource({"UNKNOWN_QUEUE_404, 404, QueueNotExist", "UNKNOWN_QUEUE_403, 403, AccessDenied"})
    void anUnknownQueueIsRefused(Assumption assumption, int status, String code) {
        alicom.assume(assumption);
        HttpResponse<String> answer = new RawMns(alicom.emulator()).get("/queues/none/messages");
        assertAnswer(answer, status, "<Code>" + code + "</Code>");
    }

    @Test
    void aBodyIsPlainJson() {
        alicom.assume(Assumption.BODY_PLAIN);
        alicom.deliver(smsReport().bizId("b-1"));
        String answer = new RawMns(alicom.emulator()).get(messages).body();
        assertThat(element(answer, "MessageBody")).startsWith("{").contains("\"biz_id\":\"b-1\"");
        assertThat(element(answer, "MessageBodyMD5"))
                .isEqualTo(md5(element(answer, "MessageBody")));
    }

    @Test
    void aDigestIsOfTheText() {
        alicom.assume(Assumption.DIGEST_OF_TEXT);
        alicom.deliver(smsReport());
        String answer = new RawMns(alicom.emulator()).get(messages).body();
        byte[] text = Base64.getDecoder().decode(element(answer, "MessageBody"));
        assertThat(element(answer, "MessageBodyMD5"))
                .isEqualTo(md5(new String(text, StandardCharsets.UTF_8)));
    }

    @Test
    void aDigestIsMissing() {
        alicom.assume(Assumption.DIGEST_MISSING);
        alicom.deliver(smsReport());
        assertThat(new RawMns(alicom.emulator()).get(messages).body())
                .contains("<MessageBody>")
                .doesNotContain("MessageBodyMD5");
    }

    @Test
    void byDefaultABodyIsBase64AndItsDigestOfThat() {
        alicom.deliver(smsReport());
        String answer = new RawMns(alicom.emulator()).get(messages).body();
        assertThat(element(answer, "MessageBody")).startsWith("ey");
        assertThat(element(answer, "MessageBodyMD5"))
                .isEqualTo(md5(element(answer, "MessageBody")));
    }

    private static void assertAnswer(HttpResponse<String> answer, int status, String words) {
        assertThat(answer.statusCode()).isEqualTo(status);
        if (words.isEmpty()) {
            assertThat(answer.body()).isEmpty();
        } else {
            assertThat(answer.body()).contains(words);
        }
    }

    static String element(String document, String name) {
        return document.replaceFirst("(?s).*<" + name + ">(.*?)</" + name + ">.*", "$1");
    }

    private static String md5(String text) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().withUpperCase().formatHex(digest);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Message pop(CloudQueue queue, int seconds) {
        try {
            return queue.popMessage(seconds);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }
}
