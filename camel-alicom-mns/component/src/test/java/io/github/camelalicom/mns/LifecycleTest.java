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
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.apache.camel.ServiceStatus;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

import com.aliyun.mns.common.http.ServiceClientFactory;

import io.github.camelalicom.mns.emulator.QueuedMessage;
import io.github.camelalicom.mns.emulator.RequestKind;

import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Start, stop, suspend and resume, and what they leave behind. */
class LifecycleTest extends AlicomMnsTestSupport {

    private final CountDownLatch release = new CountDownLatch(1);

    @Test
    void stopsPromptlyDuringAnIdleLongPoll() {
        startPlain("waitTime=30s");
        awaitIdle("SmsReport");
        long before = System.nanoTime();

        camel.stop();

        // a bound on hanging, not a measure of speed: the poll itself would take 30 s
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
        await().until(() -> alicom.queue("SmsReport").waitingPolls() == 0);
    }

    @Test
    void whatComesWhileStoppingIsNotStranded() {
        startPlain("waitTime=30s");
        awaitIdle("SmsReport");

        camel.stop();
        alicom.deliver(smsReport());

        assertThat(alicom.queue("SmsReport").visible()).isEqualTo(1);
    }

    @Test
    void stoppingFinishesWhatWasBegunAndGivesBackTheRest() {
        alicom.deliver(IntStream.range(0, 10).mapToObj(i -> smsReport()).toList());
        startBlocked();
        await().until(() -> alicom.queue("SmsReport").invisible() == 10);
        awaitArrivals(1);

        Thread stopping = new Thread(camel::stop, "stopping");
        stopping.start();
        await().until(() -> alicom.requests().count(RequestKind.CHANGE_VISIBILITY) == 9);
        release.countDown();
        await().atMost(PATIENCE).until(() -> !stopping.isAlive());

        assertThat(alicom.queue("SmsReport").deleted()).isEqualTo(1);
        alicom.clock().advance(Duration.ofSeconds(1));
        assertThat(alicom.queue("SmsReport").visible()).isEqualTo(9);
        assertThat(arrived).hasSize(1);
    }

    @Test
    void completeAllTasksWorksThroughWhatIsHeld() {
        alicom.deliver(IntStream.range(0, 40).mapToObj(i -> smsReport()).toList());
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

        Thread stopping = new Thread(camel::stop, "stopping");
        stopping.start();
        await().until(() -> alicom.queue("SmsReport").waitingPolls() == 0);
        release.countDown();
        await().atMost(PATIENCE).until(() -> !stopping.isAlive());

        assertThat(arrived).hasSize(16);
        assertThat(alicom.queue("SmsReport").deleted()).isEqualTo(16);
        assertThat(alicom.queue("SmsReport").visible()).isEqualTo(24);
    }

    @Test
    void stoppingFlushesTheDeletesThatLinger() {
        alicom.deliver(IntStream.range(0, 5).mapToObj(i -> smsReport()).toList());
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
    void restartsLeaveNothingBehind() throws Exception {
        startPlain("waitTime=0");
        for (int i = 1; i <= 10; i++) {
            alicom.deliver(smsReport());
            awaitDeleted("SmsReport", i);
            camel.getRouteController().stopRoute("plain", 10, TimeUnit.SECONDS);
            await().until(() -> consumerThreads().isEmpty());
            assertThat(ServiceClientFactory.getServiceClientCount()).isZero();
            camel.getRouteController().startRoute("plain");
        }
    }

    @Test
    void aStoppedContextLeavesNoThread() {
        alicom.deliver(IntStream.range(0, 50).mapToObj(i -> smsReport()).toList());
        startPlain("concurrentConsumers=4");
        awaitDeleted("SmsReport", 50);
        assertThat(consumerThreads()).isNotEmpty();

        camel.stop();

        await().until(() -> consumerThreads().isEmpty());
        assertThat(ServiceClientFactory.getServiceClientCount()).isZero();
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
        await().until(() -> ServiceClientFactory.getServiceClientCount() == 4);

        camel.stop();

        assertThat(ServiceClientFactory.getServiceClientCount()).isZero();
    }

    @Test
    void aMessageStillAtWorkWhenPatienceIsOverComesAgain() {
        camel.getShutdownStrategy().setTimeout(1);
        alicom.deliver(smsReport());
        startBlocked();
        awaitArrivals(1);

        camel.stop();
        release.countDown();

        assertThat(alicom.queue("SmsReport").messages())
                .extracting(QueuedMessage::state)
                .containsExactly(QueuedMessage.State.INVISIBLE);
        await().until(() -> consumerThreads().isEmpty());
    }

    private void startPlain(String options) {
        start(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(smsReports(options))
                                .routeId("plain")
                                .process(LifecycleTest.this::arrive);
                    }
                });
    }

    private void startBlocked() {
        start(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(smsReports())
                                .process(LifecycleTest.this::arrive)
                                .process(exchange -> release.await());
                    }
                });
    }

    /** Threads of ours, and of the SDK's HTTP client. */
    private static Set<String> consumerThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(
                        name ->
                                name.contains("AlicomMns")
                                        || name.contains("I/O dispatcher")
                                        || name.matches("pool-\\d+-thread-\\d+"))
                .collect(Collectors.toSet());
    }
}
