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
package io.github.camelalicom.mns.example.compensation;

import java.time.OffsetDateTime;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.github.camelalicom.mns.emulator.AlicomEmulator;
import io.github.camelalicom.mns.emulator.Fault;
import io.github.camelalicom.mns.emulator.Receipts.SmsReport;
import io.github.camelalicom.mns.emulator.RequestKind;

import static io.github.camelalicom.mns.emulator.Receipts.sentMessage;
import static io.github.camelalicom.mns.emulator.Receipts.smsReport;

/**
 * Replaces an account at Alibaba Cloud: an emulator that loses a tenth of the receipts, throttles
 * the first queries, and reports some messages as waiting.
 */
final class EmulatedAccount implements AutoCloseable {

    static final int MESSAGES = 200;

    private static final String SMS_REPORT = "SmsReport";
    private static final double LOST = 0.1;
    private static final long SEED = 5;
    private static final int THROTTLED = 4;
    private static final int EVERY_FAILED = 9;
    private static final int EVERY_WAITING = 66;
    private static final int SECONDS_LATE = 8;

    private final AlicomEmulator emulator = AlicomEmulator.start();
    private final ScheduledExecutorService late = Executors.newSingleThreadScheduledExecutor();
    private int sent;

    EmulatedAccount() {
        emulator.sendDetails().loseReceipts(LOST, SEED);
        emulator.faults()
                .add(
                        Fault.error("Throttling.User", 400)
                                .on(RequestKind.SEND_DETAILS)
                                .times(THROTTLED));
    }

    /** With a real account these are set as system properties or in the environment. */
    Map<String, String> properties() {
        return Map.of(
                "alicom.queue-name", emulator.queueName(SMS_REPORT),
                "alicom.access-key", emulator.accessKey(),
                "alicom.secret-key", emulator.secretKey(),
                "alicom.token-endpoint", emulator.endpoint(),
                "alicom.mns-endpoint", emulator.endpoint(),
                "alicom.sms-endpoint", emulator.endpoint(),
                "example.seconds", "15");
    }

    /** Shorter than the defaults, so that the demo queries within seconds. */
    Map<String, String> pace() {
        return Map.of("compensation.after", "2", "compensation.period", "500");
    }

    /** Sends one more message; returns the values to record. */
    Map<String, Object> send() {
        sent++;
        return Map.of(
                "bizId", bizId(), "phoneNumber", phoneNumber(), "sentAt", OffsetDateTime.now());
    }

    /** The carrier reports the result of the message, unless it is still waiting. */
    void report() {
        SmsReport report = smsReport().bizId(bizId()).phoneNumber(phoneNumber());
        if (sent % EVERY_FAILED == 0) {
            report.failed("MK:0001");
        }
        if (sent % EVERY_WAITING == 0) {
            emulator.sendDetails().add(sentMessage(phoneNumber()).bizId(bizId()));
        } else if (emulator.deliver(report).isEmpty()) {
            late.schedule(() -> reportLate(report), SECONDS_LATE, TimeUnit.SECONDS);
        }
    }

    /** A lost receipt arrives late, after the query has returned the result. */
    private void reportLate(SmsReport report) {
        emulator.sendDetails().loseNoReceipts();
        emulator.deliver(report);
    }

    @Override
    public void close() {
        late.shutdownNow();
        emulator.close();
    }

    private String bizId() {
        return "example-" + sent + "^0";
    }

    private String phoneNumber() {
        return String.valueOf(13_900_000_000L + sent);
    }
}
