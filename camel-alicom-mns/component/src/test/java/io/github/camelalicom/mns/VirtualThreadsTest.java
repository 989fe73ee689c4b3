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
package io.github.camelalicom.mns;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.AsyncProcessorSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.camelalicom.mns.emulator.AlicomEmulatorExtension;
import io.github.camelalicom.mns.emulator.Receipts;

import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Camel's virtual threads do not change what the consumer is limited to. They need JDK 21, and a
 * JVM that is started with {@code -Dcamel.threads.virtual.enabled=true}, as {@code .ci/compat}
 * does.
 */
@EnabledIfSystemProperty(named = "camel.threads.virtual.enabled", matches = "true")
class VirtualThreadsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int MAX_IN_FLIGHT = 10_000;
    private static final int BEYOND = 500;

    @RegisterExtension
    static final AlicomEmulatorExtension alicom =
            AlicomEmulatorExtension.create(emulator -> emulator.visibility(Duration.ofMinutes(10)));

    private final Queue<AsyncCallback> held = new ConcurrentLinkedQueue<>();
    private final CountDownLatch mayEnd = new CountDownLatch(1);

    @Test
    void asManyExchangesAreInFlightAsAreAllowed() throws Exception {
        // given
        List<Receipts.SmsReport> receipts = new ArrayList<>();
        for (int i = 0; i < MAX_IN_FLIGHT + BEYOND; i++) {
            receipts.add(smsReport().delivered());
        }
        alicom.deliver(receipts);
        String options = "concurrentConsumers=100&concurrentReceivers=8&maxInFlight=";
        try (DefaultCamelContext camel = route(options + MAX_IN_FLIGHT)) {
            // when
            camel.start();
            await().atMost(PATIENCE).until(() -> held.size() == MAX_IN_FLIGHT);
            // then: nothing more is begun
            await().during(Duration.ofSeconds(2)).until(() -> held.size() == MAX_IN_FLIGHT);
            assertThat(alicom.queue("SmsReport").visible()).isPositive();
            // when
            mayEnd.countDown();
            held.forEach(callback -> callback.done(false));
            // then
            await().atMost(PATIENCE)
                    .until(() -> alicom.queue("SmsReport").deleted() == MAX_IN_FLIGHT + BEYOND);
        }
    }

    private DefaultCamelContext route(String options) throws Exception {
        DefaultCamelContext camel = new DefaultCamelContext();
        camel.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(alicom.uri("SmsReport", options)).process(new Held());
                    }
                });
        return camel;
    }

    /** Ends its exchanges when the test says so, and later ones at once. */
    private final class Held extends AsyncProcessorSupport {

        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            if (mayEnd.getCount() == 0) {
                callback.done(true);
                return true;
            }
            assertThat(Thread.currentThread().toString()).startsWith("VirtualThread");
            held.add(callback);
            return false;
        }
    }
}
