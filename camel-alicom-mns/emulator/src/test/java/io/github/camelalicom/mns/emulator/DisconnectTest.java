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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Clients that leave while their long poll waits. */
class DisconnectTest {

    private static final Duration PATIENCE = Duration.ofSeconds(25);

    @RegisterExtension static AlicomEmulatorExtension alicom = AlicomEmulatorExtension.create();

    @Test
    void keepsAMessageFromALongPollThatHasLeft() throws Exception {
        // given
        create();
        try (Socket gone = longPoll(alicom.emulator())) {
            eventually().until(() -> alicom.queue("SmsReport").waitingPolls() == 1);
            gone.close();
        }
        // when
        alicom.deliver(smsReport());
        // then
        eventually().until(() -> alicom.requests().count(RequestKind.RECEIVE) == 1);
        assertThat(alicom.queue("SmsReport").visible()).isEqualTo(1);
        assertThat(alicom.queue("SmsReport").received()).isZero();
    }

    @Test
    void countsAPollAsWaitingWhileItLooksIntoTheQueue() throws Exception {
        create();
        List<Socket> polls = waitingPolls(20);
        for (int i = 0; i < 20; i++) {
            // all of them are woken by it
            alicom.clock().advance(Duration.ofMillis(1));
            assertThat(alicom.queue("SmsReport").waitingPolls()).isEqualTo(20);
        }
        for (Socket poll : polls) {
            poll.close();
        }
    }

    @Test
    void letsHundredsOfLongPollsWaitAtOnce() throws Exception {
        // given a clock that ends neither polls nor leases
        create();
        alicom.clock().freeze();
        List<Socket> polls = waitingPolls(500);
        // when
        for (int i = 0; i < 500; i++) {
            alicom.deliver(smsReport());
        }
        // then
        eventually().until(() -> alicom.queue("SmsReport").invisible() == 500);
        for (Socket poll : polls) {
            assertThat(poll.getInputStream().readNBytes(15))
                    .isEqualTo("HTTP/1.1 200 OK".getBytes(StandardCharsets.US_ASCII));
            poll.close();
        }
    }

    @Test
    void endsWaitingPollsWithAReset() throws Exception {
        create();
        try (Socket poll = longPoll(alicom.emulator())) {
            eventually().until(() -> alicom.queue("SmsReport").waitingPolls() == 1);
            alicom.emulator().reset();
            assertThat(poll.getInputStream().readNBytes(12))
                    .isEqualTo("HTTP/1.1 404".getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** A poll of an earlier test must not appear among the requests of the next one. */
    @Test
    void forgetsTheRequestsThatBeganBeforeAReset() throws Exception {
        create();
        try (Socket poll = longPoll(alicom.emulator())) {
            eventually().until(() -> alicom.queue("SmsReport").waitingPolls() == 1);
            // when
            alicom.emulator().reset();
            assertThat(poll.getInputStream().read()).isPositive();
        }
        // then
        assertThat(alicom.requests().all()).isEmpty();
        assertThat(alicom.requests().count()).isZero();
        assertThat(alicom.queue("SmsReport").emptyReceives()).isZero();
    }

    private static void create() throws Exception {
        AliyunClients.token(alicom.emulator(), "SmsReport", alicom.queueName("SmsReport"));
    }

    private static List<Socket> waitingPolls(int count) throws Exception {
        List<Socket> polls = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            polls.add(longPoll(alicom.emulator()));
        }
        eventually().until(() -> alicom.queue("SmsReport").waitingPolls() == count);
        return polls;
    }

    static Socket longPoll(AlicomEmulator alicom) throws Exception {
        String target = "/queues/" + alicom.queueName("SmsReport") + "/messages?waitseconds=30";
        String date = RawMns.date(Instant.now());
        String text = "GET\n\n\n" + date + "\nx-mns-version:2015-06-06\n" + target;
        String signature = RawMns.hmac(alicom.secretKey(), text);
        Socket socket = new Socket("127.0.0.1", alicom.port());
        socket.setSoTimeout(10_000);
        String request =
                "GET %s HTTP/1.1\r\nDate: %s\r\nx-mns-version: 2015-06-06\r\n"
                        + "Authorization: MNS emulator:%s\r\n\r\n";
        socket.getOutputStream()
                .write(request.formatted(target, date, signature).getBytes("UTF-8"));
        return socket;
    }

    /** On a busy machine 500 requests take their time, but no longer than the polls wait. */
    private static ConditionFactory eventually() {
        return await().atMost(PATIENCE);
    }
}
