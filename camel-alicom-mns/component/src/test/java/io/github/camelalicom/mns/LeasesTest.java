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
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.camelalicom.mns.emulator.AlicomEmulatorExtension;
import io.github.camelalicom.mns.emulator.Fault;
import io.github.camelalicom.mns.emulator.RequestKind;

import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Leases in real time, on queues whose messages come back after two seconds. */
class LeasesTest {

    private static final Duration SHORT = Duration.ofSeconds(2);

    @RegisterExtension
    static final AlicomEmulatorExtension alicom =
            AlicomEmulatorExtension.create(e -> e.visibility(SHORT));

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final List<String> arrived = new CopyOnWriteArrayList<>();
    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void stopCamel() {
        release.countDown();
        camel.stop();
    }

    @Test
    void aSlowRouteKeepsItsMessageAndThoseThatWaitBehindIt() throws Exception {
        alicom.deliver(IntStream.range(0, 10).mapToObj(i -> smsReport().bizId("b-" + i)).toList());
        start("visibilityTimeout=2s");

        await().until(() -> alicom.queue("SmsReport").invisible() == 10);
        // more than twice the queue's own lease
        await().atMost(Duration.ofSeconds(20))
                .until(() -> alicom.requests().count(RequestKind.CHANGE_VISIBILITY) >= 40);
        release.countDown();

        await().atMost(Duration.ofSeconds(20))
                .until(() -> alicom.queue("SmsReport").deleted() == 10);
        assertThat(arrived).hasSize(10).doesNotHaveDuplicates();
        assertThat(alicom.queue("SmsReport").received()).isEqualTo(10);
    }

    @Test
    void aLostAnswerToAnExtensionIsNotGuessed() throws Exception {
        alicom.faults().add(Fault.dropAfter().on(RequestKind.CHANGE_VISIBILITY));
        alicom.deliver(smsReport().bizId("b-1"));
        start("visibilityTimeout=2s");

        // the old handle is dead: the message comes again, and is deleted then
        await().atMost(Duration.ofSeconds(20)).until(() -> alicom.faults().fired() == 1);
        release.countDown();

        await().atMost(Duration.ofSeconds(20))
                .until(() -> alicom.queue("SmsReport").deleted() == 1);
        assertThat(arrived).containsExactly("b-1", "b-1");
    }

    @Test
    void anExtensionThatWasNotDoneIsRepeated() throws Exception {
        alicom.faults().add(Fault.dropBefore().on(RequestKind.CHANGE_VISIBILITY).times(2));
        alicom.deliver(smsReport().bizId("b-1"));
        start("visibilityTimeout=2s");

        await().atMost(Duration.ofSeconds(20))
                .until(() -> alicom.requests().count(RequestKind.CHANGE_VISIBILITY) >= 5);
        release.countDown();

        await().atMost(Duration.ofSeconds(20))
                .until(() -> alicom.queue("SmsReport").deleted() == 1);
        assertThat(arrived).containsExactly("b-1");
    }

    @Test
    void withoutExtensionAMessageThatWaitedTooLongIsDroppedUnworked() throws Exception {
        alicom.deliver(IntStream.range(0, 5).mapToObj(i -> smsReport().bizId("b-" + i)).toList());
        start("extendVisibility=false&maxInFlight=5");

        await().until(() -> arrived.size() == 1);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> alicom.queue("SmsReport").visible() == 5);
        release.countDown();

        await().atMost(Duration.ofSeconds(20))
                .until(() -> alicom.queue("SmsReport").deleted() == 5);
        // only the one at work could not be stopped, and came twice
        assertThat(arrived).hasSize(6);
        assertThat(alicom.requests().count(RequestKind.CHANGE_VISIBILITY)).isZero();
    }

    private void start(String options) throws Exception {
        camel.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(alicom.uri("SmsReport", "waitTime=1s&" + options))
                                .process(
                                        e ->
                                                arrived.add(
                                                        e.getIn()
                                                                .getBody(
                                                                        io.github.camelalicom.mns
                                                                                .receipt.SmsReport
                                                                                .class)
                                                                .bizId()))
                                .process(e -> release.await());
                    }
                });
        camel.start();
    }
}
