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
package io.github.camelalicom.mns.example.voice;

import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;

import io.github.camelalicom.mns.emulator.AlicomEmulator;
import io.github.camelalicom.mns.emulator.Fault;
import io.github.camelalicom.mns.emulator.PlacedCall;
import io.github.camelalicom.mns.emulator.Receipts;
import io.github.camelalicom.mns.emulator.RequestKind;

import static io.github.camelalicom.mns.emulator.Receipts.voiceReport;

/**
 * Stands in for an account at Alibaba Cloud: an emulator that loses a fifth of the receipts and
 * throttles the first queries.
 */
final class EmulatedAccount implements AutoCloseable {

    static final int CALLS = 60;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.of("Asia/Shanghai"));
    private static final double LOST = 0.2;
    private static final long SEED = 5;
    private static final int THROTTLED = 2;
    private static final int EVERY_BUSY = 7;

    private final AlicomEmulator emulator = AlicomEmulator.start();
    private int placed;

    EmulatedAccount() {
        emulator.callDetails().loseReceipts(LOST, SEED);
        emulator.faults()
                .add(
                        Fault.error("Throttling.User", 400)
                                .on(RequestKind.CALL_DETAIL)
                                .times(THROTTLED));
    }

    /** What an account sets in system properties or in the environment. */
    Map<String, String> properties() {
        return Map.of(
                "alicom.queue-name", emulator.queueName("VoiceReport"),
                "alicom.access-key", emulator.accessKey(),
                "alicom.secret-key", emulator.secretKey(),
                "alicom.token-endpoint", emulator.endpoint(),
                "alicom.mns-endpoint", emulator.endpoint(),
                "alicom.voice-endpoint", emulator.endpoint(),
                "example.seconds", "15");
    }

    /** Seconds instead of minutes, to see the queries soon. */
    Map<String, String> pace() {
        return Map.of("compensation.after", "2", "compensation.period", "500");
    }

    /** Places one more call; returns what is to be recorded of it. */
    Map<String, Object> place() {
        placed++;
        return Map.of(
                "callId", callId(),
                "prodId", PlacedCall.NOTIFICATION,
                "placedAt", OffsetDateTime.now());
    }

    /** The call ends, and its receipt is delivered or lost. */
    void report() {
        Receipts.VoiceReport report = voiceReport().callId(callId());
        report.with("originate_time", TIME.format(OffsetDateTime.now()));
        emulator.deliver(placed % EVERY_BUSY == 0 ? report.failed("200002") : report);
    }

    @Override
    public void close() {
        emulator.close();
    }

    private String callId() {
        return "example^" + placed;
    }
}
