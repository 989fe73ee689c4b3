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
package io.github.camelalicom.mns.emulator.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.netty.channel.nio.NioEventLoop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The server, byte by byte. */
class HttpPortTest {

    private static final Instant NOW = Instant.parse("2025-06-03T11:23:48Z");

    private volatile Service service = HttpPortTest::echo;
    private HttpPort port;
    private Socket socket;

    @BeforeEach
    void connect() throws Exception {
        port = new HttpPort("127.0.0.1", 0, r -> service.answer(r), InstantSource.fixed(NOW));
        port.open();
        socket = new Socket("127.0.0.1", port.port());
        socket.setSoTimeout(5_000);
    }

    @AfterEach
    void disconnect() throws Exception {
        socket.close();
        port.close();
    }

    @Test
    void datesAnswersByTheClockItIsGiven() throws Exception {
        send("GET / HTTP/1.1\r\nConnection: close\r\n\r\n");
        assertThat(rest())
                .isEqualTo(
                        "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n"
                                + "Date: Tue, 03 Jun 2025 11:23:48 GMT\r\nContent-Length: 7\r\n"
                                + "Connection: close\r\n\r\nGET /[]");
    }

    @Test
    void answersSeveralRequestsOnOneConnection() throws Exception {
        send("GET /a HTTP/1.1\r\n\r\nGET /b HTTP/1.1\r\nConnection: close\r\n\r\n");
        assertThat(rest()).contains("GET /a[]", "GET /b[]");
    }

    @Test
    void passesTheTargetOnAsItCame() throws Exception {
        send("GET //q/m?h=1-a+b/c==|x HTTP/1.1\r\nConnection: close\r\n\r\n");
        assertThat(rest()).endsWith("GET //q/m?h=1-a+b/c==|x[]");
    }

    /** As a client sends it to a proxy, RFC 9112, 3.2.2. */
    @ParameterizedTest
    @CsvSource({
        "http://mns.example:80//q/m?h=a/b, //q/m?h=a/b",
        "HTTP://mns.example?x=1, /?x=1",
        "http://mns.example, /",
        "/q?to=http://mns.example/, /q?to=http://mns.example/",
    })
    void takesTheTargetOutOfItsAbsoluteForm(String sent, String target) throws Exception {
        send("GET " + sent + " HTTP/1.1\r\nConnection: close\r\n\r\n");
        assertThat(rest()).endsWith("GET " + target + "[]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TE, close", "Close"})
    void endsTheConnectionWhenOneOfItsOptionsIsClose(String connection) throws Exception {
        send("GET / HTTP/1.1\r\nTE: trailers\r\nConnection: " + connection + "\r\n\r\n");
        assertThat(rest()).contains("Connection: close").endsWith("GET /[]");
    }

