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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.ServiceStatus;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.SuspendableService;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.engine.DefaultShutdownStrategy;
import org.apache.camel.impl.engine.PooledExchangeFactory;
import org.apache.camel.spi.RouteStartupOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.camelalicom.mns.emulator.Fault;
import io.github.camelalicom.mns.emulator.QueuedMessage;
import io.github.camelalicom.mns.emulator.RequestKind;
import io.github.camelalicom.mns.gateway.OpenClients;

import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

/** Start, stop, suspend and resume, and what they leave behind. */
class LifecycleTest extends AlicomMnsTestSupport {

    private final CountDownLatch release = new CountDownLatch(1);

    @Test
    void aComponentThatHasNeverBeenStartedShutsDown() {
        AlicomMnsComponent component = new AlicomMnsComponent(camel);

        assertThatCode(component::shutdown).doesNotThrowAnyException();
    }

    @Test
    void stopsPromptlyDuringAnIdleLongPoll() {
        startPlain("waitTime=30s");
        awaitIdle("SmsReport");
        long before = System.nanoTime();

        camel.stop();

        // a bound on hanging, not a measure of speed: the poll itself would take 30 s
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(25));
        await().until(() -> alicom.queue("SmsReport").waitingPolls() == 0);
    }

    @Test
    void anInterruptedStopStillDeletesWhatIsDoneAndClosesEverything() {
        camel.getShutdownStrategy().setTimeout(2);
        AtomicInteger order = new AtomicInteger();
        deliver(10);
        start(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(smsReports(
                                        "concurrentConsumers=10",
                                        "deleteLinger=10s",
                                        "waitTime=30s"))
                                .process(LifecycleTest.this::arrive)
                                .filter(exchange -> order.incrementAndGet() == 10)
                                .process(exchange -> release.await());
                    }
                });
        awaitArrivals(10);

        camel.stop();
        release.countDown();

        assertThat(alicom.queue("SmsReport").deleted()).isGreaterThanOrEqualTo(1);
        assertThat(alicom.queue("SmsReport").deleted() + alicom.queue("SmsReport").invisible())
                .isEqualTo(10);
        await().untilAsserted(() -> assertThat(consumerThreads()).isEmpty());
        assertThat(OpenClients.count()).isZero();
    }

    @Test
    void severalRoutesThatDoNotStopInTimeAreClosedAllTheSame() throws Exception {
        camel.getShutdownStrategy().setTimeout(1);
        for (String type : List.of("SmsUp", "VoiceReport")) {
            camel.addRoutes(
                    new RouteBuilder() {
                        @Override
                        public void configure() {
                            from(uri(type, "waitTime=30s")).to("mock:" + type);
                        }
                    });
        }
        startPlain("waitTime=30s");
        await().until(() -> OpenClients.count() == 1);
        awaitIdle("SmsReport");

        camel.stop();

        await().untilAsserted(() -> assertThat(consumerThreads()).isEmpty());
        assertThat(OpenClients.count()).isZero();
    }

    @Test
    void aSuspensionDuringATokenRequestLeavesNoPollBehind() throws Exception {
        alicom.faults().add(Fault.delay(Duration.ofSeconds(4)).on(RequestKind.TOKEN));
        startPlain("waitTime=30s");
        await().until(() -> alicom.faults().fired() == 1);

        camel.getRouteController().suspendRoute("plain");
        await().until(() -> alicom.requests().count(RequestKind.TOKEN) == 1);
        alicom.deliver(smsReport());

        await().during(Duration.ofMillis(500))
                .until(() -> alicom.requests().count(RequestKind.RECEIVE) == 0);
        camel.getRouteController().resumeRoute("plain");
        awaitDeleted("SmsReport", 1);
        await().until(() -> alicom.queue("SmsReport").waitingPolls() == 1);
    }

    @Test
    void aStopThatWasAbortedGoesOnReceiving() throws Exception {
        alicom.deliver(smsReport());
        start(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(smsReports())
                                .routeId("aborted")
                                .shutdownRunningTask(ShutdownRunningTask.CompleteAllTasks)
                                .process(LifecycleTest.this::arrive)
                                .process(exchange -> release.await());
                    }
                });
        awaitArrivals(1);

        boolean stopped =
                camel.getRouteController().stopRoute("aborted", 3, TimeUnit.SECONDS, true);
        release.countDown();
        alicom.deliver(smsReport());

        assertThat(stopped).isFalse();
        awaitDeleted("SmsReport", 2);
    }

    /** As an operator does to every instance of a cluster, of which one receives. */
    @Test
    void aStoppedRouteThatIsSuspendedAndResumedReceivesOnceItIsStarted() throws Exception {
        startPlain("waitTime=1s");
        camel.getRouteController().stopRoute("plain");
        camel.getRouteController().suspendRoute("plain");

        camel.getRouteController().resumeRoute("plain");
        camel.getRouteController().startRoute("plain");

        deliver(1);
        awaitDeleted("SmsReport", 1);
    }

    @Test
    void suspendingTwiceStoppingTwiceAndStartingAgainDoNoHarm() throws Exception {
        startPlain("waitTime=1s");
        Consumer consumer = camel.getRoute("plain").getConsumer();

        ((SuspendableService) consumer).suspend();
        ((SuspendableService) consumer).suspend();
        consumer.stop();
        consumer.stop();
        consumer.start();
        alicom.deliver(smsReport());

        awaitDeleted("SmsReport", 1);
    }

    @Test
    void aThousandReceiptsPassThroughPooledExchanges() {
        camel.getCamelContextExtension().setExchangeFactory(new PooledExchangeFactory());
        deliver(1_000);
        startPlain("concurrentConsumers=4");

        awaitDeleted("SmsReport", 1_000);

        assertThat(arrived).hasSize(1_000);
    }

    @Test
    void stoppingFinishesWhatWasBegunAndReleasesTheRest() {
        deliver(10);
        startBlocked();
        await().until(() -> alicom.queue("SmsReport").invisible() == 10);
        awaitArrivals(1);

        Thread stopping = new Thread(camel::stop, "stopping");
        stopping.start();
        await().until(() -> alicom.requests().count(RequestKind.CHANGE_VISIBILITY) == 9);
        release.countDown();
        await().until(() -> !stopping.isAlive());

        assertThat(alicom.queue("SmsReport").deleted()).isEqualTo(1);
        alicom.clock().advance(Duration.ofSeconds(1));
        assertThat(alicom.queue("SmsReport").visible()).isEqualTo(9);
        assertThat(arrived).hasSize(1);
    }

    @Test
    void completeAllTasksWorksThroughWhatIsHeld() {
        deliver(40);
        start(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(smsReports())
                                .shutdownRunningTask(ShutdownRunningTask.CompleteAllTasks)
                                .process(LifecycleTest.this::arrive)
                                .process(exchange -> release.await());
                    }
                });
        await().until(() -> alicom.queue("SmsReport").invisible() == 16);
        awaitArrivals(1);
        AlicomMnsConsumer consumer = (AlicomMnsConsumer) camel.getRoutes().get(0).getConsumer();

        Thread stopping = new Thread(camel::stop, "stopping");
        stopping.start();
        await().until(() -> consumer.snapshot().orElseThrow().load().receivers() == 0);
        release.countDown();
        await().until(() -> !stopping.isAlive());

        assertThat(arrived).hasSize(16);
        assertThat(alicom.queue("SmsReport").deleted()).isEqualTo(16);
        assertThat(alicom.queue("SmsReport").visible()).isEqualTo(24);
    }

    @Test
    void stoppingFlushesTheDeletesThatLinger() {
        deliver(5);
        startPlain("deleteLinger=10s");
        awaitArrivals(5);
        assertThat(alicom.queue("SmsReport").deleted()).isZero();

        camel.stop();

        assertThat(alicom.queue("SmsReport").deleted()).isEqualTo(5);
    }

    @Test
    void aSuspendedRouteReceivesNothingUntilItIsResumed() throws Exception {
        startPlain("waitTime=30s");
        awaitIdle("SmsReport");

        camel.getRouteController().suspendRoute("plain");
        assertThat(camel.getRouteController().getRouteStatus("plain"))
                .isEqualTo(ServiceStatus.Suspended);
        alicom.deliver(smsReport());
        await().during(Duration.ofMillis(400)).until(() -> arrived.isEmpty());
        camel.getRouteController().resumeRoute("plain");

        awaitDeleted("SmsReport", 1);
    }

    @Test
    void aStoppedContextLeavesNoThread() {
        deliver(50);
        startPlain("concurrentConsumers=4");
        awaitDeleted("SmsReport", 50);
        assertThat(consumerThreads()).isNotEmpty();

        camel.stop();

        await().untilAsserted(() -> assertThat(consumerThreads()).isEmpty());
        assertThat(OpenClients.count()).isZero();
    }

    /** Camel Quarkus has such a strategy in dev and test mode. */
    @ParameterizedTest
    @EnumSource(names = {"SECONDS", "DAYS"})
    void aContextThatMayTakeForeverToStopLeavesNothingBehind(TimeUnit unit) {
        camel.getShutdownStrategy().setTimeUnit(unit);
        camel.getShutdownStrategy().setTimeout(Long.MAX_VALUE);
        deliver(1);
        startPlain("deleteLinger=10s");
        awaitArrivals(1);

        camel.stop();

        assertThat(alicom.queue("SmsReport").deleted()).isEqualTo(1);
        await().untilAsserted(() -> assertThat(consumerThreads()).isEmpty());
        assertThat(OpenClients.count()).isZero();
    }

    @Test
    void aContextThatStopsWithoutAnyGraceLeavesNothingBehind() {
        camel.setShutdownStrategy(new NoGrace());
        deliver(5);
        startPlain("waitTime=30s");
        awaitDeleted("SmsReport", 5);

        camel.stop();

        await().untilAsserted(() -> assertThat(consumerThreads()).isEmpty());
        assertThat(OpenClients.count()).isZero();
        await().until(() -> alicom.queue("SmsReport").waitingPolls() == 0);
    }

    @Test
    void severalRoutesHaveClientsOfTheirOwnAndCloseThem() throws Exception {
        for (String type : List.of("SmsUp", "VoiceReport", "FlowReport")) {
            camel.addRoutes(
                    new RouteBuilder() {
                        @Override
                        public void configure() {
                            from(uri(type)).to("mock:" + type);
                        }
                    });
        }
        startPlain("waitTime=1s");
        await().until(() -> OpenClients.count() == 1);

        camel.stop();

        assertThat(OpenClients.count()).isZero();
    }

    @Test
    void aMessageStillInProcessAtTheShutdownTimeoutIsRedelivered() {
        camel.getShutdownStrategy().setTimeout(1);
        alicom.deliver(smsReport());
        startBlocked();
        awaitArrivals(1);

        camel.stop();
        release.countDown();

        assertThat(alicom.queue("SmsReport").messages())
                .extracting(QueuedMessage::state)
                .containsExactly(QueuedMessage.State.INVISIBLE);
        await().untilAsserted(() -> assertThat(consumerThreads()).isEmpty());
    }

    private void startBlocked() {
        startPlain("", exchange -> release.await());
    }

    /** Stops no route, waits for nothing, and has no unit to wait in. */
    private static final class NoGrace extends DefaultShutdownStrategy {

        @Override
        public void shutdown(CamelContext context, List<RouteStartupOrder> routes) {}

        @Override
        public long getTimeout() {
            return 0;
        }

        @Override
        public TimeUnit getTimeUnit() {
            return null;
        }
    }
}
