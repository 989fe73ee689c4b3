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
package io.github.camelalicom.mns.example;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.camelalicom.mns.emulator.AlicomEmulator;
import io.github.camelalicom.mns.emulator.Receipts.SmsReport;

import static io.github.camelalicom.mns.emulator.Receipts.smsReport;

/** Replaces an account at Alibaba Cloud: an emulator and its receipts. */
final class EmulatedAccount implements AutoCloseable {

    private static final String SMS_REPORT = "SmsReport";
    private static final int SECONDS = 15;
    private static final int LAST = 13;

    private final AlicomEmulator emulator = AlicomEmulator.start();
    private final ScheduledExecutorService trickle = Executors.newSingleThreadScheduledExecutor();
    private final AtomicInteger sent = new AtomicInteger();

    /** With a real account these are set as system properties or in the environment. */
    Map<String, String> properties() {
        return Map.of(
                "alicom.queue-name", emulator.queueName(SMS_REPORT),
                "alicom.access-key", emulator.accessKey(),
                "alicom.secret-key", emulator.secretKey(),
                "alicom.token-endpoint", emulator.endpoint(),
                "alicom.mns-endpoint", emulator.endpoint(),
                "example.seconds", String.valueOf(SECONDS));
    }

    /** Some at once, then one a second. */
    void sendReceipts() {
        SmsReport twice = next().delivered();
        emulator.deliver(twice, next().delivered(), next().failed("MK:0001"), twice);
        emulator.deliverRaw(SMS_REPORT, base64("{\"biz_id\": \"cut o"));
        emulator.deliver(next().failed("isv.DAY_LIMIT_CONTROL"), next().delivered());
        trickle.scheduleAtFixedRate(this::sendOneMore, 2, 1, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        trickle.shutdownNow();
        emulator.close();
    }

    private void sendOneMore() {
        emulator.deliver(next().delivered());
        if (sent.get() == LAST) {
            trickle.shutdown();
        }
    }

    private SmsReport next() {
        return smsReport().bizId("example-" + sent.incrementAndGet());
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
