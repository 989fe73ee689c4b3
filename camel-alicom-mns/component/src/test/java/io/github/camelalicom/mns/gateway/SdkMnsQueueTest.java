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
package io.github.camelalicom.mns.gateway;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.camelalicom.mns.emulator.AlicomEmulatorExtension;
import io.github.camelalicom.mns.emulator.Fault;
import io.github.camelalicom.mns.emulator.RequestKind;
import io.github.camelalicom.mns.gateway.MnsException.Kind;
import io.github.camelalicom.mns.gateway.MnsQueue.DeleteFailure;
import io.github.camelalicom.mns.gateway.MnsQueue.Lease;

import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** The three verbs against the emulator, on the class path that Camel gives users. */
class SdkMnsQueueTest {

    @RegisterExtension
    static final AlicomEmulatorExtension alicom = AlicomEmulatorExtension.create();

    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2);
    private final ExecutorService callers = Executors.newCachedThreadPool();
    private final AtomicLong received = new AtomicLong();
    private final MnsQueue queue =
            MnsGateway.open(EmulatorAccount.settings(alicom), new Threads(callers, callers, timer));

    @AfterEach
    void close() {
        queue.close();
        callers.shutdownNow();
        timer.shutdownNow();
        assertThat(SharedClients.count()).isZero();
    }

    @Test
    void theClassPathIsTheOneThatBreaksTheSdksOwnErrors() {
        // Camel manages JAXB to 4, in whose presence CloudQueue fails at every empty poll
        assertThatThrownBy(() -> Class.forName("com.sun.xml.bind.v2.ContextFactory"))
                .isInstanceOf(ClassNotFoundException.class);
    }

    @Test
    void anEmptyQueueIsAnEmptyList() {
        assertThat(receive(16, Duration.ZERO)).isEmpty();
    }

    @Test
    void receivesABatchAndDeletesItWithOneRequest() {
        alicom.deliver(IntStream.range(0, 16).mapToObj(i -> smsReport()).toList());

        List<ReceivedMessage> messages = receive(16, Duration.ZERO);

        assertThat(messages).hasSize(16);
        assertThat(delete(handles(messages))).isEmpty();
        assertThat(alicom.queue("SmsReport").deleted()).isEqualTo(16);
        assertThat(alicom.requests().count(RequestKind.BATCH_DELETE)).isEqualTo(1);
    }

    @Test
    void aBatchDeleteNamesTheHandlesThatFailed() {
        alicom.deliver(smsReport(), smsReport(), smsReport());
        List<String> handles = handles(receive(16, Duration.ZERO));
        delete(handles.subList(0, 1));
        String stale = handles.get(1);
        changeVisibility(stale, Duration.ofSeconds(60));

        List<DeleteFailure> failures = delete(handles);

        assertThat(failures)
                .extracting(DeleteFailure::receiptHandle)
                .containsExactlyInAnyOrder(handles.get(0), stale);
        assertThat(failures)
                .extracting(DeleteFailure::kind)
                .containsExactlyInAnyOrder(Kind.MESSAGE_GONE, Kind.HANDLE_LOST);
        assertThat(alicom.queue("SmsReport").deleted()).isEqualTo(2);
    }

    @Test
    void aSingleDeleteTellsThatTheMessageIsGone() {
        alicom.deliver(smsReport());
        List<String> handles = handles(receive(1, Duration.ZERO));
        delete(handles);

        assertThat(delete(handles))
                .extracting(DeleteFailure::kind)
                .containsExactly(Kind.MESSAGE_GONE);
    }

    @Test
    void changingTheVisibilityReplacesTheHandle() {
        alicom.deliver(smsReport());
        String first = receive(1, Duration.ZERO).get(0).receiptHandle();

        Lease lease = changeVisibility(first, Duration.ofSeconds(90));

        assertThat(lease.duration()).isBetween(Duration.ofSeconds(88), Duration.ofSeconds(91));
        assertThat(delete(List.of(first))).hasSize(1);
        assertThat(delete(List.of(lease.receiptHandle()))).isEmpty();
    }

    @Test
    void theLeaseIsCountedByTheServersClock() {
        alicom.faults().add(Fault.clockSkew(Duration.ofHours(7)).always());
        alicom.deliver(smsReport());

        ReceivedMessage message = receive(1, Duration.ZERO).get(0);

        assertThat(message.lease()).isBetween(Duration.ofSeconds(28), Duration.ofSeconds(30));
    }

    @Test
    void requestsAskForNoContinueAndCarryTheToken() {
        alicom.deliver(smsReport(), smsReport());
        delete(handles(receive(16, Duration.ZERO)));

        assertThat(alicom.requests().ofKind(RequestKind.BATCH_DELETE).get(0).headers())
                .doesNotContainKey("expect")
                .containsKey("security-token");
    }

    /**
     * Of the queue service, that is: to the token service's odd XML errors the SDK's core prints.
     */
    @Test
    void oddAnswersAreNotPrinted() {
        receive(1, Duration.ZERO);
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true));
        System.setErr(new PrintStream(printed, true));
        try {
            for (String odd :
                    List.of("<html>not MNS</html>", "<a><b>", "x", "{}", "<!DOCTYPE x>")) {
                for (int status : new int[] {200, 404, 502}) {
                    alicom.faults()
                            .add(Fault.status(status, "text/xml", odd).on(RequestKind.RECEIVE));
                    assertThatThrownBy(() -> receive(16, Duration.ZERO))
                            .isInstanceOf(MnsException.class);
                }
            }
        } finally {
            System.setOut(out);
            System.setErr(err);
        }

        assertThat(printed.toString()).isEmpty();
    }

    @Test
    void anAnswerThatIsTooLargeIsRefusedAndTheNextIsFine() {
        String huge = "<Messages>" + " ".repeat(MnsXml.MAX_BYTES) + "</Messages>";
        receive(1, Duration.ZERO);
        alicom.faults().add(Fault.status(200, "text/xml", huge).on(RequestKind.RECEIVE));

        assertThatThrownBy(() -> receive(16, Duration.ZERO))
                .isInstanceOfSatisfying(
                        MnsException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE));
        assertThat(receive(16, Duration.ZERO)).isEmpty();
    }

    @Test
    void cancellingEndsALongPollAndNothingElse() throws Exception {
        CompletableFuture<List<ReceivedMessage>> poll = queue.receive(16, Duration.ofSeconds(30));
        await().until(() -> alicom.queue("SmsReport").waitingPolls() == 1);

        poll.cancel(true);

        await().until(() -> alicom.queue("SmsReport").waitingPolls() == 0);
        alicom.deliver(smsReport());
        assertThat(receive(16, Duration.ZERO)).hasSize(1);
    }

    @Test
    void closingDuringCallsEndsThemAll() throws Exception {
        List<Future<?>> polls = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            polls.add(callers.submit(() -> receive(16, Duration.ofSeconds(30))));
        }
        await().until(() -> alicom.queue("SmsReport").waitingPolls() == 8);

        queue.close();

        for (Future<?> poll : polls) {
            assertThatThrownBy(() -> poll.get(60, TimeUnit.SECONDS))
                    .cause()
                    .isInstanceOfSatisfying(
                            MnsException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CLOSED));
        }
        assertThatThrownBy(() -> receive(1, Duration.ZERO))
                .isInstanceOfSatisfying(
                        MnsException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CLOSED));
    }

    @Test
    void twoHundredTokensUnderLoadGiveNoErrorAndNoTornPair() throws Exception {
        AtomicBoolean running = new AtomicBoolean(true);
        AtomicReference<Throwable> failure = new AtomicReference<>();
        List<Future<?>> load = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            load.add(
                    callers.submit(
                            () -> {
                                while (running.get() && failure.get() == null) {
                                    receiveOnce(failure);
                                }
                            }));
        }
        await().until(() -> alicom.requests().count(RequestKind.RECEIVE) > 20);
        long threads = ioThreads();
        for (int generation = 1; generation <= 200; generation++) {
            long before = alicom.requests().count(RequestKind.TOKEN);
            alicom.expireTokens();
            awaitSoon(
                    () ->
                            failure.get() != null
                                    || alicom.requests().count(RequestKind.TOKEN) > before);
            // more than can be under way with the old token
            long answered = received.get() + 5;
            awaitSoon(() -> failure.get() != null || received.get() > answered);
        }
        running.set(false);
        for (Future<?> one : load) {
            one.get(60, TimeUnit.SECONDS);
        }

        assertThat(failure.get()).isNull();
        assertThat(alicom.requests().matching(r -> "SignatureDoesNotMatch".equals(r.errorCode())))
                .isEmpty();
        assertThat(ioThreads()).isEqualTo(threads);
    }

    private static void awaitSoon(Callable<Boolean> condition) {
        await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1)).until(condition);
    }

    /** A refusal right after a renewal is possible here, where tokens live for milliseconds. */
    private void receiveOnce(AtomicReference<Throwable> failure) {
        try {
            receive(16, Duration.ZERO);
            received.incrementAndGet();
        } catch (MnsException e) {
            if (e.kind() != Kind.DENIED) {
                failure.set(e);
            }
        }
    }

    private static long ioThreads() {
        return threads("I/O dispatcher");
    }

    private static long threads(String prefix) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(prefix))
                .count();
    }

    private static List<String> handles(List<ReceivedMessage> messages) {
        return messages.stream().map(ReceivedMessage::receiptHandle).toList();
    }

    private List<ReceivedMessage> receive(int max, Duration wait) {
        return BlockingCall.await(queue.receive(max, wait));
    }

    private List<DeleteFailure> delete(List<String> handles) {
        return BlockingCall.await(queue.delete(handles, PATIENCE));
    }

    private Lease changeVisibility(String handle, Duration visibility) {
        return BlockingCall.await(queue.changeVisibility(handle, visibility, PATIENCE));
    }
}
