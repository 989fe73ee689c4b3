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

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.apache.http.HttpEntity;
import org.apache.http.nio.ContentEncoder;
import org.apache.http.nio.IOControl;
import org.apache.http.nio.entity.NByteArrayEntity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.aliyun.mns.common.HttpMethod;
import com.aliyun.mns.common.http.RequestMessage;

import io.github.camelalicom.mns.emulator.AlicomEmulatorExtension;

import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Queues of one address share a client, and get another when it stops working. */
class SharedClientTest {

    @RegisterExtension
    static final AlicomEmulatorExtension alicom = AlicomEmulatorExtension.create();

    private final ExecutorService pool = Executors.newCachedThreadPool();
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
    private final Threads threads = new Threads(pool, pool, timer);
    private final List<MnsQueue> queues = new ArrayList<>();

    @BeforeEach
    void startWithoutClients() {
        await().until(() -> ioThreads().isEmpty());
    }

    @AfterEach
    void close() {
        queues.forEach(MnsQueue::close);
        pool.shutdownNow();
        timer.shutdownNow();
        assertThat(SharedClients.count()).isZero();
        await().until(() -> ioThreads().isEmpty());
    }

    @Test
    void sixtyQueuesUseOneClient() {
        for (int i = 0; i < 60; i++) {
            open(alicom.endpoint());
        }
        List<CompletableFuture<List<ReceivedMessage>>> polls = new ArrayList<>();
        queues.forEach(queue -> polls.add(queue.receive(1, Duration.ofSeconds(30))));
        await().until(() -> alicom.queue("SmsReport").waitingPolls() == 60);
        assertThat(SharedClients.count()).isEqualTo(1);
        assertThat(ioThreads()).hasSize(1);

        for (int i = 0; i < 60; i++) {
            alicom.deliver(smsReport());
        }

        polls.forEach(poll -> assertThat(BlockingCall.await(poll)).hasSize(1));
    }

    @Test
    void fiveHundredPollsWaitOverOneClient() {
        MnsQueue queue = open(alicom.endpoint());
        List<CompletableFuture<List<ReceivedMessage>>> polls = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            polls.add(queue.receive(1, Duration.ofSeconds(30)));
        }
        // on a busy machine 500 requests take their time, but the first poll waits no longer
        await().atMost(Duration.ofSeconds(28))
                .until(() -> alicom.queue("SmsReport").waitingPolls() == 500);

        // and nothing else waits for them
        assertThat(BlockingCall.await(queue.receive(1, Duration.ZERO))).isEmpty();
        polls.forEach(poll -> poll.cancel(true));

