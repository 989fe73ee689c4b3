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

import org.apache.camel.ConsumerTemplate;
import org.apache.camel.Exchange;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.camelalicom.mns.emulator.AlicomEmulatorExtension;
import io.github.camelalicom.mns.emulator.Fault;
import io.github.camelalicom.mns.emulator.RecordedRequest;
import io.github.camelalicom.mns.emulator.RequestKind;

import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

/** Leases in real time, on queues whose messages come back after two seconds. */
class LeasesTest {

    private static final Duration SHORT = Duration.ofSeconds(2);
    private static final Duration A_MOMENT = Duration.ofMillis(250);

    @RegisterExtension
    static final AlicomEmulatorExtension alicom =
            AlicomEmulatorExtension.create(e -> e.visibility(SHORT));

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final List<String> arrived = new CopyOnWriteArrayList<>();
    private final CountDownLatch release = new CountDownLatch(1);
    private ShutdownRunningTask shutdownRunningTask = ShutdownRunningTask.CompleteCurrentTaskOnly;

    @AfterEach
    void stopCamel() {
        release.countDown();
        camel.stop();
    }

    @Test
    void aSlowPollerKeepsItsMessage() {
        camel.start();
        ConsumerTemplate template = camel.createConsumerTemplate();
        alicom.deliver(smsReport());

        Exchange exchange =
                template.receive(alicom.uri("SmsReport", "visibilityTimeout=2s"), 20_000);
        // more than twice the queue's own lease
        await().until(() -> alicom.requests().count(RequestKind.CHANGE_VISIBILITY) >= 4);
        template.doneUoW(exchange);

        await().until(() -> alicom.queue("SmsReport").deleted() == 1);
        assertThat(alicom.queue("SmsReport").received()).isEqualTo(1);
    }

    @Test
    void aSlowRouteKeepsItsMessageAndThoseThatWaitBehindIt() throws Exception {
        alicom.deliver(IntStream.range(0, 10).mapToObj(i -> smsReport().bizId("b-" + i)).toList());
        start("visibilityTimeout=2s");

        await().until(() -> alicom.queue("SmsReport").invisible() == 10);
        // more than twice the queue's own lease
        await().until(() -> alicom.requests().count(RequestKind.CHANGE_VISIBILITY) >= 40);
        release.countDown();

        await().until(() -> alicom.queue("SmsReport").deleted() == 10);
        assertThat(arrived).hasSize(10).doesNotHaveDuplicates();
        assertThat(alicom.queue("SmsReport").received()).isEqualTo(10);
    }

    @Test
    void aLostAnswerToAnExtensionIsNotGuessed() throws Exception {
        alicom.faults().add(Fault.dropAfter().on(RequestKind.CHANGE_VISIBILITY));
        alicom.deliver(smsReport().bizId("b-1"));
        start("visibilityTimeout=2s");

        // the old handle is invalid: the message is redelivered, and deleted then
        await().until(() -> alicom.faults().fired() == 1);
        release.countDown();

        await().until(() -> alicom.queue("SmsReport").deleted() == 1);
        assertThat(arrived).containsExactly("b-1", "b-1");
    }

    @Test
    void anExtensionThatWasNotDoneIsRepeated() throws Exception {
        alicom.faults().add(Fault.dropBefore().on(RequestKind.CHANGE_VISIBILITY).times(2));
        alicom.deliver(smsReport().bizId("b-1"));
        // a busy machine needs the room to repeat it twice before the lease ends
        start("visibilityTimeout=4s");

        await().until(() -> alicom.requests().count(RequestKind.CHANGE_VISIBILITY) >= 5);
        release.countDown();

        await().until(() -> alicom.queue("SmsReport").deleted() == 1);
        assertThat(arrived).containsExactly("b-1");
    }

    @Test
    void withoutExtensionAMessageThatWaitedTooLongIsDroppedUnworked() throws Exception {
        alicom.deliver(IntStream.range(0, 5).mapToObj(i -> smsReport().bizId("b-" + i)).toList());
        start("extendVisibility=false&maxInFlight=5");

        await().until(() -> arrived.size() == 1);
        // the four that wait are dropped when their leases are over, and received again
        await().until(() -> alicom.queue("SmsReport").received() >= 9);
        release.countDown();

        await().until(() -> alicom.queue("SmsReport").deleted() == 5);
        // only the one at work could not be stopped, and came twice
        assertThat(arrived).hasSize(6);
        assertThat(alicom.requests().count(RequestKind.CHANGE_VISIBILITY)).isZero();
    }

