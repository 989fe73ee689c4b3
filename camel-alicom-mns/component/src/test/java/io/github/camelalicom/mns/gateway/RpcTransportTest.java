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

import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import org.apache.http.conn.ConnectionPoolTimeoutException;
import org.junit.jupiter.api.Test;

import com.aliyuncs.http.HttpRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** A call ends within its limit, whatever the server does. */
class RpcTransportTest {

    private static final Duration LIMIT = Duration.ofMillis(700);

    @Test
    void anAnswerThatTricklesInIsGivenUpAtTheLimit() throws Exception {
        try (RawServer server = new RawServer(RpcTransportTest::trickle)) {
            assertEndsAtTheLimit(server);
        }
    }

    @Test
    void headersThatTrickleInAreGivenUpAtTheLimit() throws Exception {
        try (RawServer server = new RawServer(RpcTransportTest::trickleHeaders)) {
            assertEndsAtTheLimit(server);
        }
    }

    @Test
    void anAnswerInTimeIsRead() throws Exception {
        try (RawServer server = new RawServer(RawServer.reply("200 OK", "", "{}"))) {
            RpcTransport transport = new RpcTransport(null, Duration.ofMinutes(1));
            assertThat(transport.send(request(server)).body()).isEqualTo("{}".getBytes());
        }
    }

    @Test
    void aServiceThatHangsTakesNoConnectionsFromTheOthers() throws Exception {
        CountDownLatch hung = new CountDownLatch(1);
        try (RawServer slow = new RawServer(out -> awaitQuietly(hung));
                RawServer other = new RawServer(RawServer.reply("200 OK", "", "{}"))) {
            ExecutorService callers = Executors.newCachedThreadPool();
            for (int i = 0; i < 128; i++) {
                callers.submit(() -> new RpcTransport(null).send(request(slow)));
            }
            await().until(() -> slow.requests() == 128);

            assertThat(new RpcTransport(null).send(request(other)).status()).isEqualTo(200);
            hung.countDown();
            callers.shutdownNow();
        }
    }

    @Test
    void aConnectionThatTheServerClosedIsNotUsedAgain() throws Exception {
        RawServer.Answer once =
                out -> {
                    RawServer.reply("200 OK", "", "{}").write(out);
                    throw new IOException("closes");
                };
        try (RawServer server = new RawServer(once)) {
            for (int i = 0; i < 4; i++) {
                assertThat(new RpcTransport(null).send(request(server)).status()).isEqualTo(200);
                await().until(() -> server.connections() == 0);
            }
        }
    }

    @Test
    void waitingForAConnectionIsNotTakenForAFirewall() {
        Exception e =
                new ConnectionPoolTimeoutException("Timeout waiting for connection from pool");

        assertThat(NetworkFailures.explain(e, null)).isNull();
    }

    @Test
    void aHeaderWithoutEndIsRefused() throws Exception {
        try (RawServer server = new RawServer(RpcTransportTest::endlessHeader)) {
            assertThatThrownBy(() -> new RpcTransport(null).send(request(server)))
                    .hasMessageContaining("line length limit");
        }
    }

    private static void endlessHeader(OutputStream out) throws IOException {
        RawServer.write(out, "HTTP/1.1 200 OK\r\nX-Long: ");
        while (true) {
            RawServer.write(out, "x".repeat(8_000));
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void assertEndsAtTheLimit(RawServer server) throws Exception {
        RpcTransport transport = new RpcTransport(null, LIMIT);
        long start = System.nanoTime();

        assertThatThrownBy(() -> transport.send(request(server)))
                .isInstanceOf(SocketTimeoutException.class)
                .hasMessage("no answer in time");

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        await().until(() -> server.connections() == 0);
    }

    private static HttpRequest request(RawServer server) {
        return new HttpRequest(server.endpoint().toString());
    }

    private static void trickle(OutputStream out) throws IOException {
        RawServer.write(out, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
        trickleBytes(out, 200);
    }

    private static void trickleHeaders(OutputStream out) throws IOException {
        RawServer.write(out, "HTTP/1.1 200 OK\r\nX-Slow: ");
        trickleBytes(out, 200);
    }

    /** For ten seconds, unless the client leaves. */
    private static void trickleBytes(OutputStream out, int count) throws IOException {
        try {
            for (int i = 0; i < count; i++) {
                RawServer.write(out, "x");
                out.flush();
                new CountDownLatch(1).await(50, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
