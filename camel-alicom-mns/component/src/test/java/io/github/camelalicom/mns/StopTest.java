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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.camel.Consumer;
import org.apache.camel.Service;
import org.apache.camel.ServiceStatus;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.StatefulService;
import org.apache.camel.SuspendableService;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.spi.RouteController;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.camelalicom.mns.consumer.ConsumerEngine;
import io.github.camelalicom.mns.emulator.RequestKind;
import io.github.camelalicom.mns.gateway.OpenClients;

import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static io.github.camelalicom.mns.emulator.Receipts.smsUp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What a stop does with what is there. The queue's own lease is 30 s, so that a message which is
 * left to it shows.
 */
class StopTest extends AlicomMnsTestSupport {

    @RegisterExtension final LogCapture log = new LogCapture(ConsumerEngine.class.getName());

    private final CountDownLatch release = new CountDownLatch(1);

    @Test
    void aStopAmidABatchOfASlowRouteStrandsNoneOfTheTenThatWait() {
        deliver(11);
        startPlain("maxInFlight=11", exchange -> release.await());
        await().until(() -> alicom.queue("SmsReport").invisible() == 11);
        awaitArrivals(1);

        Thread stopping = inBackground(this::stopContext);
        await().until(() -> alicom.requests().count(RequestKind.CHANGE_VISIBILITY) == 10);
        release.countDown();
        awaitEnd(stopping);

        assertThat(nothingIsStranded()).isTrue();
        assertThat(alicom.queue("SmsReport").deleted()).isEqualTo(1);
        alicom.clock().advance(Duration.ofSeconds(1));
        assertThat(alicom.queue("SmsReport").visible()).isEqualTo(10);
        assertThat(arrived).hasSize(1);
    }

    @Test
    void aReleasedMessageIsNotReceivedByThePollThatIsStillUnderWay() {
        deliver(5);
        startPlain("waitTime=30s", exchange -> release.await());
        awaitArrivals(1);
        await().until(() -> alicom.queue("SmsReport").invisible() == 5);
        awaitIdle("SmsReport");

        Thread stopping = inBackground(this::stopContext);
        await().pollInterval(Duration.ofMillis(5))
                .until(() -> alicom.requests().count(RequestKind.CHANGE_VISIBILITY) == 4);
        alicom.clock().advance(Duration.ofSeconds(1));
        release.countDown();
        awaitEnd(stopping);

        assertThat(alicom.queue("SmsReport").received()).isEqualTo(5);
        assertThat(alicom.queue("SmsReport").visible()).isEqualTo(4);
    }

    /** As by a policy that throttles by the number of exchanges in flight, after each of them. */
    @Test
    void aConsumerThatIsResumedWhileTheContextStopsReceivesNothing() {
        deliver(5);
        startPlain("waitTime=1s", exchange -> release.await());
        awaitArrivals(1);
        SuspendableService consumer = (SuspendableService) camel.getRoute("plain").getConsumer();
        Thread stopping = inBackground(this::stopContext);
        await().until(consumer::isSuspended);

        consumer.resume();
        alicom.clock().advance(Duration.ofSeconds(1));
        release.countDown();
        awaitEnd(stopping);

        assertThat(arrived).hasSize(1);
        assertThat(alicom.queue("SmsReport").received()).isEqualTo(5);
    }

    /**
     * Messages that arrive during the last second of the poll. A message that MNS hands out at the
     * moment of the cancellation reaches no consumer, and is redelivered when its lease expires.
     */
    @Test
    void aStopDuringALongPollStrandsNoneOfTheTenThatComeMeanwhile() {
        startPlain("waitTime=30s");
        awaitIdle("SmsReport");
        SuspendableService consumer = (SuspendableService) camel.getRoute("plain").getConsumer();

        Thread stopping = inBackground(this::stopContext);
        await().pollInterval(Duration.ofMillis(5)).until(() -> isSuspending(consumer));
        deliver(10);
        awaitEnd(stopping);

        assertThat(alicom.queue("SmsReport").received()).isPositive();
        assertThat(arrived).isEmpty();
        assertThat(nothingIsStranded()).isTrue();
        alicom.clock().advance(Duration.ofSeconds(1));
        assertThat(alicom.queue("SmsReport").visible()).isEqualTo(10);
    }

    @Test
    void aSuspensionAmidABatchStrandsNoneOfThoseThatWait() throws Exception {
        deliver(11);
        startPlain("maxInFlight=11", exchange -> release.await());
        await().until(() -> alicom.queue("SmsReport").invisible() == 11);
        awaitArrivals(1);

        Thread suspending =
                inBackground(
                        () -> {
                            routes().suspendRoute("plain");
                            return null;
                        });
        await().until(() -> alicom.requests().count(RequestKind.CHANGE_VISIBILITY) == 10);
        alicom.clock().advance(Duration.ofSeconds(1));
        assertThat(alicom.queue("SmsReport").visible()).isEqualTo(10);
        release.countDown();
        awaitEnd(suspending);

        awaitDeleted("SmsReport", 1);
        assertThat(arrived).hasSize(1);
        routes().resumeRoute("plain");
        awaitDeleted("SmsReport", 11);
    }

