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
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

import org.apache.camel.ConsumerTemplate;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.github.camelalicom.mns.emulator.Fault;
import io.github.camelalicom.mns.emulator.RequestKind;
import io.github.camelalicom.mns.gateway.MnsException;
import io.github.camelalicom.mns.receipt.InvalidReceiptException;
import io.github.camelalicom.mns.receipt.SmsReport;

import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Receipts received by {@code pollEnrich} and {@code ConsumerTemplate}, held until settled. */
@Timeout(120)
class PollerStatsTest extends AlicomMnsTestSupport {

    /** Longer than any answer takes here; only in tests in which the receipt does come. */
    private static final long LONG_ENOUGH = PATIENCE.toMillis();

    private ConsumerTemplate template;

    @BeforeEach
    void startCamel() {
        camel.getRegistry().bind("errors", errors);
        camel.start();
        template = camel.createConsumerTemplate();
    }

    @Test
    void aReceiptIsHeldUntilTheUnitOfWorkOfThePollerIsDone() {
        alicom.deliver(smsReport().bizId("b-1"));

        Exchange exchange = template.receive(smsReports(), LONG_ENOUGH);

        assertThat(exchange.getIn().getBody(SmsReport.class).bizId()).isEqualTo("b-1");
        assertThat(exchange.getIn().getHeader(AlicomMnsConstants.RECEIPT_KEY)).isNotNull();
        assertThat(alicom.queue("SmsReport").deleted()).isZero();
        template.doneUoW(exchange);
        awaitDeleted("SmsReport", 1);
    }

    @Test
    void aReceiptIsLeftWhenTheUnitOfWorkOfThePollerFails() {
        alicom.deliver(smsReport());
        String uri = smsReports("redeliveryDelay=1s");

        Exchange first = template.receive(uri, LONG_ENOUGH);
        first.setException(new IllegalStateException("on purpose"));
        template.doneUoW(first);
        Exchange second = template.receive(uri, LONG_ENOUGH);

        assertThat(second.getIn().getHeader(AlicomMnsConstants.DEQUEUE_COUNT)).isEqualTo(2);
        assertThat(alicom.queue("SmsReport").deleted()).isZero();
        template.doneUoW(second);
        awaitDeleted("SmsReport", 1);
    }

    @Test
    void receiveBodyIsTheWholeUnitOfWork() {
        alicom.deliver(smsReport().bizId("b-1"));

        SmsReport report = template.receiveBody(smsReports(), LONG_ENOUGH, SmsReport.class);

        assertThat(report.bizId()).isEqualTo("b-1");
        awaitDeleted("SmsReport", 1);
    }

    @Test
    void nothingIsReceivedInAdvance() {
        deliver(5);
        String uri = smsReports();

        Exchange exchange = template.receive(uri, LONG_ENOUGH);
        template.doneUoW(exchange);
        awaitDeleted("SmsReport", 1);

        assertThat(alicom.queue("SmsReport").visible()).isEqualTo(4);
        assertThat(alicom.requests().count(RequestKind.RECEIVE)).isEqualTo(1);
    }

    @Test
    void thereIsNullWhenNothingComesInTime() {
        String uri = smsReports("waitTime=30s");

        assertThat(template.receiveNoWait(uri)).isNull();
        assertThat(alicom.requests().count(RequestKind.RECEIVE)).isEqualTo(1);
        assertThat(template.receive(uri, 1)).isNull();
        assertThat(template.receive(uri, 300)).isNull();
        assertThat(template.receive(uri, 1200)).isNull();
        assertThat(alicom.queue("SmsReport").waitingPolls()).isZero();
    }

    @Test
    void wholeSecondsAreSpentAtTheQueueAtOnce() {
        assertThat(template.receive(smsReports("waitTime=30s"), 1000)).isNull();

        assertThat(alicom.requests().count(RequestKind.RECEIVE)).isEqualTo(1);
    }

    @Test
    void aTimeoutMayBeTheLargestNumber() {
        deliver(1);

        Exchange exchange = template.receive(smsReports(), Long.MAX_VALUE);

        assertThat(exchange).isNotNull();
        template.doneUoW(exchange);
        awaitDeleted("SmsReport", 1);
    }

    @Test
    void noMorePollersWaitAtTheQueueThanConcurrentReceivers() {
        String uri = smsReports("concurrentReceivers=3&waitTime=30s");
        List<Thread> pollers =
                IntStream.range(0, 6)
                        .mapToObj(i -> inBackground(() -> template.receive(uri)))
                        .toList();

        await().during(Duration.ofMillis(500))
                .until(() -> alicom.queue("SmsReport").waitingPolls() == 3);

        template.stop();
        pollers.forEach(PollerStatsTest::awaitEnd);
    }

    @Test
    void receiveNoWaitBringsWhatIsThere() {
        deliver(1);

        Exchange exchange = template.receiveNoWait(smsReports());

        assertThat(exchange).isNotNull();
        template.doneUoW(exchange);
        awaitDeleted("SmsReport", 1);
    }

    @Test
    void manyPollersReceiveOneMessageEach() {
        String uri = smsReports("concurrentReceivers=3");
        List<String> taken = new CopyOnWriteArrayList<>();
        List<Thread> pollers =
                IntStream.range(0, 10)
                        .mapToObj(i -> inBackground(() -> taken.add(takeOne(uri))))
                        .toList();
        awaitIdle("SmsReport");

        deliver(12);

        pollers.forEach(PollerStatsTest::awaitEnd);
        awaitDeleted("SmsReport", 10);
        assertThat(taken).doesNotHaveDuplicates().hasSize(10);
        assertThat(alicom.queue("SmsReport").visible()).isEqualTo(2);
    }

