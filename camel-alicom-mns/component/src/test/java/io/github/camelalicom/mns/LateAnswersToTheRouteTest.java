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
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.camelalicom.mns.emulator.AlicomEmulatorExtension;
import io.github.camelalicom.mns.emulator.Assumption;
import io.github.camelalicom.mns.emulator.QueueView;
import io.github.camelalicom.mns.emulator.RequestKind;

import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Settling by hand where MNS does at once what it answers late. */
class LateAnswersToTheRouteTest {

    @RegisterExtension
    static final AlicomEmulatorExtension alicom =
            AlicomEmulatorExtension.create(e -> e.visibility(Duration.ofSeconds(30)));

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final List<Exception> failures = new CopyOnWriteArrayList<>();

    @AfterEach
    void stopCamel() {
        camel.stop();
    }

    /** The first request has replaced the handle, so no other one could succeed. */
    @Test
    void aChangeOfVisibilityIsAwaitedForItsHandle() throws Exception {
        // given
        alicom.assume(Assumption.SLOW_ANSWERS_TO_VISIBILITY);
        alicom.deliver(smsReport(), smsReport());
        // when
        camel.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        onException(Exception.class)
                                .process(
                                        e ->
                                                failures.add(
                                                        e.getProperty(
                                                                Exchange.EXCEPTION_CAUGHT,
                                                                Exception.class)));
                        from(alicom.uri("SmsReport", "deleteAfterRead=false&batching=true"))
                                .setHeader(AlicomMnsConstants.VISIBILITY_TIMEOUT, constant("60s"))
                                .to(alicom.uri("SmsReport", "operation=changeVisibility"))
                                .to(alicom.uri("SmsReport", "operation=deleteMessage"));
                    }
                });
        camel.start();
        // then
        await().until(() -> queue().deleted() == 2 || !failures.isEmpty());
        assertThat(failures).isEmpty();
        assertThat(alicom.requests().count(RequestKind.CHANGE_VISIBILITY)).isEqualTo(2);
        assertThat(queue().messages()).allMatch(message -> message.dequeueCount() == 1);
    }

    private static QueueView queue() {
        return alicom.queue("SmsReport");
    }
}
