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
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.aliyun.mns.client.CloudQueue;
import com.aliyun.mns.common.ClientException;
import com.aliyun.mns.common.ServiceHandlingRequiredException;
import com.aliyun.mns.model.Message;
import com.aliyuncs.exceptions.ServerException;
import com.fasterxml.jackson.databind.JsonNode;

import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** The effect of each fault on the client of Alibaba Cloud and on the queue. */
class FaultsTest {

    @RegisterExtension static AlicomEmulatorExtension alicom = AlicomEmulatorExtension.create();

    private AliyunClients client;
    private CloudQueue queue;

    @BeforeEach
    void openTheQueue() throws Exception {
        String name = alicom.queueName("SmsReport");
        client = AliyunClients.ofToken(alicom.emulator(), "SmsReport", name);
        queue = client.queue(name);
        alicom.deliver(smsReport());
    }

    @AfterEach
    void close() {
        client.close();
    }

    /** Whatever else takes a queue takes its message type, too. */
    @Test
    void happensToAQueueByItsNameOrItsType() throws Exception {
        for (String name : List.of("SmsReport", alicom.queueName("SmsReport"))) {
            alicom.faults().add(Fault.emptyAtOnce().on(RequestKind.RECEIVE).onQueue(name));
            assertThat(queue.popMessage()).as(name).isNull();
        }
        alicom.faults().add(Fault.emptyAtOnce().on(RequestKind.RECEIVE).onQueue("Report"));
        assertThat(queue.popMessage()).isNotNull();
    }

