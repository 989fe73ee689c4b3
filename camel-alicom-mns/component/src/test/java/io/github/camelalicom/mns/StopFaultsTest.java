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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.camelalicom.mns.consumer.ConsumerEngine;
import io.github.camelalicom.mns.emulator.Fault;
import io.github.camelalicom.mns.emulator.RecordedRequest;
import io.github.camelalicom.mns.emulator.RequestKind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A stop while the services fail, or do not answer. */
class StopFaultsTest extends AlicomMnsTestSupport {

    /** Longer than a stop waits for it. */
    private static final Duration HANGS = Duration.ofSeconds(6);

    @RegisterExtension final LogCapture log = new LogCapture(ConsumerEngine.class.getName());

    private final CountDownLatch release = new CountDownLatch(1);

    static Stream<Fault> faultsOfADelete() {
        return Stream.of(
                Fault.delay(Duration.ofMillis(1_500)),
                Fault.dropBefore(),
                Fault.dropAfter(),
                Fault.error("InternalError", 500));
    }

    @ParameterizedTest
    @MethodSource("faultsOfADelete")
    void aStopAmidADeleteThatFailsDeletesWhatIsDoneOnce(Fault fault) {
        alicom.faults().add(fault.on(RequestKind.DELETE, RequestKind.BATCH_DELETE));
        deliver(3);
        startPlain("concurrentConsumers=3&deleteLinger=0", exchange -> release.await());
        awaitArrivals(3);
        release.countDown();
        await().pollInterval(Duration.ofMillis(5)).until(() -> alicom.faults().fired() == 1);

        camel.stop();

        assertThat(alicom.queue("SmsReport").deleted()).isEqualTo(3);
        assertThat(alicom.queue("SmsReport").received()).isEqualTo(3);
        assertThat(log.text())
                .contains(
                        "received 3, deleted 3, released 0, left 0, redelivery expected 0,"
                                + " lapsed 0");
    }

    @Test
    void deletesThatFailForGoodLeaveTheirMessagesToTheLeaseAndDoNotHoldTheStop() {
        camel.getShutdownStrategy().setTimeout(1);
        alicom.faults()
                .add(Fault.status(503).on(RequestKind.DELETE, RequestKind.BATCH_DELETE).always());
        deliver(3);
        startPlain("deleteLinger=0");
        awaitArrivals(3);

        camel.stop();

        assertThat(alicom.queue("SmsReport").deleted()).isZero();
        // the end of the gateway may end deletes before the sum is logged
        assertThat(log.text())
                .contains("received 3, deleted 0")
                .satisfies(
                        text ->
                                assertThat(logged("redelivery expected") + logged("still held"))
                                        .as(text)
                                        .isEqualTo(3));
        alicom.clock().advance(VISIBILITY);
        assertThat(alicom.queue("SmsReport").visible()).isEqualTo(3);
    }

    private int logged(String figure) {
        Matcher number = Pattern.compile(figure + " (\\d+)").matcher(log.text());
        assertThat(number.find()).isTrue();
        return Integer.parseInt(number.group(1));
    }

    @Test
    void aGiveBackWhoseRequestWasDroppedIsTriedAgain() {
        alicom.faults().add(Fault.dropBefore().on(RequestKind.CHANGE_VISIBILITY));
        deliver(10);
        startPlain("", exchange -> release.await());
        await().until(() -> alicom.queue("SmsReport").invisible() == 10);
        awaitArrivals(1);

        Thread stopping = inBackground(this::stopContext);
        await().until(() -> alicom.requests().count(RequestKind.CHANGE_VISIBILITY) == 10);
        release.countDown();
        awaitEnd(stopping);

        assertThat(nothingIsStranded()).isTrue();
        assertThat(log.text()).contains("deleted 1, released 9, left 0");
    }

    @Test
    void aStopDuringATokenRefreshThatHangsDeletesWithThePresentToken() {
        // by its own clock the service has handed out a token for 8 s, which is refreshed after 4
        alicom.faults()
                .add(Fault.clockSkew(Duration.ofMinutes(60).minusSeconds(8)).on(RequestKind.TOKEN));
        deliver(2);
        startPlain("concurrentConsumers=2", exchange -> release.await());
        awaitArrivals(2);
        alicom.faults().add(Fault.delay(HANGS).on(RequestKind.TOKEN));
        await().pollInterval(Duration.ofMillis(5)).until(() -> alicom.faults().fired() == 2);

        Thread stopping = inBackground(this::stopContext);
        release.countDown();
        awaitEnd(stopping);

        assertThat(alicom.queue("SmsReport").deleted()).isEqualTo(2);
        assertThat(alicom.requests().count(RequestKind.TOKEN)).isEqualTo(1);
        awaitNoThreads();
    }

    @Test
    void aStopWithoutATokenDoesNotWaitForOne() {
        alicom.faults().add(Fault.delay(HANGS).on(RequestKind.TOKEN));
        startPlain("waitTime=30s");
        await().until(() -> alicom.faults().fired() == 1);

        camel.stop();

        assertThat(alicom.requests().count(RequestKind.TOKEN)).isZero();
        assertThat(alicom.requests().count(RequestKind.RECEIVE)).isZero();
        assertThat(log.text()).as("nothing is abandoned").doesNotContain("WARN");
        awaitNoThreads();
    }

    @Test
    void deletesForWhichThereIsNoTokenDoNotHoldAStopForLongerThanItsTimeout() {
        camel.getShutdownStrategy().setTimeout(1);
        deliver(2);
        startPlain("concurrentConsumers=2", exchange -> release.await());
        awaitArrivals(2);
        alicom.expireTokens();
        alicom.faults().add(Fault.delay(HANGS).on(RequestKind.TOKEN));
        Thread stopping = inBackground(this::stopContext);
        release.countDown();
        awaitEnd(stopping);

        assertThat(alicom.requests().count(RequestKind.TOKEN)).isEqualTo(1);
        assertThat(alicom.requests().matching(StopFaultsTest::isServedDelete)).isEmpty();
        awaitNoThreads();
        alicom.clock().advance(VISIBILITY);
        assertThat(alicom.queue("SmsReport").visible()).isEqualTo(2);
    }

    private static boolean isServedDelete(RecordedRequest request) {
        return (request.kind() == RequestKind.DELETE || request.kind() == RequestKind.BATCH_DELETE)
                && request.status() < 300;
    }

    /** A token that is asked for by then is waited for by its own thread alone. */
    private static void awaitNoThreads() {
        await().untilAsserted(() -> assertThat(consumerThreads()).isEmpty());
    }

    private Void stopContext() {
        camel.stop();
        return null;
    }
}
