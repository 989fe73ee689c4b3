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
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ServiceStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.github.camelalicom.mns.gateway.OpenClients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Routes that stop themselves, as a route does that has seen enough, or too much. */
class SelfStopTest extends AlicomMnsTestSupport {

    private final AtomicBoolean stopping = new AtomicBoolean();
    private final CountDownLatch stopped = new CountDownLatch(1);

    @BeforeEach
    void littlePatience() {
        // what stops itself on its own thread waits for itself: Camel gives up after this
        camel.getShutdownStrategy().setTimeout(1);
    }

    @Test
    void fromAnotherThreadTheMessageThatStoppedTheRouteIsDeletedAndTheOthersAreReleased() {
        deliver(10);
        startPlain("", once(exchange -> inBackground(() -> stopRoute(exchange))));

        awaitStopped();

        // those that had begun before the stop were finished
        assertThat(alicom.queue("SmsReport").deleted()).isEqualTo(arrived.size());
        assertThat(nothingIsStranded()).isTrue();
    }

    /**
     * On its own thread it waits for itself. Camel gives up when its timeout is over, and its error
     * handler, which was stopped with the route, fails the exchange, so the message is redelivered.
     */
    @Test
    void onItsOwnThreadTheMessageThatStoppedTheRouteIsLeftAsCamelFailsItsExchange() {
        deliver(10);
        startPlain("", once(this::stopRoute));

        awaitStopped();

        await().until(() -> errors.reports.size() == 1);
        assertThat(errors.reports.get(0).cause()).isInstanceOf(RejectedExecutionException.class);
        awaitNothingLeft();
        alicom.clock().advance(Duration.ofSeconds(1));
        assertThat(alicom.queue("SmsReport").visible()).isEqualTo(9);
        alicom.clock().advance(VISIBILITY);
        assertThat(alicom.queue("SmsReport").visible()).isEqualTo(10);
        assertThat(arrived).hasSize(1);
    }

    @Test
    void onItsOwnThreadTheOthersAtWorkAreDeletedWhenTheyComplete() {
        deliver(4);
        CountDownLatch allCame = new CountDownLatch(4);
        startPlain(
                "concurrentConsumers=4",
                exchange -> {
                    allCame.countDown();
                    allCame.await();
                },
                once(this::stopRoute));

        awaitStopped();

        awaitNothingLeft();
        assertThat(alicom.queue("SmsReport").deleted()).isEqualTo(3);
        assertThat(alicom.queue("SmsReport").invisible()).isEqualTo(1);
    }

    @Test
    void aContextStoppedOnTheRoutesOwnThreadEndsAndLosesNothing() {
        deliver(5);
        startPlain("", once(exchange -> stopContext()));

        awaitStopped();

        awaitNothingLeft();
        alicom.clock().advance(Duration.ofSeconds(1));
        assertThat(alicom.queue("SmsReport").visible()).isEqualTo(4);
        assertThat(alicom.queue("SmsReport").invisible()).isEqualTo(1);
    }

    @Test
    void aContextStoppedByARouteFromAnotherThreadLosesNothing() {
        deliver(5);
        startPlain("", once(exchange -> inBackground(this::stopContext)));

        awaitStopped();

        assertThat(alicom.queue("SmsReport").deleted()).isEqualTo(arrived.size());
        assertThat(nothingIsStranded()).isTrue();
        awaitNothingLeft();
    }

    @Test
    void aRouteThatStoppedItselfStartsAgain() throws Exception {
        deliver(1);
        startPlain("", once(this::stopRoute));
        awaitStopped();
        assertThat(camel.getRouteController().getRouteStatus("plain"))
                .isEqualTo(ServiceStatus.Stopped);

        camel.getRouteController().startRoute("plain");
        alicom.clock().advance(VISIBILITY);

        awaitDeleted("SmsReport", 1);
    }

    /** For the first message only. */
    private Processor once(Processor action) {
        return exchange -> {
            if (stopping.compareAndSet(false, true)) {
                action.process(exchange);
            }
        };
    }

    private Void stopRoute(Exchange exchange) throws Exception {
        exchange.getContext().getRouteController().stopRoute(exchange.getFromRouteId());
        stopped.countDown();
        return null;
    }

    private Void stopContext() {
        camel.stop();
        stopped.countDown();
        return null;
    }

    private void awaitStopped() {
        await().until(() -> stopped.getCount() == 0);
    }

    private static void awaitNothingLeft() {
        await().untilAsserted(() -> assertThat(consumerThreads()).isEmpty());
        await().until(() -> OpenClients.count() == 0);
    }
}
