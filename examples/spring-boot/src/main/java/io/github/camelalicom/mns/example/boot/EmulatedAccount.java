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
package io.github.camelalicom.mns.example.boot;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

import io.github.camelalicom.mns.emulator.AlicomEmulator;
import io.github.camelalicom.mns.emulator.Receipts.SmsReport;

import static io.github.camelalicom.mns.emulator.Receipts.smsReport;

/** Replaces an account at Alibaba Cloud: an emulator and its receipts. */
final class EmulatedAccount implements ApplicationListener<ApplicationReadyEvent>, AutoCloseable {

    private static final String SMS_REPORT = "SmsReport";
    private static final int AT_ONCE = 7;
    private static final int LATER = 6;

    private final AlicomEmulator emulator = AlicomEmulator.start();
    private final ScheduledExecutorService trickle = Executors.newSingleThreadScheduledExecutor();
    private final AtomicInteger bizIds = new AtomicInteger();

    /** Starts an emulator that ends after the routes, unless the application names a queue. */
    static void standInWhereThereIsNone(ConfigurableApplicationContext application) {
        ConfigurableEnvironment environment = application.getEnvironment();
        if (environment.containsProperty("alicom.queue-name")) {
            return;
        }
        EmulatedAccount account = new EmulatedAccount();
        ((GenericApplicationContext) application)
                .registerBean(EmulatedAccount.class, () -> account);
        environment
                .getPropertySources()
                .addLast(new MapPropertySource("emulated account", account.properties()));
        account.sendAtOnce();
    }

    /** With a real account these are set by the user; the last three make the demo short. */
    private Map<String, Object> properties() {
        return Map.of(
                "alicom.queue-name", emulator.queueName(SMS_REPORT),
                "alicom.access-key", emulator.accessKey(),
                "alicom.secret-key", emulator.secretKey(),
                "alicom.token-endpoint", emulator.endpoint(),
                "alicom.mns-endpoint", emulator.endpoint(),
                "example.database", "jdbc:h2:mem:receipts;MODE=PostgreSQL",
                "example.port", 0,
                "example.messages", AT_ONCE + LATER);
    }

    /** Among them a duplicate event and an invalid receipt. */
    private void sendAtOnce() {
        SmsReport twice = next().delivered();
        emulator.deliver(twice, next().delivered(), next().failed("MK:0001"), twice);
        emulator.deliverRaw(SMS_REPORT, base64("{\"biz_id\": \"cut o"));
        emulator.deliver(next().failed("isv.DAY_LIMIT_CONTROL"), next().delivered());
    }

    /** One a second, so that progress can be watched. */
    @Override
    public void onApplicationEvent(ApplicationReadyEvent started) {
        for (int second = 1; second <= LATER; second++) {
            trickle.schedule(() -> emulator.deliver(next().delivered()), second, TimeUnit.SECONDS);
        }
    }

    @Override
    public void close() {
        trickle.shutdownNow();
        emulator.close();
    }

    private SmsReport next() {
        return smsReport().bizId("example-" + bizIds.incrementAndGet());
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
