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

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.github.camelalicom.mns.gateway.MnsException.Kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

/** Calls whose answers are odd, endless or never come. */
class MnsTransportTest {

    private static final MnsToken TOKEN = new MnsToken("a", "b", "c", Long.MAX_VALUE);
    private static final MnsRequest REQUEST = MnsRequest.receive("q", 1, Duration.ZERO);
    private static final Duration LONG = Duration.ofSeconds(20);

    private final ExecutorService pool = Executors.newCachedThreadPool();
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
    private final Threads threads = new Threads(pool, pool, timer);

    @AfterEach
    void endThreads() {
        pool.shutdownNow();
        timer.shutdownNow();
        assertThat(SharedClients.count()).isZero();
    }

    @Test
    void aServiceThatNeverAnswersIsGivenUpAndItsConnectionCut() throws Exception {
        try (RawServer server = new RawServer(out -> {});
                Opened opened = new Opened(server)) {
            MnsException e = opened.failure(Duration.ofMillis(300));

            assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE);
            await().until(() -> server.connections() == 0);
        }
    }

    @Test
    void anEndlessAnswerIsCutAtTheLimitOfBytes() throws Exception {
        RawServer.Answer endless =
                out -> {
                    RawServer.write(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
                    byte[] chunk = ("10000\r\n" + " ".repeat(0x10000) + "\r\n").getBytes();
                    forEver(out, chunk);
                };
        assertThat(failureOf(endless)).hasMessageContaining("longer than");
    }

    @Test
    void anAnswerThatAnnouncesTooMuchIsNotRead() throws Exception {
        RawServer.Answer huge =
                out -> {
                    RawServer.write(out, "HTTP/1.1 200 OK\r\nContent-Length: 900000000\r\n\r\n");
                    out.flush();
                };
        assertThat(failureOf(huge)).hasMessageContaining("longer than");
    }

    @Test
    void endlessHeadersAreCut() throws Exception {
        RawServer.Answer endless =
                out -> {
                    RawServer.write(out, "HTTP/1.1 200 OK\r\n");
                    forEver(out, "X-More: and more\r\n".getBytes(StandardCharsets.US_ASCII));
                };
        assertThat(failureOf(endless)).hasMessageContaining("header count");
    }

    @Test
    void anEndlessHeaderLineIsCut() throws Exception {
        RawServer.Answer endless =
                out -> {
                    RawServer.write(out, "HTTP/1.1 200 OK\r\nX-Long: ");
                    forEver(out, "x".repeat(1000).getBytes(StandardCharsets.US_ASCII));
                };
        assertThat(failureOf(endless)).hasMessageContaining("line length");
    }

    private MnsException failureOf(RawServer.Answer answer) throws Exception {
        try (RawServer server = new RawServer(answer);
                Opened opened = new Opened(server)) {
            long start = System.nanoTime();
            MnsException e = opened.failure(LONG);

            assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LONG.dividedBy(2));
            await().until(() -> server.connections() == 0);
            return e;
        }
    }

    private static void forEver(OutputStream out, byte[] bytes) throws java.io.IOException {
        while (true) {
            out.write(bytes);
        }
    }

    /** It would carry the token to wherever it leads. */
    @Test
    void aRedirectIsNotFollowed() throws Exception {
        try (RawServer other = new RawServer(RawServer.reply("200 OK", "", "<Messages/>"));
                RawServer server =
                        new RawServer(
                                RawServer.reply(
                                        "302 Found",
                                        "Location: " + other.endpoint() + "/x\r\n",
                                        ""));
                Opened opened = new Opened(server)) {
            assertThat(opened.reply().status()).isEqualTo(302);
            assertThat(other.requests()).isZero();
        }
    }

    @Test
    void anAnswerIsReadWholeWithAndWithoutALength() throws Exception {
        String text = "<Messages>" + "0123456789".repeat(30_000) + "</Messages>";
        RawServer.Answer chunked =
                out -> {
                    RawServer.write(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
                    RawServer.write(out, Integer.toHexString(text.length()) + "\r\n" + text);
                    RawServer.write(out, "\r\n0\r\n\r\n");
                    out.flush();
                };
        for (RawServer.Answer answer : List.of(chunked, RawServer.reply("200 OK", "", text))) {
            try (RawServer server = new RawServer(answer);
                    Opened opened = new Opened(server)) {
                assertThat(opened.reply().body()).asString().isEqualTo(text);
            }
        }
    }

    @Test
    void anOddContentTypeOrDateDoesNotCostTheAnswer() throws Exception {
        RawServer.Answer odd =
                RawServer.reply("200 OK", "Content-Type: ;;charset=\r\nDate: today\r\n", "<a/>");
        try (RawServer server = new RawServer(odd);
                Opened opened = new Opened(server)) {
            assertThat(opened.reply().body()).hasSize(4);
        }
    }

    @Test
    void cancellingCutsTheConnection() throws Exception {
        try (RawServer server = new RawServer(out -> {});
                Opened opened = new Opened(server)) {
            MnsCall call = opened.transport.send(REQUEST, TOKEN, LONG);
            await().until(() -> server.requests() == 1);

            call.cancel();

            assertThat(failure(call).kind()).isEqualTo(Kind.CLOSED);
            await().until(() -> server.connections() == 0);
        }
    }

    @Test
    void aFutureCompletesThoughTheThreadsForAnswersHaveEnded() throws Exception {
        ExecutorService ended = Executors.newSingleThreadExecutor();
        ended.shutdown();
        try (RawServer server = new RawServer(RawServer.reply("200 OK", "", "<a/>"));
                Opened opened = new Opened(server, new Threads(ended, pool, timer))) {
            assertThat(opened.reply().status()).isEqualTo(200);
        }
    }

    /** There it would end the client for all who share it. */
    @Test
    void anErrorDoesNotReachTheIoThread() throws Exception {
        // those of the test before end in the background
        await().until(() -> ioThreads().isEmpty());
        AbstractExecutorService broken = new BrokenExecutor();
        try (RawServer server = new RawServer(RawServer.reply("200 OK", "", "<a/>"));
                Opened opened = new Opened(server, new Threads(broken, pool, timer))) {
            assertThat(opened.reply().status()).isEqualTo(200);
            List<Thread> before = ioThreads();
            AtomicReference<Thread> where = new AtomicReference<>();
            MnsCall call = opened.transport.send(REQUEST, TOKEN, LONG);
            call.answer()
                    .whenComplete(
                            (reply, failure) -> {
                                where.set(Thread.currentThread());
                                throw new StackOverflowError("on purpose");
                            });

            assertThat(call.answer().get(60, TimeUnit.SECONDS).status()).isEqualTo(200);
            await().until(() -> where.get() != null);
            assertThat(opened.reply().status()).isEqualTo(200);
            assertThat(before).isNotEmpty().allMatch(Thread::isAlive);
            assertThat(ioThreads()).isEqualTo(before);
        }
    }

    private static List<Thread> ioThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("I/O dispatcher"))
                .toList();
    }

    private static MnsException failure(MnsCall call) {
        return catchThrowableOfType(MnsException.class, () -> BlockingCall.await(call.answer()));
    }

    private final class Opened implements AutoCloseable {

        private final MnsTransport transport;

        Opened(RawServer server) {
            this(server, threads);
        }

        Opened(RawServer server, Threads threads) {
            transport =
                    new MnsTransport(
                            ServiceAddress.of(server.endpoint(), ProxySettings.UNSET), threads);
        }

        MnsResponse reply() {
            return BlockingCall.await(transport.send(REQUEST, TOKEN, LONG).answer());
        }

        MnsException failure(Duration limit) {
            return MnsTransportTest.failure(transport.send(REQUEST, TOKEN, limit));
        }

        @Override
        public void close() {
            transport.close();
        }
    }

    /** Out of threads. */
    private static final class BrokenExecutor extends AbstractExecutorService {

        @Override
        public void execute(Runnable command) {
            throw new OutOfMemoryError("on purpose");
        }

        @Override
        public void shutdown() {
            // holds nothing
        }

        @Override
        public List<Runnable> shutdownNow() {
            return List.of();
        }

        @Override
        public boolean isShutdown() {
            return false;
        }

        @Override
        public boolean isTerminated() {
            return false;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return true;
        }
    }
}
