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
import java.util.concurrent.TimeUnit;

import org.apache.camel.SuspendableService;
import org.apache.camel.spi.RouteController;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;

import io.github.camelalicom.mns.gateway.OpenClients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A hundred times off and on again, under load: nothing is left behind, and nothing missing. */
class RestartTest extends AlicomMnsTestSupport {

    private static final int TIMES = 100;
    private static final int LOAD = 10;

    private final CountDownLatch release = new CountDownLatch(1);
    private volatile boolean blocking;

    @Test
    void aHundredRestartsLeaveNoThreadNoSocketNoClientAndNoPermit() throws Exception {
        RouteController routes = camel.getRouteController();
        start();
        int kept = 0;
        for (int i = 1; i <= TIMES; i++) {
            awaitSomeOfALoad();
            routes.stopRoute("plain", 20, TimeUnit.SECONDS);
            soon().untilAsserted(() -> assertThat(consumerThreads()).isEmpty());
            assertThat(OpenClients.count()).isZero();
            // the SDK's client of the token service is the JVM's, and keeps a connection or two
            kept = i == 1 ? alicom.connections() : kept;
            int atMost = Math.max(kept, 2);
            soon().until(() -> alicom.connections() <= atMost);
            routes.startRoute("plain");
        }

        awaitAllDone();
        awaitFourAtWork();
    }

    @Test
    void aHundredSuspensionsLeaveNoThreadNoSocketNoClientAndNoPermit() throws Exception {
        start();
        SuspendableService consumer = (SuspendableService) camel.getRoute("plain").getConsumer();
        awaitSomeOfALoad();
        for (int i = 1; i <= TIMES; i++) {
            consumer.suspend();
            assertThat(OpenClients.count()).isEqualTo(1);
            consumer.resume();
            awaitSomeOfALoad();
        }

        awaitAllDone();
        // four at work, one that receives, and some that delete and give back, at most four each
        soon().untilAsserted(() -> assertThat(threadsOfTheQueue()).isLessThanOrEqualTo(16));
        assertThat(alicom.connections()).isLessThanOrEqualTo(16);
        awaitFourAtWork();
    }

    private void start() {
        startPlain(
                "waitTime=0&concurrentConsumers=4&maxInFlight=4&deleteLinger=0",
                exchange -> {
                    if (blocking) {
                        release.await();
                    }
                });
    }

    /** Puts some in, and waits until the first are routed: the others are under way. */
    private void awaitSomeOfALoad() {
        int before = arrived.size();
        deliver(LOAD);
        soon().until(() -> arrived.size() > before);
    }

    private void awaitAllDone() {
        // released messages are visible again in a second
        await().until(() -> alicom.queue("SmsReport").isEmpty());
        assertThat(alicom.queue("SmsReport").deleted()).isEqualTo(alicom.queue("SmsReport").sent());
        assertThat(arrived).hasSize((int) alicom.queue("SmsReport").sent());
    }

    /** All permits are there, and not one more. */
    private void awaitFourAtWork() {
        blocking = true;
        int before = arrived.size();
        deliver(LOAD);
        awaitArrivals(before + 4);
        await().during(Duration.ofMillis(300))
                .until(
                        () ->
                                arrived.size() == before + 4
                                        && alicom.queue("SmsReport").invisible() == 4);
        release.countDown();
        awaitAllDone();
    }

    private static long threadsOfTheQueue() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().contains("AlicomMns"))
                .count();
    }

    private static ConditionFactory soon() {
        return await().pollInterval(Duration.ofMillis(5));
    }
}