    @Test
    void aPollerWaitsWhileTheServiceIsDown() {
        alicom.faults().add(Fault.status(503).on(RequestKind.RECEIVE).times(2));
        deliver(1);

        Exchange exchange = template.receive(smsReports("errorBackoff=10ms"), LONG_ENOUGH);

        assertThat(exchange).isNotNull();
        assertThat(errors.reports).hasSize(1);
        template.doneUoW(exchange);
        awaitDeleted("SmsReport", 1);
    }

    @Test
    void aPollThrowsAtItsTimeoutIfTheServiceIsDown() {
        alicom.faults().add(Fault.status(503).on(RequestKind.RECEIVE).always());

        assertThatThrownBy(() -> template.receiveNoWait(smsReports()))
                .hasRootCauseInstanceOf(MnsException.class);
        // long enough for an answer on a busy machine: without one there is no failure
        assertThatThrownBy(() -> template.receive(smsReports("errorBackoff=10ms"), 2_000))
                .hasRootCauseInstanceOf(MnsException.class);
    }

    @Test
    void anInvalidReceiptIsReturnedAsAFailedExchangeAndIsLeft() {
        alicom.deliverRaw("SmsReport", "no receipt");
        String uri = smsReports("redeliveryDelay=1s");

        Exchange exchange = template.receive(uri, LONG_ENOUGH);

        assertThat(exchange.getException()).isInstanceOf(InvalidReceiptException.class);
        assertThat(exchange.getIn().getBody()).isEqualTo("no receipt");
        template.doneUoW(exchange);
        assertThatThrownBy(() -> template.receiveBody(uri, LONG_ENOUGH))
                .hasCauseInstanceOf(InvalidReceiptException.class);
        assertThat(alicom.queue("SmsReport").deleted()).isZero();
    }

    @Test
    void anInvalidReceiptIsDeletedWhenItsCallerHasHandledIt() {
        alicom.deliverRaw("SmsReport", "no receipt");

        Exchange exchange = template.receive(smsReports(), LONG_ENOUGH);
        exchange.setException(null);
        template.doneUoW(exchange);

        awaitDeleted("SmsReport", 1);
    }

    @Test
    void aStopEndsAWaitAndTakesNothing() throws Exception {
        List<Optional<Exchange>> taken = new CopyOnWriteArrayList<>();
        Thread poller =
                inBackground(
                        () ->
                                taken.add(
                                        Optional.ofNullable(
                                                template.receive(smsReports("waitTime=30s")))));
        awaitIdle("SmsReport");

        template.stop();
        deliver(1);

        awaitEnd(poller);
        assertThat(taken).containsExactly(Optional.empty());
        // the poll goes on without its caller, and what it brings is released
        await().until(() -> alicom.queue("SmsReport").received() == 1);
        await().until(() -> alicom.queue("SmsReport").visible() == 1);
        await().untilAsserted(() -> assertThat(consumerThreads()).isEmpty());
    }

    @Test
    void anInterruptedPollerReceivesNothing() {
        List<Boolean> interrupted = new CopyOnWriteArrayList<>();
        Thread poller =
                inBackground(
                        () -> {
                            assertThat(template.receive(smsReports("waitTime=30s"))).isNull();
                            return interrupted.add(Thread.currentThread().isInterrupted());
                        });
        awaitIdle("SmsReport");

        poller.interrupt();

        awaitEnd(poller);
        assertThat(interrupted).containsExactly(true);
    }

    @Test
    void whatIsOnLoanWhenTheTemplateStopsIsSettledAllTheSame() {
        deliver(2);
        Exchange good = template.receive(smsReports(), LONG_ENOUGH);
        Exchange bad = template.receive(smsReports(), LONG_ENOUGH);

        template.stop();
        assertThat(alicom.queue("SmsReport").invisible()).isEqualTo(2);
        ConsumerTemplate other = camel.createConsumerTemplate();
        other.doneUoW(good);
        awaitDeleted("SmsReport", 1);
        bad.setException(new IllegalStateException("on purpose"));
        other.doneUoW(bad);

        await().untilAsserted(() -> assertThat(consumerThreads()).isEmpty());
        AlicomMnsComponent component = camel.getComponent("alicom-mns", AlicomMnsComponent.class);
        assertThat(component.pollers().stream()).isEmpty();
        assertThat(component.settlementSources("SmsReport")).isEmpty();
    }

    @Test
    void aTemplateCanBeStartedAgain() {
        deliver(2);

        template.receiveBody(smsReports(), LONG_ENOUGH);
        template.stop();
        template.start();
        template.receiveBody(smsReports(), LONG_ENOUGH);

        awaitDeleted("SmsReport", 2);
    }

    @Test
    void aContextThatStopsDeletesWhatIsDoneAndLeavesNoThread() {
        deliver(2);
        assertThat(template.receive(smsReports(), LONG_ENOUGH)).isNotNull();
        template.receiveBody(smsReports(), LONG_ENOUGH);

        camel.stop();

        assertThat(alicom.queue("SmsReport").deleted()).isEqualTo(1);
        assertThat(alicom.queue("SmsReport").invisible()).isEqualTo(1);
        await().untilAsserted(() -> assertThat(consumerThreads()).isEmpty());
    }

    @Test
    void pollersRejectBatching() {
        assertThatThrownBy(() -> template.receive(smsReports("batching=true"), 10))
                .hasRootCauseMessage(
                        "ALICOM-103 Option batching is true, but must be false where receipts are"
                                + " polled one by one");
    }

    private String takeOne(String uri) {
        Exchange exchange = template.receive(uri, LONG_ENOUGH);
        String id = exchange.getIn().getHeader(AlicomMnsConstants.MESSAGE_ID, String.class);
        template.doneUoW(exchange);
        return id;
    }
}