    @ParameterizedTest
    @EnumSource(ShutdownRunningTask.class)
    void aStopUnderLoadDeletesWhatWasRoutedAndStrandsNothing(ShutdownRunningTask mode) {
        deliver(600);
        start(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(smsReports("concurrentConsumers=4"))
                                .shutdownRunningTask(mode)
                                .process(StopTest.this::arrive)
                                .delay(10)
                                .syncDelayed();
                    }
                });
        awaitArrivals(100);

        camel.stop();

        assertThat(arrived).hasSizeLessThan(600);
        assertThat(alicom.queue("SmsReport").deleted()).isEqualTo(arrived.size());
        assertThat(nothingIsStranded()).isTrue();
        assertThat(log.text()).contains(", left 0, redelivery expected 0, lapsed 0, still held 0");
    }

    /**
     * The contract says that a stop is over within 1.5 s: a second for the poll that is under way,
     * and the time to cancel it. What a stop waits for by design shows in the quickest of a few; a
     * machine that is busy at the moment only adds to it, so that this fails for a change of the
     * design and not for a neighbour's build.
     */
    @Test
    void theQuickestOfAFewStopsDuringAnIdleLongPollTakesLessThanOneAndAHalfSeconds()
            throws Exception {
        startPlain("waitTime=30s");
        Duration quickest = Duration.ofDays(1);
        for (int i = 0; i < 5 && quickest.toMillis() >= 1_500; i++) {
            routes().startRoute("plain");
            awaitIdle("SmsReport");
            long before = System.nanoTime();
            routes().stopRoute("plain");
            Duration took = Duration.ofNanos(System.nanoTime() - before);
            quickest = took.compareTo(quickest) < 0 ? took : quickest;
        }

        assertThat(quickest).isLessThan(Duration.ofMillis(1_500));
    }

    @Test
    void aStopWhosePatienceIsOverInterruptsItsOwnRouteAndNoOther() throws Exception {
        camel.getShutdownStrategy().setTimeout(1);
        List<String> begun = new CopyOnWriteArrayList<>();
        List<String> interrupted = new CopyOnWriteArrayList<>();
        camel.addRoutes(blocking("SmsUp", begun, interrupted));
        start(blocking("SmsReport", begun, interrupted));
        alicom.deliver(smsReport(), smsUp());
        await().until(() -> begun.size() == 2);

        routes().stopRoute("SmsUp");

        await().until(() -> interrupted.size() == 1);
        release.countDown();
        awaitDeleted("SmsReport", 1);
        assertThat(interrupted).containsExactly("SmsUp");
    }

    private RouteBuilder blocking(String type, List<String> begun, List<String> interrupted) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(uri(type))
                        .routeId(type)
                        .process(
                                exchange -> {
                                    begun.add(type);
                                    try {
                                        release.await();
                                    } catch (InterruptedException e) {
                                        interrupted.add(type);
                                    }
                                });
            }
        };
    }

    @Test
    void aConsumerThatIsStoppedWithoutCamelsStrategyWaitsForItsWork() throws Exception {
        deliver(1);
        startPlain("", exchange -> release.await());
        awaitArrivals(1);
        Service consumer = camel.getRoute("plain").getConsumer();

        Thread stopping =
                inBackground(
                        () -> {
                            consumer.stop();
                            return null;
                        });
        await().until(() -> alicom.queue("SmsReport").waitingPolls() <= 1);
        await().during(Duration.ofMillis(300)).until(stopping::isAlive);
        release.countDown();
        awaitEnd(stopping);

        assertThat(alicom.queue("SmsReport").deleted()).isEqualTo(1);
    }

    @Test
    void aTimeoutOfAnotherRoutesStopDoesNotShortenIt() throws Exception {
        List<String> begun = new CopyOnWriteArrayList<>();
        camel.addRoutes(blocking("SmsUp", begun, new CopyOnWriteArrayList<>()));
        start(blocking("SmsReport", begun, new CopyOnWriteArrayList<>()));
        alicom.deliver(smsReport(), smsUp());
        await().until(() -> begun.size() == 2);
        routes().stopRoute("SmsUp", 1, TimeUnit.SECONDS);

        assertStopWaits(camel.getRoute("SmsReport").getConsumer());
    }

    @Test
    void aSuspensionLongBeforeDoesNotShortenIt() throws Exception {
        camel.getShutdownStrategy().setTimeout(2);
        deliver(1);
        startPlain("", exchange -> release.await());
        awaitArrivals(1);
        AlicomMnsConsumer consumer = (AlicomMnsConsumer) camel.getRoute("plain").getConsumer();
        consumer.suspend();
        await().pollDelay(Duration.ofSeconds(2)).until(consumer::isSuspended);

        consumer.deferShutdown(ShutdownRunningTask.CompleteCurrentTaskOnly);
        assertStopWaits(consumer);
    }

    private void assertStopWaits(Service consumer) {
        Thread stopping =
                inBackground(
                        () -> {
                            consumer.stop();
                            return null;
                        });
        await().during(Duration.ofMillis(300)).until(stopping::isAlive);
        release.countDown();
        awaitEnd(stopping);
        assertThat(alicom.queue("SmsReport").deleted()).isEqualTo(1);
    }

    @Test
    void theLimitOfASingleRoutesStopCounts() throws Exception {
        deliver(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        startPlain(
                "",
                exchange -> {
                    try {
                        release.await();
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                        throw e;
                    }
                });
        awaitArrivals(1);

        long start = System.nanoTime();
        camel.getRouteController().stopRoute("plain", 1, TimeUnit.SECONDS);

        // Camel's own limit for the context is 45 s
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(40));
        assertThat(interrupted.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(alicom.queue("SmsReport").deleted()).isZero();
    }

    @Test
    void aRouteThatWasStoppedTwiceStartsAgain() throws Exception {
        startPlain("");
        routes().stopRoute("plain");
        routes().stopRoute("plain");
        assertThat(routes().getRouteStatus("plain")).isEqualTo(ServiceStatus.Stopped);

        routes().startRoute("plain");
        alicom.deliver(smsReport());

        awaitDeleted("SmsReport", 1);
        assertThat(log.text()).doesNotContain("Exception");
    }

    @Test
    void suspendingARouteThatHasStoppedDoesNoHarm() throws Exception {
        startPlain("");
        routes().stopRoute("plain");
        routes().suspendRoute("plain");
        routes().resumeRoute("plain");
        routes().stopRoute("plain");
        routes().startRoute("plain");
        alicom.deliver(smsReport());

        awaitDeleted("SmsReport", 1);
        assertThat(log.text()).doesNotContain("Exception");
    }

    @Test
    void stopsFromTwoThreadsAtTheSameTimeEndBoth() throws Exception {
        deliver(20);
        startPlain("concurrentConsumers=2");
        awaitArrivals(1);
        Consumer consumer = camel.getRoute("plain").getConsumer();

        Thread one = inBackground(() -> stopRoute());
        Thread other = inBackground(() -> stopRoute());
        Thread third =
                inBackground(
                        () -> {
                            consumer.stop();
                            return null;
                        });
        awaitEnd(one);
        awaitEnd(other);
        awaitEnd(third);

        assertThat(routes().getRouteStatus("plain")).isEqualTo(ServiceStatus.Stopped);
        assertThat(nothingIsStranded()).isTrue();
        assertThat(alicom.queue("SmsReport").deleted()).isEqualTo(arrived.size());
        await().untilAsserted(() -> assertThat(consumerThreads()).isEmpty());
        assertThat(OpenClients.count()).isZero();
        routes().startRoute("plain");
        awaitDeleted("SmsReport", 20);
    }

    @Test
    void aStopSaysInOneLineWhatBecameOfTheMessages() {
        AtomicInteger count = new AtomicInteger();
        alicom.deliver(smsReport());
        deliver(7);
        start(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(smsReports())
                                .process(StopTest.this::arrive)
                                .process(
                                        exchange -> {
                                            if (count.incrementAndGet() == 1) {
                                                throw new IllegalStateException("on purpose");
                                            }
                                            release.await();
                                        });
                    }
                });
        awaitArrivals(2);
        await().until(() -> alicom.queue("SmsReport").invisible() == 8);

        Thread stopping = inBackground(this::stopContext);
        await().until(() -> alicom.requests().count(RequestKind.CHANGE_VISIBILITY) == 6);
        release.countDown();
        awaitEnd(stopping);

        assertThat(log.text())
                .containsOnlyOnce(
                        "Receiving from "
                                + alicom.queueName("SmsReport")
                                + " works: up to 8 receivers, leases extended by 30 s, token valid"
                                + " for 59 min")
                .containsOnlyOnce("Stopped receiving from")
                .contains(
                        "Stopped receiving from "
                                + alicom.queueName("SmsReport")
                                + ": received 8, deleted 1, released 6, left 1,"
                                + " redelivery expected 0, lapsed 0, still held 0");
    }

    private static boolean isSuspending(SuspendableService consumer) {
        return consumer.isSuspended() || ((StatefulService) consumer).isSuspending();
    }

    private RouteController routes() {
        return camel.getRouteController();
    }

    private Void stopRoute() throws Exception {
        routes().stopRoute("plain");
        return null;
    }

    private Void stopContext() {
        camel.stop();
        return null;
    }
}