    @Test
    void refusesLikeTheServiceAndAsOftenAsSet() throws Exception {
        InjectedFault fault =
                alicom.faults()
                        .add(Fault.error("InternalError", 500).on(RequestKind.RECEIVE).times(2));
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> queue.popMessage())
                    .isInstanceOfSatisfying(
                            ServiceHandlingRequiredException.class,
                            e -> assertThat(e.getErrorCode()).isEqualTo("InternalError"));
        }
        assertThat(queue.popMessage()).isNotNull();
        assertThat(fault.fired()).isEqualTo(2);
        assertThat(fault.isSpent()).isTrue();
        assertThat(alicom.faults().fired()).isEqualTo(2);
    }

    @Test
    void refusesTokensAsTheGatewayOrAsTheProductBehindIt() throws Exception {
        alicom.faults().add(Fault.error("ServiceUnavailable", 503).on(RequestKind.TOKEN));
        assertThatThrownBy(() -> token()).isInstanceOf(ServerException.class);
        alicom.faults().add(Fault.error("isp.RAM_PERMISSION_DENY", 200).on(RequestKind.TOKEN));
        assertThat(token().path("Code").asText()).isEqualTo("isp.RAM_PERMISSION_DENY");
        assertThat(token().path("Code").asText()).isEqualTo("OK");
    }

    @Test
    void dropsTheConnectionBeforeTheEffect() {
        alicom.faults().add(Fault.dropBefore().on(RequestKind.RECEIVE));
        assertThatThrownBy(() -> queue.popMessage()).isInstanceOf(ClientException.class);
        assertThat(alicom.queue("SmsReport").visible()).isEqualTo(1);
    }

    @Test
    void dropsTheConnectionAfterTheEffect() throws Exception {
        Message message = queue.popMessage();
        alicom.faults().add(Fault.dropAfter().on(RequestKind.DELETE));
        assertThatThrownBy(() -> queue.deleteMessage(message.getReceiptHandle()))
                .isInstanceOf(ClientException.class);
        assertThat(alicom.queue("SmsReport").deleted()).isEqualTo(1);
        assertThat(alicom.requests().ofKind(RequestKind.DELETE).get(0).status()).isZero();
    }

    @Test
    void cutsTheAnswerShort() {
        alicom.faults().add(Fault.cutBody(100).on(RequestKind.RECEIVE));
        assertThatThrownBy(() -> queue.popMessage()).isInstanceOf(ClientException.class);
        assertThat(alicom.queue("SmsReport").invisible()).isEqualTo(1);
    }

    @Test
    void answersLikeAProxy() {
        alicom.faults().add(Fault.status(502, "text/html", "<html>").on(RequestKind.RECEIVE));
        HttpResponse<String> answer = receive();
        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.body()).isEqualTo("<html>");
    }

    @Test
    void answersEmptyAtOnceAlthoughAMessageIsVisible() throws Exception {
        alicom.faults().add(Fault.emptyAtOnce());
        assertThat(queue.popMessage(30)).isNull();
        assertThat(queue.popMessage(30)).isNotNull();
    }

    @Test
    void deliversAMessageTwice() throws Exception {
        alicom.faults().add(Fault.duplicateDelivery().on(RequestKind.RECEIVE));
        Message first = queue.popMessage();
        Message second = queue.popMessage();
        assertThat(second.getMessageId()).isEqualTo(first.getMessageId());
        assertThat(second.getDequeueCount()).isEqualTo(2);
    }

    /** Its fault is newer than the poll, so it cannot be decided when the poll arrives. */
    @Test
    void deliversTheMessageOfALongPollThatWaitedTwice() throws Exception {
        // given
        queue.popMessage();
        CompletableFuture<Message> poll = CompletableFuture.supplyAsync(this::longPoll);
        await().until(() -> alicom.queue("SmsReport").waitingPolls() == 1);
        // when
        InjectedFault fault =
                alicom.faults().add(Fault.duplicateDelivery().on(RequestKind.RECEIVE));
        String id = alicom.deliver(smsReport()).get(0);
        // then
        assertThat(poll).succeedsWithin(Duration.ofSeconds(20));
        assertThat(queue.popMessage().getMessageId()).isEqualTo(id);
        assertThat(fault.fired()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("faultsOfMessages")
    void waitsForAnAnswerWithMessages(Fault fault) throws Exception {
        // given
        Message message = queue.popMessage();
        InjectedFault injected = alicom.faults().add(fault);
        // when
        token();
        queue.deleteMessage(message.getReceiptHandle());
        assertThat(queue.popMessage()).isNull();
        alicom.deliver(smsReport());
        queue.peekMessage();
        // then
        assertThat(injected.fired()).isZero();
        // when
        receive();
        // then
        assertThat(injected.fired()).isEqualTo(1);
    }

    static Stream<Fault> faultsOfMessages() {
        return Stream.of(
                Fault.duplicateDelivery(), Fault.unreadableEntry(UnreadablePart.MISSING_BODY));
    }

    @Test
    void answersEmptyAtOnceToReceivesOnly() throws Exception {
        InjectedFault fault = alicom.faults().add(Fault.emptyAtOnce());

        token();
        queue.peekMessage();

        assertThat(fault.fired()).isZero();
        assertThat(queue.popMessage()).isNull();
        assertThat(fault.fired()).isEqualTo(1);
    }

    @Test
    void cutsALongerBodyOnly() throws Exception {
        // given
        Message message = queue.popMessage();
        InjectedFault fault = alicom.faults().add(Fault.cutBody(700));
        // when
        queue.deleteMessage(message.getReceiptHandle());
        assertThat(queue.popMessage()).isNull();
        // then
        assertThat(fault.fired()).isZero();
        // when
        alicom.deliver(smsReport());
        assertThatThrownBy(() -> queue.popMessage()).isInstanceOf(ClientException.class);
        // then
        assertThat(fault.fired()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void deliversAMessageAgainAlthoughItsAnswerWasLost(boolean dropIsFirst) throws Exception {
        // given
        List<Fault> both = List.of(Fault.dropAfter(), Fault.duplicateDelivery());
        for (int i = 0; i < 2; i++) {
            Fault fault = both.get(dropIsFirst ? i : 1 - i);
            alicom.faults().add(fault.on(RequestKind.RECEIVE));
        }
        // when
        assertThatThrownBy(() -> queue.popMessage()).isInstanceOf(ClientException.class);
        // then
        assertThat(alicom.queue("SmsReport").visible()).isEqualTo(1);
        assertThat(alicom.queue("SmsReport").history().get(0).events())
                .filteredOn(event -> event.kind() == MessageEvent.Kind.RELEASED)
                .singleElement()
                .returns(true, MessageEvent::answerLost);
    }

    @Test
    void spoilsAndCutsOneAnswer() throws Exception {
        alicom.faults().add(Fault.cutBody(100).on(RequestKind.RECEIVE));
        alicom.faults()
                .add(Fault.unreadableEntry(UnreadablePart.MISSING_BODY).on(RequestKind.RECEIVE));
        assertThatThrownBy(() -> queue.popMessage()).isInstanceOf(ClientException.class);
    }

    /** A late request must not take a message of the next test. */
    @ParameterizedTest
    @MethodSource("delays")
    void dropsDelayedRequestsWithAReset(Fault delay) throws Exception {
        // given
        alicom.faults().add(delay.on(RequestKind.RECEIVE));
        try (Socket poll = DisconnectTest.longPoll(alicom.emulator())) {
            await().until(() -> alicom.faults().fired() == 1);
            // when
            alicom.emulator().reset();
            alicom.deliver(smsReport());
            // then
            assertThat(poll.getInputStream().read()).isEqualTo(-1);
        }
        assertThat(alicom.queue("SmsReport").received()).isZero();
    }

    @Test
    void dropsALongPollWhoseAnswerIsToBeLateWithAReset() throws Exception {
        // given
        queue.popMessage();
        Fault late = Fault.delayAfter(Duration.ofHours(1));
        alicom.faults().add(late.on(RequestKind.RECEIVE));
        try (Socket poll = DisconnectTest.longPoll(alicom.emulator())) {
            await().until(() -> alicom.queue("SmsReport").waitingPolls() == 1);
            // when
            alicom.emulator().reset();
            // then
            assertThat(poll.getInputStream().read()).isEqualTo(-1);
        }
    }

    static Stream<Fault> delays() {
        return Stream.of(Fault.delay(Duration.ofHours(1)), Fault.delayAfter(Duration.ofHours(1)));
    }

    @Test
    void saysWhichValuesAFaultCanHave() {
        assertRefused(() -> Fault.status(0), "status: 0 is out of range; allowed is 200 to 599");
        assertRefused(
                () -> Fault.error("InternalError", 600),
                "status: 600 is out of range; allowed is 200 to 599");
        assertRefused(() -> Fault.cutBody(-1), "bytes: -1 is out of range; allowed is 0 or more");
        assertRefused(
                () -> Fault.delay(Duration.ofSeconds(-1)),
                "duration: PT-1S is out of range; allowed is 0 to 24h");
        assertRefused(
                () -> Fault.delayAfter(Duration.ofSeconds(Long.MAX_VALUE)),
                "duration: PT2562047788015215H30M7S is out of range; allowed is 0 to 24h");
        assertRefused(
                () -> Fault.clockSkew(Duration.ofSeconds(Long.MIN_VALUE)),
                "by: PT-2562047788015215H-30M-8S is out of range; allowed is -8760h to 8760h");
    }

    private static void assertRefused(ThrowingCallable fault, String words) {
        assertThatThrownBy(fault).isInstanceOf(IllegalArgumentException.class).hasMessage(words);
    }

    @Test
    void endsTheTokens() throws Exception {
        alicom.faults().add(Fault.expireTokens());
        assertThatThrownBy(() -> queue.popMessage()).hasMessageContaining("forbidden");
    }

    @Test
    void skewsTheDate() {
        alicom.faults().add(Fault.clockSkew(Duration.ofHours(-2)));
        String date = receive().headers().firstValue("Date").orElseThrow();
        assertThat(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant())
                .isBefore(alicom.clock().instant().minus(Duration.ofMinutes(119)));
    }

    @Test
    void delaysARequest() {
        // given
        alicom.faults().add(Fault.delay(Duration.ofMillis(200)).on(RequestKind.RECEIVE));
        // when
        long start = System.nanoTime();
        receive();
        // then
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isGreaterThan(Duration.ofMillis(199));
    }

    @Test
    void repeatsTheSameRandomNumbersInEachRun() {
        FaultRule rule = Fault.dropBefore().always().withProbability(0.3, 42);
        List<Boolean> hits = fire(new InjectedFault(rule));
        assertThat(hits).isEqualTo(fire(new InjectedFault(rule)));
        assertThat(hits.stream().filter(hit -> hit).count()).isBetween(200L, 400L);
    }

    private static List<Boolean> fire(InjectedFault fault) {
        return IntStream.range(0, 1_000)
                .mapToObj(i -> fault.fires(RequestKind.RECEIVE, "q"))
                .toList();
    }

    private Message longPoll() {
        try {
            return queue.popMessage(30);
        } catch (ServiceHandlingRequiredException e) {
            throw new IllegalStateException(e);
        }
    }

    private static HttpResponse<String> receive() {
        return new RawMns(alicom.emulator())
                .get("/queues/" + alicom.queueName("SmsReport") + "/messages");
    }

    private static JsonNode token() throws com.aliyuncs.exceptions.ClientException {
        return AliyunClients.token(alicom.emulator(), "SmsReport", null);
    }
}
