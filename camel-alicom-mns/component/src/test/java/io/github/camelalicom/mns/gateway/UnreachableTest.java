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
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateExpiredException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLHandshakeException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.camelalicom.mns.Tinyproxy;
import io.github.camelalicom.mns.TlsFront;

import static org.assertj.core.api.Assertions.assertThat;

/** A server that cannot be reached, or is another one: the message has the cause and the remedy. */
class UnreachableTest {

    @TempDir static Path folder;

    @Test
    void aProxyThatWantsAPasswordHasItsStatusAndTheRemedy() throws Exception {
        try (Tinyproxy proxy = Tinyproxy.start(folder, Tinyproxy.askingForPassword())) {
            for (String endpoint : List.of("http://127.0.0.1:1", "https://127.0.0.1:1")) {
                assertThat(messages(endpoint, settings(proxy, null, null)))
                        .allSatisfy(
                                message ->
                                        assertThat(message)
                                                .startsWith(
                                                        "ALICOM-311 Proxy 127.0.0.1:"
                                                                + proxy.port())
                                                .contains("(HTTP 407)")
                                                .endsWith("set proxyUsername and proxyPassword"));
            }
        }
    }

    /** Tinyproxy answers 401 instead of 407. */
    @Test
    void aWrongPasswordOfAProxyHasTheRemedyAndIsNotShown() throws Exception {
        try (Tinyproxy proxy = Tinyproxy.start(folder, Tinyproxy.askingForPassword())) {
            assertThat(
                            messages(
                                    "https://127.0.0.1:1",
                                    settings(proxy, Tinyproxy.USERNAME, "wrong-one")))
                    .allSatisfy(
                            message ->
                                    assertThat(message)
                                            .contains("(HTTP 401)")
                                            .endsWith("check proxyUsername and proxyPassword")
                                            .doesNotContain("wrong-one"));
        }
    }

    @Test
    void aProxyThatDoesNotReachTheServiceIsNamed() throws Exception {
        try (Tinyproxy proxy = Tinyproxy.start(folder)) {
            assertThat(messages("https://127.0.0.1:1", settings(proxy, null, null)))
                    .allSatisfy(
                            message ->
                                    assertThat(message)
                                            .startsWith(
                                                    "ALICOM-311 Proxy 127.0.0.1:" + proxy.port())
                                            .contains("did not connect to https://127.0.0.1:1")
                                            .contains("(HTTP 5")
                                            .endsWith("check that the proxy can reach this host"));
        }
    }

