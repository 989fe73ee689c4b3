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

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import io.github.camelalicom.mns.doctor.DoctorReport;
import io.github.camelalicom.mns.doctor.Finding;
import io.github.camelalicom.mns.emulator.AlicomEmulatorExtension;

import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static org.assertj.core.api.Assertions.assertThat;

/** What the doctor says of a proxy or a certificate on the way to the services. */
class DoctorNetworkTest {

    @RegisterExtension
    static final AlicomEmulatorExtension alicom = AlicomEmulatorExtension.create();

    @TempDir static Path folder;

    private static Path selfSigned;
    private static Path authority;

    private final Map<String, String> options = new HashMap<>();

    @BeforeAll
    static void makeKeys() throws Exception {
        selfSigned = TlsFront.keys(folder, "self-signed", "-ext", "san=dns:localhost");
        authority = TlsFront.keys(folder, "authority", "-ext", "bc:c");
    }

    @BeforeEach
    void useTheEmulator() {
        options.put("queueName", alicom.queueName("SmsReport"));
        options.put("accessKey", alicom.accessKey());
        options.put("secretKey", alicom.secretKey());
        useEndpoint(alicom.endpoint());
        alicom.deliver(smsReport());
    }

    private void useEndpoint(String url) {
        options.put("tokenEndpoint", url);
        options.put("mnsEndpoint", url);
    }

    private void useProxy(int port, String username, String password) {
        options.put("proxyHost", "127.0.0.1");
        options.put("proxyPort", String.valueOf(port));
        if (username != null) {
            options.put("proxyUsername", username);
            options.put("proxyPassword", password);
        }
    }

    @Test
    void behindAProxyAHealthyAccountIsOkThroughout() throws Exception {
        try (Tinyproxy proxy = Tinyproxy.start(folder, Tinyproxy.askingForPassword())) {
            useProxy(proxy.port(), Tinyproxy.USERNAME, Tinyproxy.PASSWORD);

            DoctorReport report = examine();

            assertThat(report.healthy()).as(report.toText()).isTrue();
            assertThat(report.toText())
                    .contains("answers through proxy 127.0.0.1:" + proxy.port())
                    .contains("ok         clock", "ok         receive")
                    .doesNotContain(Tinyproxy.PASSWORD);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:1, wrong-one, check proxyUsername and proxyPassword",
        "https://127.0.0.1:1, wrong-one, check proxyUsername and proxyPassword",
        "https://127.0.0.1:1, , set proxyUsername and proxyPassword",
    })
    void aProxyThatRefusesThePasswordFails(String endpoint, String password, String text)
            throws Exception {
        try (Tinyproxy proxy = Tinyproxy.start(folder, Tinyproxy.askingForPassword())) {
            useProxy(proxy.port(), password == null ? null : Tinyproxy.USERNAME, password);
            useEndpoint(endpoint);

            DoctorReport report = examine();

            assertFailed(report, "proxy", text, "Check proxyHost, proxyPort");
            assertThat(report.toText()).doesNotContain("wrong-one");
        }
    }

    @Test
    void aProxyThatIsDownFails() {
        useProxy(1, null, null);

        assertFailed(
                examine(), "proxy", "the proxy 127.0.0.1:1 refuses connections", "Check proxyHost");
    }

    @Test
    void aProxyThatDoesNotReachTheServiceFails() throws Exception {
        try (Tinyproxy proxy = Tinyproxy.start(folder)) {
            useProxy(proxy.port(), null, null);
            useEndpoint("https://127.0.0.1:1");

            assertFailed(
                    examine(), "proxy", "check that the proxy can reach this host", "Check proxy");
        }
    }

    @Test
    void aCertificateThatThisJvmTrustsIsOk() throws Exception {
        try (TlsFront front = TlsFront.start(selfSigned, alicom.port())) {
            useEndpoint(front.endpoint());

            assertThat(examineTrusting(selfSigned))
                    .contains("localhost:" + front.port() + " answers, TLSv1.3, certificate valid")
                    .contains("ok         receive")
                    .doesNotContain("failed ");
        }
    }

    @Test
    void aCertificateThatIsNotTrustedFails() throws Exception {
        try (TlsFront front = TlsFront.start(selfSigned, alicom.port())) {
            useEndpoint(front.endpoint());

            assertFailed(
                    examine(),
                    "connection",
                    "its certificate is not trusted by this JVM",
                    "javax.net.ssl.trustStore");
        }
    }

    @Test
    void aCertificateThatIsNotTrustedBehindAProxyFails() throws Exception {
        try (Tinyproxy proxy = Tinyproxy.start(folder);
                TlsFront front = TlsFront.start(selfSigned, alicom.port())) {
            useProxy(proxy.port(), null, null);
            useEndpoint(front.endpoint());

            assertFailed(examine(), "proxy", "the certificate is not trusted", "Check proxyHost");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "other-host, san=dns:other.example, -1d, its certificate is for another host, Use the host",
        "expired, san=dns:localhost, -200d, its certificate has expired, Check the clock",
        "future, san=dns:localhost, +2d, its certificate is not valid yet, Check the clock"
    })
    void aCertificateWithAFaultFails(
            String name, String names, String start, String text, String remedy) throws Exception {
        Path keys =
                TlsFront.keysSignedBy(folder, name, authority, "-ext", names, "-startdate", start);
        try (TlsFront front = TlsFront.start(keys, alicom.port())) {
            useEndpoint(front.endpoint());

            assertThat(examineTrusting(authority))
                    .contains("failed     connection", text)
                    .contains("-> " + remedy);
        }
    }

