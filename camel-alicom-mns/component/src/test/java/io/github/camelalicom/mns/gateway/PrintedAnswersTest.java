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
package io.github.camelalicom.mns.gateway;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.camelalicom.mns.emulator.AlicomEmulatorExtension;

import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static org.assertj.core.api.Assertions.assertThat;

/** Answers that are printed by mistake show neither secrets nor personal data. */
class PrintedAnswersTest {

    @RegisterExtension
    static final AlicomEmulatorExtension alicom = AlicomEmulatorExtension.create();

    private final ExecutorService pool = Executors.newCachedThreadPool();
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);

    @AfterEach
    void endThreads() {
        pool.shutdownNow();
        timer.shutdownNow();
    }

    @Test
    void ofTheTokenService() {
        RpcClient.Reply reply = new TokenService(EmulatorAccount.settings(alicom)).ask();

        assertThat(reply.json().toString()).contains("AccessKeySecret");
        assertThat(reply.toString()).contains(reply.requestId()).doesNotContain("AccessKeySecret");
    }

    @Test
    void ofTheSmsService() {
        assertThat(new SmsService.Page(1, List.of("{\"PhoneNum\":\"13900001234\"}")))
                .hasToString("Page[1 of 1]");
    }

    @Test
    void ofMns() {
        alicom.deliver(smsReport());
        try (AccountProbe probe =
                AccountProbe.open(
                        EmulatorAccount.settings(alicom), new Threads(pool, pool, timer))) {
            probe.token();
            AccountProbe.Answer answer = probe.receive(Duration.ZERO);

            assertThat(answer.records().toString()).contains(answer.messages().get(0).body());
            assertThat(answer).hasToString("Answer[200, null, Messages]");
        }
    }
}