    @Test
    void aProxyWhoseRulesForbidTheHostIsNamed() throws Exception {
        try (Tinyproxy proxy = Tinyproxy.start(folder, "ConnectPort 443")) {
            assertThat(messages("https://127.0.0.1:1", settings(proxy, null, null)))
                    .allSatisfy(
                            message ->
                                    assertThat(message)
                                            .contains("(HTTP 403)")
                                            .endsWith("allow this host and port"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:1", "https://127.0.0.1:1"})
    void aProxyThatIsDownIsNamed(String endpoint) {
        assertThat(messages(endpoint, new ProxySettings("127.0.0.1", 2, null, null, null)))
                .allSatisfy(
                        message ->
                                assertThat(message)
                                        .contains("through proxy 127.0.0.1:2")
                                        .contains("the proxy 127.0.0.1:2 refuses connections"));
    }

    @Test
    void aProxyThatIsNotKnownIsNamed() {
        assertThat(
                        messages(
                                "https://127.0.0.1:1",
                                new ProxySettings("proxy.invalid", 2, null, null, null)))
                .allSatisfy(
                        message ->
                                assertThat(message)
                                        .contains("the proxy proxy.invalid:2 is not known"));
    }

    @ParameterizedTest
    @CsvSource({
        "https://127.0.0.1:1, the host refuses connections",
        "http://127.0.0.1:1, the host refuses connections",
        "https://mns.invalid, the host is not known to the name service"
    })
    void aClosedPortAndAnUnknownHostAreNamed(String endpoint, String cause) {
        assertThat(messages(endpoint, ProxySettings.UNSET))
                .allSatisfy(message -> assertThat(message).contains(endpoint).contains(cause));
    }

    @Test
    void aCertificateThatIsNotTrustedIsNamed() throws Exception {
        Path keys = TlsFront.keys(folder, "foreign", "-ext", "san=dns:localhost");
        try (TlsFront front = TlsFront.start(keys, 1)) {
            assertThat(messages(front.endpoint(), ProxySettings.UNSET))
                    .allSatisfy(
                            message ->
                                    assertThat(message)
                                            .contains("the certificate is not trusted; add its")
                                            .contains("javax.net.ssl.trustStore"));
        }
    }

    @Test
    void theCertificateOfAnotherHostIsNamed() throws Exception {
        Path keys = TlsFront.keys(folder, "other", "-ext", "san=dns:other.example");
        try (TlsFront front = TlsFront.start(keys, 1)) {
            assertThat(messagesOfOtherJvm(TlsFront.trust(folder, keys), front.endpoint()))
                    .allSatisfy(
                            message ->
                                    assertThat(message)
                                            .contains("the certificate is that of another host"));
        }
    }

    /** As the JDK nests them. */
    @Test
    void aCertificateThatHasExpiredIsNamed() {
        Exception expired = new CertificateExpiredException("NotAfter: yesterday");
        Exception invalid = new CertPathValidatorException("validity check failed", expired);

        assertThat(
                        NetworkFailures.explain(
                                new SSLHandshakeException("PKIX path validation failed")
                                        .initCause(invalid),
                                null))
                .startsWith("the certificate has expired;");
    }

    @Test
    void tlsToAPlainPortIsNamed() throws Exception {
        try (PlainServer server = new PlainServer()) {
            assertThat(messages(server.endpoint(), ProxySettings.UNSET))
                    .allSatisfy(
                            message -> assertThat(message).contains("the port does not speak TLS"));
        }
    }

    /** Answers at once, as a server does to what is not a request. */
    private static final class PlainServer implements AutoCloseable {

        private final ServerSocket server =
                new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        private final Thread thread = new Thread(this::serve);

        PlainServer() throws IOException {
            thread.start();
        }

        String endpoint() {
            return "https://127.0.0.1:" + server.getLocalPort();
        }

        private void serve() {
            try {
                while (true) {
                    try (Socket socket = server.accept()) {
                        socket.getInputStream().read();
                        RawServer.write(
                                socket.getOutputStream(),
                                "HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\nplain");
                        socket.shutdownOutput();
                        socket.getInputStream().readAllBytes();
                    } catch (SocketException e) {
                        if (server.isClosed()) {
                            return;
                        }
                    }
                }
            } catch (IOException e) {
                // closed
            }
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }

    @Test
    void plainHttpToATlsPortIsNamed() throws Exception {
        Path keys = TlsFront.keys(folder, "plain", "-ext", "san=dns:localhost");
        try (TlsFront front = TlsFront.start(keys, 1)) {
            String endpoint = front.endpoint().replace("https:", "http:");

            assertThat(messages(endpoint, ProxySettings.UNSET))
                    .allSatisfy(message -> assertThat(message).contains(endpoint));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "404 Not Found, HTTP 404",
        "400 Bad Request, HTTP 400",
        "403 Forbidden, HTTP 403",
        "302 Found, HTTP 302"
    })
    void anotherServerIsNamedByItsUrl(String status, String named) throws Exception {
        String headers = "Content-Type: text/html\r\nLocation: https://portal.example/x?y=z\r\n";
        try (RawServer server =
                new RawServer(RawServer.reply(status, headers, "<html>some page</html>"))) {
            assertThat(messages(server.endpoint().toString(), ProxySettings.UNSET))
                    .allSatisfy(
                            message ->
                                    assertThat(message)
                                            .contains(server.endpoint().toString())
                                            .contains("is not the service: " + named)
                                            .contains("a redirect to https://portal.example that")
                                            .doesNotContain("some page", "y=z"));
            assertThat(server.requests()).isEqualTo(2);
        }
    }

    @Test
    void aWrongClockIsNamedAndANonceThatWasUsedIsTriedAgain() throws Exception {
        String clock = "{\"Code\":\"InvalidTimeStamp.Expired\",\"Message\":\"too old\"}";
        try (RawServer server = new RawServer(json(clock))) {
            assertThat(tokenFailure(server.endpoint(), ProxySettings.UNSET))
                    .hasMessageEndingWith("; check the clock of this machine");
        }
        try (RawServer server = new RawServer(json("{\"Code\":\"SignatureNonceUsed\"}"))) {
            assertThat(tokenFailure(server.endpoint(), ProxySettings.UNSET).kind().retryable())
                    .isTrue();
        }
    }

    private static RawServer.Answer json(String body) {
        return RawServer.reply("400 Bad Request", "Content-Type: application/json\r\n", body);
    }

    private static ProxySettings settings(Tinyproxy proxy, String username, String password) {
        return new ProxySettings("127.0.0.1", proxy.port(), username, password, null);
    }

    /** What the token service says, and the queue. */
    private static List<String> messages(String endpoint, ProxySettings proxy) {
        return List.of(
                tokenFailure(URI.create(endpoint), proxy).getMessage(),
                queueFailure(URI.create(endpoint), proxy).getMessage());
    }

    private static MnsException tokenFailure(URI endpoint, ProxySettings proxy) {
        GatewaySettings settings =
                new GatewaySettings(
                        "SmsReport",
                        "q",
                        "cn-hangzhou",
                        endpoint,
                        endpoint,
                        null,
                        MnsGateway.credentials("ak", "sk", null),
                        Duration.ofMinutes(2),
                        Duration.ofMinutes(1),
                        proxy);
        try {
            new TokenService(settings).fetch();
            throw new AssertionError("a token from " + endpoint);
        } catch (MnsException e) {
            return e;
        }
    }

    private static MnsException queueFailure(URI endpoint, ProxySettings proxy) {
        ExecutorService pool = Executors.newCachedThreadPool();
        ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
        ServiceAddress address = ServiceAddress.of(endpoint, proxy);
        MnsTransport transport = new MnsTransport(address, new Threads(pool, pool, timer));
        try {
            MnsResponse reply =
                    BlockingCall.await(
                            transport
                                    .send(
                                            MnsRequest.receive("q", 1, Duration.ZERO),
                                            new MnsToken("a", "b", "c", Long.MAX_VALUE),
                                            Duration.ofSeconds(15))
                                    .answer());
            return new MnsFailures("q", address).of(reply);
        } catch (MnsException e) {
            return e;
        } finally {
            transport.close();
            pool.shutdown();
            timer.shutdownNow();
        }
    }

    /** The trust store is one for the whole JVM. */
    private static List<String> messagesOfOtherJvm(Path trust, String endpoint) throws Exception {
        Path results = Files.createTempFile(folder, "messages", ".txt");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.add("-Djavax.net.ssl.trustStore=" + trust);
        command.add("-Djavax.net.ssl.trustStorePassword=" + TlsFront.PASSWORD);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(OtherMain.class.getName(), endpoint, results.toString()));
        Process jvm =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try {
            assertThat(jvm.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            jvm.destroyForcibly();
        }
        List<String> messages = Files.readAllLines(results, StandardCharsets.UTF_8);
        assertThat(messages).hasSize(2);
        return messages;
    }

    /** What runs in the other JVM. */
    public static final class OtherMain {

        private OtherMain() {}

        public static void main(String[] args) throws Exception {
            Files.write(
                    Path.of(args[1]),
                    messages(args[0], ProxySettings.UNSET),
                    StandardCharsets.UTF_8);
        }
    }
}
