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
package io.github.camelalicom.mns.example.observability;

import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;
import org.apache.camel.support.LoggingExceptionHandler;

import io.github.camelalicom.mns.AlicomMnsConstants;
import io.github.camelalicom.mns.emulator.AlicomEmulator;
import io.github.camelalicom.mns.receipt.SmsReport;

import static io.github.camelalicom.mns.emulator.Receipts.smsReport;

/** Receives from the emulator and can be looked at meanwhile, as application.properties says. */
public final class ObservedApplication {

    private static final String SMS_REPORT = "SmsReport";

    private ObservedApplication() {}

    /** Runs until it is stopped, or for as long as {@code example.seconds} says. */
    public static void main(String... arguments) throws Exception {
        ScheduledExecutorService trickle = Executors.newSingleThreadScheduledExecutor();
        try (AlicomEmulator emulator = AlicomEmulator.start()) {
            trickle.scheduleAtFixedRate(() -> deliver(emulator), 0, 500, TimeUnit.MILLISECONDS);
            application(emulator).run(arguments);
        } finally {
            trickle.shutdownNow();
        }
    }

    static Main application(AlicomEmulator emulator) {
        Main main = new Main();
        properties(emulator).forEach(main::addInitialProperty);
        main.configure().addRoutesBuilder(routes());
        return main;
    }

    private static Map<String, String> properties(AlicomEmulator emulator) {
        return Map.of(
                "alicom.queue-name", emulator.queueName(SMS_REPORT),
                "alicom.access-key", emulator.accessKey(),
                "alicom.secret-key", emulator.secretKey(),
                "alicom.token-endpoint", emulator.endpoint(),
                "alicom.mns-endpoint", emulator.endpoint());
    }

    private static void deliver(AlicomEmulator emulator) {
        emulator.deliver(smsReport().delivered(), smsReport().failed("MK:0001"));
    }

    /**
     * Releases a receipt of a failed message at its first delivery, so that there is a redelivery
     * to see. That is intended here, so it is not logged as a warning.
     */
    private static RouteBuilder routes() {
        return new RouteBuilder() {
            @Override
            public void configure() throws Exception {
                getContext().addStartupListener(new Addresses());
                getContext()
                        .getRegistry()
                        .bind(
                                "intended",
                                new LoggingExceptionHandler(
                                        getContext(),
                                        ObservedApplication.class,
                                        LoggingLevel.DEBUG));
                from("alicom-mns:SmsReport?redeliveryDelay=2s&exceptionHandler=#intended")
                        .routeId("sms-reports")
                        .filter(
                                exchange ->
                                        exchange.getIn()
                                                .getBody(SmsReport.class)
                                                .success()
                                                .equals(false))
                        .filter(header(AlicomMnsConstants.DEQUEUE_COUNT).isEqualTo(1))
                        .markRollbackOnly()
                        .end()
                        .end()
                        .to("mock:done?retainLast=1");
            }
        };
    }
}
