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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheck.State;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.AsyncProcessorSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.camelalicom.mns.consumer.ConsumerSnapshot.Load;
import io.github.camelalicom.mns.emulator.AlicomEmulatorExtension;

import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Exchanges that are never completed, on a queue whose messages come back after two seconds. */
class UnfinishedExchangesTest {

    @RegisterExtension
    static final AlicomEmulatorExtension alicom =
            AlicomEmulatorExtension.create(e -> e.visibility(Duration.ofSeconds(2)));

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final AtomicBoolean broken = new AtomicBoolean(true);
    private final CountDownLatch release = new CountDownLatch(1);
    private final AtomicInteger atWork = new AtomicInteger();
    private final AtomicInteger mostAtWork = new AtomicInteger();

    @AfterEach
    void stopCamel() {
        release.countDown();
        camel.getShutdownStrategy().setTimeout(1);
        camel.stop();
    }

    @Test
    void aLostCallbackHoldsItsPlaceNoLongerThanMaxExtension() throws Exception {
        deliver(40);
        start("maxExtension=3s&visibilityTimeout=2s", new LosingCallbacks());

        await().untilAsserted(() -> assertThat(health().getState()).isEqualTo(State.DOWN));
        assertThat(health().getMessage().orElseThrow())
                .contains("Routing receipts of queue " + alicom.queueName("SmsReport"))
                .contains("not completed within maxExtension (3s)")
                .contains("lost its callback or blocks");
        await().until(() -> load().waiting() == 0);
        broken.set(false);

        awaitDeleted(40);
        // one that begins after the last of the lost ones was noted
        await().pollInterval(Duration.ofMillis(500))
                .untilAsserted(
                        () -> {
                            deliver(1);
                            assertThat(health().getState()).isEqualTo(State.UP);
                        });
        await().until(() -> load().inFlight() == 0);
    }

    @Test
    void aStepThatBlocksHoldsItsWorkerNoLongerThanMaxExtension() throws Exception {
        deliver(3);
        start("maxExtension=3s&visibilityTimeout=2s", this::blockIfBroken);
        await().until(() -> atWork.get() >= 1);
        broken.set(false);

        awaitDeleted(3);
        deliver(1);
        awaitDeleted(4);
        await().untilAsserted(() -> assertThat(health().getState()).isEqualTo(State.UP));
        release.countDown();
        await().until(() -> atWork.get() == 0);
        deliver(20);
        awaitDeleted(24);
        // the thread that was stuck does not take part again
        assertThat(mostAtWork).hasValue(2);
    }

    /** Its message is deleted elsewhere; the thread is stuck all the same. */
    @Test
    void aStepThatBlocksAfterAHandOverHoldsItsWorkerNoLongerThanMaxExtension() throws Exception {
        camel.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("seda:other").to("log:other?level=OFF");
                    }
                });
        deliver(1);
        startRoute(
                "maxExtension=3s&visibilityTimeout=2s",
                route -> route.to("seda:other").process(this::blockIfBroken));
        awaitDeleted(1);
        await().until(() -> atWork.get() == 1);
        deliver(2);

        await().untilAsserted(() -> assertThat(health().getState()).isEqualTo(State.DOWN));
        broken.set(false);

        awaitDeleted(3);
    }

    private void blockIfBroken(Exchange exchange) throws InterruptedException {
        mostAtWork.accumulateAndGet(atWork.incrementAndGet(), Math::max);
        try {
            if (broken.get()) {
                release.await();
            }
        } finally {
            atWork.decrementAndGet();
        }
    }

    private static void deliver(int count) {
        alicom.deliver(IntStream.range(0, count).mapToObj(i -> smsReport()).toList());
    }

    private static void awaitDeleted(int count) {
        await().until(() -> alicom.queue("SmsReport").deleted() == count);
    }

    private Load load() {
        AlicomMnsConsumer consumer = (AlicomMnsConsumer) camel.getRoute("plain").getConsumer();
        return consumer.snapshot().orElseThrow().load();
    }

    private HealthCheck.Result health() {
        return HealthCheckHelper.invokeReadiness(camel).stream()
                .filter(result -> "consumer:plain".equals(result.getCheck().getId()))
                .findFirst()
                .orElseThrow();
    }

    private void start(String options, org.apache.camel.Processor step) throws Exception {
        startRoute(options, route -> route.process(step));
    }

    private void startRoute(String options, java.util.function.Consumer<RouteDefinition> steps)
            throws Exception {
        HealthCheckRegistry registry = HealthCheckRegistry.get(camel);
        registry.setExposureLevel("full");
        registry.register(registry.resolveById("consumers"));
        camel.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        steps.accept(
                                from(alicom.uri("SmsReport", "waitTime=1s&" + options))
                                        .routeId("plain"));
                    }
                });
        camel.start();
    }

    /** An asynchronous step that forgets to go on. */
    private final class LosingCallbacks extends AsyncProcessorSupport {

        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            if (broken.get()) {
                return false;
            }
            callback.done(true);
            return true;
        }
    }
}