    /** As a streaming server answers on a port of a mistyped endpoint. */
    @Test
    @Timeout(60)
    void anAnswerThatDoesNotEndHoldsNothingUp() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        ExecutorService threads = Executors.newCachedThreadPool();
        HttpServer streaming = streaming(end, threads);
        try {
            useEndpoint("http://127.0.0.1:" + streaming.getAddress().getPort());

            DoctorReport report = examine();

            assertThat(report.toText()).contains("ok         connection");
            assertFailed(report, "token", "No answer from the token service", "Check that the");
        } finally {
            end.countDown();
            streaming.stop(0);
            threads.shutdownNow();
        }
    }

    /** Begins each answer, and ends it when the test does. */
    private static HttpServer streaming(CountDownLatch end, Executor threads) throws IOException {
        HttpServer server = server();
        server.setExecutor(threads);
        server.createContext(
                "/",
                exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    exchange.getResponseBody().write('x');
                    exchange.getResponseBody().flush();
                    awaitEnd(end);
                    exchange.close();
                });
        server.start();
        return server;
    }

    private static void awaitEnd(CountDownLatch end) throws IOException {
        try {
            end.await();
        } catch (InterruptedException e) {
            throw new InterruptedIOException();
        }
    }

    /** Neither key nor token are sent in clear. */
    @ParameterizedTest
    @CsvSource({"tokenEndpoint, token", "mnsEndpoint, receive"})
    void aRedirectFromHttpsToHttpIsNotFollowed(String redirected, String check) throws Exception {
        AtomicInteger inClear = new AtomicInteger();
        HttpServer plain = server(exchange -> inClear.incrementAndGet());
        String location = "http://127.0.0.1:" + plain.getAddress().getPort();
        HttpServer redirecting =
                server(exchange -> exchange.getResponseHeaders().set("Location", location + "/x"));
        try (TlsFront good = TlsFront.start(selfSigned, alicom.port());
                TlsFront bad = TlsFront.start(selfSigned, redirecting.getAddress().getPort())) {
            useEndpoint(good.endpoint());
            options.put(redirected, bad.endpoint());

            assertThat(examineTrusting(selfSigned))
                    .contains("failed     " + check)
                    .contains("a redirect to http://127.0.0.1 that is not followed");
            assertThat(inClear).hasValue(0);
        } finally {
            plain.stop(0);
            redirecting.stop(0);
        }
    }

    /** Answers each request with a redirect. */
    private static HttpServer server(Consumer<HttpExchange> note) throws IOException {
        HttpServer server = server();
        server.createContext(
                "/",
                exchange -> {
                    note.accept(exchange);
                    exchange.getRequestBody().readAllBytes();
                    exchange.sendResponseHeaders(302, -1);
                    exchange.close();
                });
        server.start();
        return server;
    }

    private static HttpServer server() throws IOException {
        return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    private DoctorReport examine() {
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            camel.start();
            return AlicomMnsDoctor.examine(camel, "SmsReport", new HashMap<>(options));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void assertFailed(
            DoctorReport report, String check, String text, String remedy) {
        assertThat(report.healthy()).isFalse();
        assertThat(report.findings())
                .as(report.toText())
                .filteredOn(finding -> finding.status() == Finding.Status.FAILED)
                .isNotEmpty()
                .allSatisfy(
                        finding -> {
                            assertThat(finding.check()).isEqualTo(check);
                            assertThat(finding.text()).contains(text);
                            assertThat(finding.remedy()).contains(remedy);
                        });
    }

    /** The trust store is one for the whole JVM. */
    private String examineTrusting(Path keys) throws Exception {
        Path report = Files.createTempFile(folder, "report", ".txt");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.add("-Djavax.net.ssl.trustStore=" + TlsFront.trust(folder, keys));
        command.add("-Djavax.net.ssl.trustStorePassword=" + TlsFront.PASSWORD);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(DoctorMain.class.getName(), report.toString()));
        options.forEach((name, value) -> command.add(name + "=" + value));
        Process jvm =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try {
            assertThat(jvm.waitFor(120, TimeUnit.SECONDS)).isTrue();
        } finally {
            jvm.destroyForcibly();
        }
        return Files.readString(report);
    }

    /** What runs in the other JVM. */
    public static final class DoctorMain {

        private DoctorMain() {}

        public static void main(String[] arguments) throws Exception {
            DoctorNetworkTest test = new DoctorNetworkTest();
            for (String option : List.of(arguments).subList(1, arguments.length)) {
                int end = option.indexOf('=');
                test.options.put(option.substring(0, end), option.substring(end + 1));
            }
            Files.writeString(Path.of(arguments[0]), test.examine().toText());
        }
    }
}