    @Test
    void aStopWaitsForAnExtensionUnderWayAndDeletesWithTheNewHandle() throws Exception {
        alicom.faults().add(Fault.delay(A_MOMENT).on(RequestKind.CHANGE_VISIBILITY));
        alicom.deliver(smsReport());
        start("visibilityTimeout=2s");
        awaitFault();

        release.countDown();
        camel.stop();

        assertThat(alicom.queue("SmsReport").deleted()).isEqualTo(1);
        assertThat(alicom.queue("SmsReport").received()).isEqualTo(1);
        assertThat(alicom.requests().matching(request -> request.kind() != RequestKind.RECEIVE))
                .extracting(RecordedRequest::kind, RecordedRequest::status)
                .containsExactly(
                        tuple(RequestKind.TOKEN, 200),
                        tuple(RequestKind.CHANGE_VISIBILITY, 200),
                        tuple(RequestKind.DELETE, 204));
    }

    @Test
    void aStopDuringAnExtensionReleasesWithTheNewHandle() throws Exception {
        alicom.faults().add(Fault.delay(A_MOMENT).on(RequestKind.CHANGE_VISIBILITY).times(4));
        alicom.deliver(IntStream.range(0, 4).mapToObj(i -> smsReport()).toList());
        start("visibilityTimeout=10s&maxInFlight=4");
        awaitFault();

        Thread stopping = new Thread(camel::stop, "stopping");
        stopping.start();
        // the extension of the one at work, and two requests for each of the others
        await().until(() -> alicom.requests().count(RequestKind.CHANGE_VISIBILITY) == 7);
        release.countDown();
        stopping.join();

        assertThat(alicom.requests().ofKind(RequestKind.CHANGE_VISIBILITY))
                .allMatch(request -> request.status() == 200);
        assertThat(alicom.queue("SmsReport").deleted()).isEqualTo(1);
        await().until(() -> alicom.queue("SmsReport").visible() == 3);
    }

    @Test
    void aStopAfterTheAnswerToAnExtensionWasLostStrandsNothing() throws Exception {
        alicom.faults().add(Fault.dropAfter().on(RequestKind.CHANGE_VISIBILITY).always());
        alicom.deliver(smsReport());
        start("visibilityTimeout=2s");
        awaitFault();

        release.countDown();
        camel.stop();

        // the new handle is unknown: the message will be redelivered
        assertThat(alicom.queue("SmsReport").deleted()).isZero();
        await().until(() -> alicom.queue("SmsReport").visible() == 1);
    }

    @Test
    void aStopAfterAnExtensionThatWasNotDoneDeletesWithTheOldHandle() throws Exception {
        alicom.faults().add(Fault.dropBefore().on(RequestKind.CHANGE_VISIBILITY).always());
        alicom.deliver(smsReport());
        start("visibilityTimeout=2s");
        awaitFault();

        release.countDown();
        camel.stop();

        assertThat(alicom.queue("SmsReport").deleted()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(ShutdownRunningTask.class)
    void aStopKeepsTheLeaseOfWhatItWaitsFor(ShutdownRunningTask mode) throws Exception {
        boolean all = mode == ShutdownRunningTask.CompleteAllTasks;
        shutdownRunningTask = mode;
        alicom.deliver(IntStream.range(0, 4).mapToObj(i -> smsReport()).toList());
        start("visibilityTimeout=2s&maxInFlight=4");
        await().until(() -> alicom.queue("SmsReport").invisible() == 4);
        await().until(() -> arrived.size() == 1);

        Thread stopping = new Thread(camel::stop, "stopping");
        stopping.start();
        // more than twice the queue's own lease; and three that are released, or kept as well
        int requests = all ? 4 * 4 : 4 + 3;
        await().until(() -> alicom.requests().count(RequestKind.CHANGE_VISIBILITY) >= requests);
        release.countDown();
        stopping.join();

        assertThat(arrived).hasSize(all ? 4 : 1);
        assertThat(alicom.queue("SmsReport").received()).isEqualTo(4);
        assertThat(alicom.queue("SmsReport").deleted()).isEqualTo(arrived.size());
        assertThat(alicom.queue("SmsReport").visible()).isEqualTo(4 - arrived.size());
    }

    private static void awaitFault() {
        await().pollInterval(Duration.ofMillis(5)).until(() -> alicom.faults().fired() > 0);
    }

    private void start(String options) throws Exception {
        camel.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(alicom.uri("SmsReport", "waitTime=1s&" + options))
                                .shutdownRunningTask(shutdownRunningTask)
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