    @Test
    void passesOnNoConnectionHeaderThatWasNotSent() throws Exception {
        service = request -> Answer.of(200, "text/plain", request.headers().toString());
        send("GET / HTTP/1.0\r\nx-a: 1\r\n\r\n");
        assertThat(rest()).contains("x-a=1").doesNotContain("connection=");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense\r\n\r\n",
                "POST / HTTP/1.1\r\nContent-Length: 99999999\r\n\r\n",
            })
    void refusesARequestAfterTheAnswersToThoseBeforeIt(String refused) throws Exception {
        // given
        CountDownLatch performing = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        service =
                request -> {
                    performing.countDown();
                    awaitDone(done);
                    return echo(request);
                };
        send("GET /slow HTTP/1.1\r\n\r\n" + refused);
        assertThat(performing.await(60, TimeUnit.SECONDS)).isTrue();
        // when: by now the refusal would be there
        try (Socket second = open(refused)) {
            assertThat(rest(second)).startsWith("HTTP/1.1 4");
        }
        done.countDown();
        // then
        assertThat(rest()).matches("(?s)HTTP/1.1 200 .*GET /slow\\[]HTTP/1.1 4\\d\\d .*");
    }

    private static void awaitDone(CountDownLatch done) {
        try {
            done.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void knowsItsPortAfterItIsClosed() {
        port.close();
        assertThat(port.port()).isPositive();
    }

    /** A client may connect before its owner knows the port. */
    @Test
    void servesNothingUntilItIsOpen() throws Exception {
        try (HttpPort other =
                        new HttpPort("127.0.0.1", 0, HttpPortTest::echo, InstantSource.fixed(NOW));
                Socket early = new Socket("127.0.0.1", other.port())) {
            // given
            early.setSoTimeout(5_000);
            early.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes("UTF-8"));
            await().during(Duration.ofMillis(200)).until(() -> other.connections() == 0);
            // when
            other.open();
            // then
            assertThat(rest(early)).endsWith("GET /[]");
        }
    }

    /** The selector of a thread that still selects can hold the port for a moment. */
    @RepeatedTest(50)
    void hasReleasedItsPortOnceItIsClosed() throws Exception {
        // given: both threads of the first port
        await().until(() -> port.connections() == 1);
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        // when
        new HttpPort("127.0.0.1", 0, HttpPortTest::echo, InstantSource.fixed(NOW)).close();
        // then
        assertThat(Thread.getAllStackTraces().entrySet())
                .filteredOn(thread -> !before.contains(thread.getKey()))
                .flatExtracting(thread -> List.of(thread.getValue()))
                .extracting(StackTraceElement::getClassName)
                .doesNotContain(NioEventLoop.class.getName());
    }

    @Test
    void readsABodyOfKnownLengthAndOneInChunks() throws Exception {
        send("POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc");
        send("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n");
        send("3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nTrailer: 1\r\n\r\n");
        assertThat(rest()).contains("POST /[abc]", "POST /[abcde]");
    }

    @Test
    void sendsContinueToAClientThatExpectsIt() throws Exception {
        send("POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 1\r\n");
        send("Connection: close\r\n\r\n");
        byte[] expected = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        assertThat(socket.getInputStream().readNBytes(expected.length)).isEqualTo(expected);
        send("x");
        assertThat(rest()).endsWith("POST /[x]");
    }

    @Test
    void leavesTheBodyOutOfTheAnswerToHead() throws Exception {
        send("HEAD / HTTP/1.0\r\n\r\n");
        assertThat(rest()).contains("Content-Length: 8").endsWith("\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense\r\n\r\n",
                "GET / HTTP/1.1\r\nno header\r\n\r\n",
                "POST / HTTP/1.1\r\nContent-Length: x\r\n\r\n",
            })
    void refusesMalformedHttp(String request) throws Exception {
        send(request);
        assertThat(rest()).startsWith("HTTP/1.1 400 Bad Request");
    }

    @Test
    void refusesABodyAboveTheLimit() throws Exception {
        send("POST / HTTP/1.1\r\nContent-Length: 99999999\r\n\r\n");
        assertThat(rest()).startsWith("HTTP/1.1 413");
    }

    @Test
    void refusesMoreHeadersThanItKeeps() throws Exception {
        // given
        String header = "x-header: 1\r\n".repeat(100);
        send("GET / HTTP/1.1\r\n");
        // when: the server stops reading long before the last one
        try {
            for (int i = 0; i < 1_000; i++) {
                send(header);
            }
            send("\r\n");
        } catch (IOException e) {
            assertThat(e).hasMessageMatching("(?i).*(broken pipe|reset|closed|aborted).*");
        }
        // then
        await().until(() -> port.connections() == 0);
        try (Socket second = open("GET /next HTTP/1.1\r\nConnection: close\r\n\r\n")) {
            assertThat(rest(second)).endsWith("GET /next[]");
        }
    }

    @Test
    void saysThatTheHeadersAreTooLong() throws Exception {
        send("GET / HTTP/1.1\r\n" + "x-header: 1\r\n".repeat(6_000));
        assertThat(rest()).startsWith("HTTP/1.1 431");
    }

    @Test
    void answersBesideAThousandUnfinishedRequests() throws Exception {
        // given
        List<Socket> unfinished = new ArrayList<>();
        try {
            for (int i = 0; i < 500; i++) {
                unfinished.add(open("GET / HT"));
                unfinished.add(open("POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\nslow"));
            }
            await().until(() -> port.connections() == 1_001);
            long workers = workers();
            // when
            send("GET /a HTTP/1.1\r\nConnection: close\r\n\r\n");
            // then
            assertThat(rest()).endsWith("GET /a[]");
            assertThat(workers).isZero();
            unfinished.get(1).getOutputStream().write(" body".getBytes("UTF-8"));
            assertThat(unfinished.get(1).getInputStream().readNBytes(15))
                    .isEqualTo("HTTP/1.1 200 OK".getBytes("UTF-8"));
        } finally {
            for (Socket one : unfinished) {
                one.close();
            }
        }
        await().until(() -> port.connections() == 0);
    }

    /** The number of worker threads; the threads for reading and writing have another name. */
    private static long workers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().matches("alicom-emulator-\\d+-\\d+"))
                .filter(Thread::isAlive)
                .count();
    }

    @Test
    void waitsWithFurtherAnswersUntilTheClientReads() throws Exception {
        // given
        String megabyte = "x".repeat(1 << 20);
        AtomicInteger performed = new AtomicInteger();
        service =
                request -> {
                    performed.incrementAndGet();
                    return Answer.of(200, "text/plain", megabyte);
                };
        // when
        send("GET / HTTP/1.1\r\n\r\n".repeat(99) + "GET / HTTP/1.0\r\n\r\n");
        // then: as many as fit into the buffers of the operating system
        await().during(Duration.ofSeconds(1)).until(() -> performed.get() < 60);
        assertThat(rest().length()).isGreaterThan(100 << 20);
        assertThat(performed).hasValue(100);
    }

    @Test
    void dropsAndCutsAnswers() throws Exception {
        service = request -> Answer.of(200, "text/plain", "0123456789").cutAfter(4);
        send("GET / HTTP/1.1\r\n\r\n");
        assertThat(rest()).contains("Content-Length: 10").endsWith("\r\n\r\n0123");
        try (Socket second = new Socket("127.0.0.1", port.port())) {
            service = request -> Answer.DROPPED;
            second.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes("UTF-8"));
            assertThat(second.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void answers500AfterAnErrorAndGoesOn() throws Exception {
        service =
                request -> {
                    if (request.target().equals("/bad")) {
                        throw new StackOverflowError("oops");
                    }
                    return echo(request);
                };
        send("GET /bad HTTP/1.1\r\n\r\nGET /good HTTP/1.1\r\nConnection: close\r\n\r\n");
        assertThat(rest()).startsWith("HTTP/1.1 500").contains("oops").endsWith("GET /good[]");
    }

    @Test
    void endsTheConnectionWhenAnAnswerCannotBeWritten() throws Exception {
        service = request -> Answer.empty(-1);
        send("GET / HTTP/1.1\r\n\r\n");
        assertThat(rest()).isEmpty();
    }

    @Test
    void answers500WhenItFails() throws Exception {
        service =
                request -> {
                    throw new IllegalStateException("oops");
                };
        send("GET / HTTP/1.1\r\nConnection: close\r\n\r\n");
        assertThat(rest()).startsWith("HTTP/1.1 500").contains("oops");
    }

    @Test
    void knowsWhetherTheClientIsStillThere() throws Exception {
        // given
        SynchronousQueue<Boolean> seen = new SynchronousQueue<>();
        CountDownLatch left = new CountDownLatch(1);
        service = request -> watch(request, seen, left);
        send("GET / HTTP/1.1\r\n\r\n");
        assertThat(seen.poll(60, TimeUnit.SECONDS)).isTrue();
        // when
        socket.close();
        left.countDown();
        // then
        assertThat(seen.poll(60, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void countsTheConnectionsThatAreOpen() throws Exception {
        send("GET / HTTP/1.1\r\n\r\n");
        try (Socket second = new Socket("127.0.0.1", port.port())) {
            await().until(() -> port.connections() == 2);
        }
        await().until(() -> port.connections() == 1);
        socket.close();
        await().until(() -> port.connections() == 0);
    }

    private static Answer watch(
            Request request, SynchronousQueue<Boolean> seen, CountDownLatch left) {
        try {
            seen.put(request.connected().getAsBoolean());
            left.await();
            seen.put(request.connected().getAsBoolean());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Answer.empty(204);
    }

    private static Answer echo(Request request) {
        String text = request.method() + " " + request.target() + "[" + request.bodyText() + "]";
        return Answer.of(200, "text/plain", text);
    }

    private void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    private Socket open(String start) throws IOException {
        Socket opened = new Socket("127.0.0.1", port.port());
        opened.setSoTimeout(5_000);
        opened.getOutputStream().write(start.getBytes(StandardCharsets.UTF_8));
        return opened;
    }

    private String rest() throws IOException {
        return rest(socket);
    }

    private static String rest(Socket socket) throws IOException {
        InputStream input = socket.getInputStream();
        return new String(input.readAllBytes(), StandardCharsets.UTF_8);
    }
}
