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

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.camelalicom.mns.emulator.AlicomEmulatorExtension;
import io.github.camelalicom.mns.emulator.Fault;
import io.github.camelalicom.mns.emulator.RequestKind;
import io.github.camelalicom.mns.gateway.MnsException;

import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Tokens that live for seconds, and a token service that is down for longer. */
class TokenOutageTest {

    @RegisterExtension
    static final AlicomEmulatorExtension alicom =
            AlicomEmulatorExtension.create(e -> e.tokenLifetime(Duration.ofSeconds(2)));

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final RecordingExceptionHandler errors = new RecordingExceptionHandler();

    @AfterEach
    void stopCamel() {
        camel.stop();
    }

    /** However patient the user is with other failures: an hour, here. */
    @Test
    void receivingGoesOnAFewSecondsAfterTheTokenServiceIsBack() throws Exception {
        camel.getRegistry().bind("errors", errors);
        camel.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(alicom.uri(
                                        "SmsReport",
                                        "waitTime=1s&errorBackoff=1h&maxErrorBackoff=1h"
                                                + "&exceptionHandler=#errors"))
                                .to("mock:done");
                    }
                });
        camel.start();
        alicom.deliver(smsReport());
        awaitDeleted(1);

        alicom.faults().add(Fault.status(503).on(RequestKind.TOKEN).always());
        await().until(() -> !errors.reports.isEmpty());
        assertThat(errors.reports.get(0).cause())
                .isInstanceOfSatisfying(
                        MnsException.class,
                        e -> assertThat(e.kind()).isEqualTo(MnsException.Kind.TOKEN_UNAVAILABLE));
        alicom.deliver(smsReport());
        await().during(Duration.ofSeconds(3)).until(() -> alicom.queue("SmsReport").deleted() == 1);
        alicom.faults().clear();

        awaitDeleted(2);
    }

    private static void awaitDeleted(int count) {
        await().until(() -> alicom.queue("SmsReport").deleted() == count);
    }
}