        await().until(() -> alicom.queue("SmsReport").waitingPolls() == 0);
    }

    @Test
    void consumptionGoesOnAfterTheIoThreadWasInterrupted() {
        MnsQueue queue = open(alicom.endpoint());
        MnsQueue other = open(alicom.endpoint());
        BlockingCall.await(queue.receive(1, Duration.ZERO));

        ioThreads().forEach(Thread::interrupt);

        awaitReceived(queue);
        awaitReceived(other);
    }

    @Test
    void consumptionGoesOnAfterTheReactorWasInterrupted() {
        MnsQueue queue = open(alicom.endpoint());
        BlockingCall.await(queue.receive(1, Duration.ZERO));

        threadsNamed("pool-").stream()
                .filter(SharedClientTest::isReactor)
                .forEach(Thread::interrupt);

        awaitReceived(queue);
    }

    private static boolean isReactor(Thread thread) {
        for (StackTraceElement frame : thread.getStackTrace()) {
            if (frame.getClassName().contains("IOReactor")) {
                return true;
            }
        }
        return false;
    }

    @Test
    void consumptionGoesOnAfterTheIoThreadDied() throws Exception {
        MnsQueue queue = open(alicom.endpoint());
        BlockingCall.await(queue.receive(1, Duration.ZERO));

        poison(URI.create(alicom.endpoint()));

        awaitReceived(queue);
    }

    @Test
    void clientsOfDifferentAddressesAreIndependent() throws Exception {
        try (RawServer server = new RawServer(RawServer.reply("204 No Content", "", ""))) {
            MnsQueue queue = open(alicom.endpoint());
            MnsQueue other = open(server.endpoint().toString());
            BlockingCall.await(queue.receive(1, Duration.ZERO));
            List<Thread> first = ioThreads();
            BlockingCall.await(other.receive(1, Duration.ZERO));
            assertThat(SharedClients.count()).isEqualTo(2);

            poison(server.endpoint());

            assertThat(BlockingCall.await(queue.receive(1, Duration.ZERO))).isEmpty();
            assertThat(ioThreads()).containsAll(first);
        }
    }

    /** The SDK's own limit is 50 clients in a JVM. */
    @Test
    void sixtyAddressesAreNoProblem() {
        List<SdkClient> clients = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            clients.add(SdkClient.create(new ServiceAddress(URI.create("http://a:" + i), null)));
        }
        await().until(() -> ioThreads().size() == 60);
        clients.forEach(SdkClient::retire);
    }

    @Test
    void failuresInARowReplaceTheClientOnceInHalfAMinute() {
        AtomicLong time = new AtomicLong();
        AtomicInteger made = new AtomicInteger();
        SharedClient shared =
                new SharedClient(
                        new ServiceAddress(URI.create("http://a"), null),
                        () -> {
                            made.incrementAndGet();
                            return SdkClient.create(
                                    new ServiceAddress(URI.create("http://a"), null));
                        },
                        time::get);
        for (int second = 0; second < 120; second++) {
            for (int i = 0; i < 10; i++) {
                SdkClient client = shared.acquire();
                shared.failed(client, false);
                client.release();
            }
            time.addAndGet(Duration.ofSeconds(1).toNanos());
        }
        assertThat(made).hasValue(5);

        SdkClient client = shared.acquire();
        for (int i = 0; i < 20; i++) {
            shared.failed(client, false);
            shared.succeeded(client);
        }
        client.release();
        assertThat(made).hasValue(5);
        shared.close();
    }

    private static void awaitReceived(MnsQueue queue) {
        alicom.deliver(smsReport());
        await().dontCatchUncaughtExceptions()
                .ignoreExceptionsInstanceOf(MnsException.class)
                .until(
                        () ->
                                !BlockingCall.await(queue.receive(16, Duration.ofSeconds(1)))
                                        .isEmpty());
    }

    /** Sends a request whose body cannot be read: the Error ends the client's I/O thread. */
    private static void poison(URI endpoint) throws Exception {
        List<Thread> before = ioThreads();
        SharedClient shared =
                SharedClients.acquire(ServiceAddress.of(endpoint, ProxySettings.UNSET));
        SdkClient client = shared.acquire();
        RequestMessage poison = new RequestMessage();
        poison.setEndpoint(endpoint);
        poison.setMethod(HttpMethod.PUT);
        poison.setResourcePath("queues/q");
        HttpEntity body =
                new NByteArrayEntity(new byte[10]) {
                    @Override
                    public void produceContent(ContentEncoder encoder, IOControl control) {
                        throw new StackOverflowError("on purpose");
                    }
                };
        client.send(poison, body, new MnsCall(shared, Runnable::run, MnsException::of));
        await().dontCatchUncaughtExceptions()
                .until(() -> !before.stream().allMatch(Thread::isAlive));
        client.release();
        SharedClients.release(shared);
    }

    private MnsQueue open(String mnsEndpoint) {
        GatewaySettings settings =
                new GatewaySettings(
                        "SmsReport",
                        alicom.queueName("SmsReport"),
                        "cn-hangzhou",
                        URI.create(alicom.endpoint()),
                        URI.create(mnsEndpoint),
                        null,
                        MnsGateway.credentials(alicom.accessKey(), alicom.secretKey(), null),
                        Duration.ofMinutes(2));
        MnsQueue queue = MnsGateway.open(settings, threads);
        queues.add(queue);
        return queue;
    }

    private static List<Thread> ioThreads() {
        return threadsNamed("I/O dispatcher");
    }

    private static List<Thread> threadsNamed(String prefix) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(prefix))
                .toList();
    }
}
