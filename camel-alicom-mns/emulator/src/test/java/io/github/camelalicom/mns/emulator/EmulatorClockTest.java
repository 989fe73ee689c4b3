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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** The time of the emulator when a test changes it. */
class EmulatorClockTest {

    @RegisterExtension static AlicomEmulatorExtension alicom = AlicomEmulatorExtension.create();

    @Test
    void endsAWaitingPollWhenItIsSetBack() throws Exception {
        // given
        alicom.deliver(smsReport());
        new RawMns(alicom.emulator()).get("/queues/" + alicom.queueName("SmsReport") + "/messages");
        alicom.clock().advance(Duration.ofSeconds(20));
        try (Socket poll = DisconnectTest.longPoll(alicom.emulator())) {
            await().until(() -> alicom.queue("SmsReport").waitingPolls() == 1);
            // when
            alicom.clock().reset();
            // then
            assertThat(poll.getInputStream().readNBytes(12))
                    .isEqualTo("HTTP/1.1 404".getBytes(StandardCharsets.US_ASCII));
        }
    }

    /**
     * The lease has ended and the message was visible again: no earlier time revives the handle.
     */
    @Test
    void keepsAHandleInvalidWhenItIsSetBack() {
        // given
        alicom.deliver(smsReport());
        RawMns client = new RawMns(alicom.emulator());
        String messages = "/queues/" + alicom.queueName("SmsReport") + "/messages";
        alicom.clock().advance(Duration.ofHours(1));
        String answer = client.get(messages).body();
        String handle = answer.replaceAll("(?s).*<ReceiptHandle>(.*)</ReceiptHandle>.*", "$1");
        alicom.clock().advance(Duration.ofSeconds(30));
        assertThat(alicom.queue("SmsReport").visible()).isEqualTo(1);
        // when
        alicom.clock().reset();
        int status = client.call("DELETE", messages + "?ReceiptHandle=" + handle, "").statusCode();
        // then
        assertThat(status).isEqualTo(400);
        assertThat(alicom.queue("SmsReport").deleted()).isZero();
    }

    @Test
    void keepsAnExpiredTokenExpiredWhenItIsSetBack() throws Exception {
        // given
        RawMns client = RawMns.ofToken(alicom.emulator(), "SmsReport");
        alicom.clock().advance(Duration.ofMinutes(10));
        alicom.expireTokens();
        // when
        alicom.clock().reset();
        // then
        String queue = "/queues/" + alicom.queueName("SmsReport");
        assertThat(client.get(queue).statusCode()).isEqualTo(403);
    }

    @Test
    void refusesATimeThatTheServicesCannotWrite() {
        for (long seconds :
                new long[] {-1, Long.MAX_VALUE, Duration.ofDays(3_000_000).toSeconds()}) {
            assertThatThrownBy(() -> alicom.clock().advance(Duration.ofSeconds(seconds)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("advance: PT")
                    .hasMessageEndingWith("allowed is 0 or more, up to the year 9999");
        }
        // then: it goes on
        assertThat(alicom.clock().instant())
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(1));
        alicom.clock().advance(Duration.ofDays(2_000_000));
        assertThat(alicom.clock().instant()).isAfter(Instant.parse("7000-01-01T00:00:00Z"));
    }
}
