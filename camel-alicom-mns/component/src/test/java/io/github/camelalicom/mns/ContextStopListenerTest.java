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
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

import io.github.camelalicom.mns.emulator.RequestKind;

import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** How messages are fetched, held and let go in numbers. */
class ContextStopListenerTest extends AlicomMnsTestSupport {

    @Test
    void aThousandReceiptsArriveExactlyOnceAndAreDeletedInBatches() {
        List<String> sent = IntStream.range(0, 1_000).mapToObj(i -> "b-" + i).toList();
        alicom.deliver(sent.stream().map(id -> smsReport().bizId(id)).toList());
        startPlain("concurrentConsumers=4");

        awaitDeleted("SmsReport", 1_000);

        assertThat(bizIds()).containsExactlyInAnyOrderElementsOf(sent);
        long settling =
                alicom.requests().count(RequestKind.BATCH_DELETE)
                        + alicom.requests().count(RequestKind.DELETE);
        assertThat(settling).isLessThan(150);
        assertThat(alicom.requests().count(RequestKind.RECEIVE)).isLessThan(150);
        assertThat(alicom.requests().count(RequestKind.TOKEN)).isEqualTo(1);
        assertThat(errors.reports).isEmpty();
    }

    @Test
    void asManyExchangesRunInParallelAsConcurrentConsumersSay() {
        CyclicBarrier together = new CyclicBarrier(5);
        start(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(smsReports("concurrentConsumers=5"))
                                .process(exchange -> together.await(60, TimeUnit.SECONDS));
                    }
                });

        alicom.deliver(IntStream.range(0, 10).mapToObj(i -> smsReport()).toList());

        awaitDeleted("SmsReport", 10);
    }

    @Test
    void oneReceiverAndOneConsumerKeepTheOrderOfTheQueue() {
        List<String> sent = IntStream.range(0, 60).mapToObj(i -> "b-" + i).toList();
        alicom.deliver(sent.stream().map(id -> smsReport().bizId(id)).toList());
        startPlain("concurrentReceivers=1");

        awaitDeleted("SmsReport", 60);

        assertThat(bizIds()).containsExactlyElementsOf(sent);
    }

    @Test
    void noMoreAreHeldThanMaxInFlightSays() {
        CountDownLatch release = new CountDownLatch(1);
        alicom.deliver(IntStream.range(0, 50).mapToObj(i -> smsReport()).toList());
        start(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(smsReports("maxInFlight=5", "concurrentConsumers=20"))
                                .process(exchange -> release.await());
                    }
                });

        await().until(() -> alicom.queue("SmsReport").invisible() == 5);
        await().during(Duration.ofMillis(400))
                .until(() -> alicom.queue("SmsReport").invisible() == 5);
        release.countDown();

        awaitDeleted("SmsReport", 50);
    }

    @Test
    void behindARouteThatHangsOnlyOneBatchIsHeld() {
        CountDownLatch release = new CountDownLatch(1);
        alicom.deliver(IntStream.range(0, 100).mapToObj(i -> smsReport()).toList());
        start(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(smsReports()).process(exchange -> release.await());
                    }
                });

        await().until(() -> alicom.queue("SmsReport").invisible() == 16);
        await().during(Duration.ofMillis(400))
                .until(() -> alicom.queue("SmsReport").invisible() == 16);
        release.countDown();

        awaitDeleted("SmsReport", 100);
    }

    @Test
    void aReceiptIsReceivedTheMomentItComes() {
        start(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(uri("SmsReport", "waitTime=30s"))
                                .process(ContextStopListenerTest.this::arrive);
                    }
                });
        awaitIdle("SmsReport");

        alicom.deliver(smsReport());

        await().atMost(Duration.ofSeconds(20)).until(() -> arrived.size() == 1);
        assertThat(alicom.requests().count(RequestKind.RECEIVE)).isLessThanOrEqualTo(2);
    }

    @Test
    void anIdleQueueIsPolledByOneReceiver() {
        alicom.deliver(IntStream.range(0, 200).mapToObj(i -> smsReport()).toList());
        startPlain("waitTime=30s");
        awaitDeleted("SmsReport", 200);

        await().until(() -> alicom.queue("SmsReport").waitingPolls() == 1);
        long polls = alicom.requests().count(RequestKind.RECEIVE);

        await().during(Duration.ofMillis(500))
                .until(() -> alicom.requests().count(RequestKind.RECEIVE) == polls);
    }

    @Test
    void receiveLingerMakesFewerRequestsOfATrickle() {
        startPlain("receiveLinger=300ms");
        awaitIdle("SmsReport");
        alicom.deliver(smsReport());
        awaitArrivals(1);
        // the receiver rests now, and takes all of these together
        for (int i = 0; i < 10; i++) {
            alicom.deliver(smsReport());
        }
        awaitDeleted("SmsReport", 11);

        assertThat(alicom.requests().count(RequestKind.RECEIVE)).isLessThanOrEqualTo(4);
    }
}
