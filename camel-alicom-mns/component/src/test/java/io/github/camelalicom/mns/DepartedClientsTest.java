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
import java.util.concurrent.TimeUnit;

import org.apache.camel.ConsumerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.RouteController;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.github.camelalicom.mns.emulator.Assumption;
import io.github.camelalicom.mns.emulator.RequestKind;

import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A service that does not notice that a client has left hands messages to the dead connection, for
 * as long as the poll was to wait. While the JVM lives on, no poll is cut, so nothing gets there.
 */
class DepartedClientsTest extends AlicomMnsTestSupport {

    /** A message that went to a dead connection comes after its lease of 30 s. */
    private static final Duration SOON = Duration.ofSeconds(20);

    @BeforeEach
    void assume() {
        alicom.assume(Assumption.DEPARTED_CLIENTS_UNNOTICED);
    }

    @AfterEach
    void assumeNoMore() {
        alicom.assume(Assumption.DEPARTED_CLIENTS_NOTICED);
    }

    @Test
    void aStormOfRestartsMakesNoMessageLate() throws Exception {
        startPlain("waitTime=30s");
        awaitIdle("SmsReport");
        RouteController routes = camel.getRouteController();

        for (int i = 1; i <= 20; i++) {
            routes.stopRoute("plain");
            routes.startRoute("plain");
            if (i % 4 == 0) {
                alicom.deliver(smsReport().bizId("b-" + i));
                awaitSoon(i / 4);
            }
        }

        assertThat(alicom.queue("SmsReport").received()).isEqualTo(5 + released());
    }

    @Test
    void whatComesWhileARouteIsStoppedIsThereWhenItStarts() throws Exception {
        startPlain("waitTime=30s");
        awaitIdle("SmsReport");
        camel.getRouteController().stopRoute("plain");
        alicom.deliver(smsReport());
        await().atMost(SOON).until(() -> alicom.queue("SmsReport").received() == 1);

        camel.getRouteController().startRoute("plain");

        awaitSoon(1);
    }

    @Test
    void aSuspensionMakesNoMessageLate() throws Exception {
        startPlain("waitTime=30s");
        awaitIdle("SmsReport");
        for (int i = 1; i <= 5; i++) {
            camel.getRouteController().suspendRoute("plain");
            camel.getRouteController().resumeRoute("plain");
            alicom.deliver(smsReport());
            awaitSoon(i);
        }
        assertThat(alicom.queue("SmsReport").received()).isEqualTo(5 + released());
    }

    /** Messages that a poll brought before the next consumer had taken it over. */
    private static long released() {
        return alicom.requests().count(RequestKind.CHANGE_VISIBILITY);
    }

    @Test
    void aStopOfARouteTakesNoTimeWhileAPollIsUnderWay() throws Exception {
        startPlain("waitTime=30s");
        awaitIdle("SmsReport");

        long start = System.nanoTime();
        camel.getRouteController().stopRoute("plain");

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(900));
        assertThat(alicom.queue("SmsReport").waitingPolls()).isEqualTo(1);
    }

    @Test
    void aPollerThatIsInterruptedLeavesItsPollToTheNext() throws Exception {
        start(emptyRoute());
        ConsumerTemplate template = camel.createConsumerTemplate();
        Thread poller = inBackground(() -> template.receive(smsReports("waitTime=30s")));
        awaitIdle("SmsReport");

        poller.interrupt();
        awaitEnd(poller);
        Thread next =
                inBackground(
                        () -> {
                            arrive(template.receive(smsReports("waitTime=30s"), 20_000));
                            return null;
                        });
        await().until(() -> next.getState() != Thread.State.NEW);
        alicom.deliver(smsReport());

        awaitSoon(1);
        assertThat(alicom.queue("SmsReport").received()).isEqualTo(1 + released());
        awaitEnd(next);
    }

    @Test
    void withAStopGraceOfThirtySecondsAStopOfTheContextStrandsNothing() throws Exception {
        startPlain("waitTime=3s&stopGrace=30s");
        awaitIdle("SmsReport");
        Thread stop =
                inBackground(
                        () -> {
                            camel.stop();
                            return null;
                        });
        await().until(() -> camel.isStopping() || camel.isStopped());

        alicom.deliver(smsReport());
        awaitEnd(stop);

        assertThat(nothingIsStranded()).isTrue();
    }

    @Test
    void aContextThatReplacesAnotherGetsTheMessagesAfterItsStopGrace() throws Exception {
        startPlain("waitTime=3s&stopGrace=30s");
        awaitIdle("SmsReport");
        camel.stop();

        try (DefaultCamelContext second = new DefaultCamelContext()) {
            second.getRegistry().bind("errors", errors);
            second.addRoutes(
                    new RouteBuilder() {
                        @Override
                        public void configure() {
                            from(smsReports("waitTime=3s"))
                                    .process(DepartedClientsTest.this::arrive);
                        }
                    });
            second.start();
            alicom.deliver(smsReport());
            awaitSoon(1);
        }
    }

    private static RouteBuilder emptyRoute() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:none").to("mock:none");
            }
        };
    }

    private void awaitSoon(int count) {
        await().atMost(SOON.toMillis(), TimeUnit.MILLISECONDS).until(() -> arrived.size() == count);
    }
}
