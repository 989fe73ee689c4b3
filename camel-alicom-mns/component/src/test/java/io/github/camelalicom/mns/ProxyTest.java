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

import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import io.github.camelalicom.mns.emulator.AlicomEmulatorExtension;

import static io.github.camelalicom.mns.emulator.Receipts.sentMessage;
import static io.github.camelalicom.mns.emulator.Receipts.smsUp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/** All services through a real proxy that asks for a password, and over TLS. */
class ProxyTest {

    private static final List<String> RESULTS = List.of("hello", "DELIVERED hi");

    @RegisterExtension
    static final AlicomEmulatorExtension alicom =
            AlicomEmulatorExtension.create(e -> e.host("0.0.0.0"));

    @TempDir static Path folder;

    private static Path keys;

    @BeforeAll
    static void makeKeys() throws Exception {
        keys = TlsFront.keys(folder, "good", "-ext", "san=dns:localhost");
    }

    @BeforeEach
    void deliver() {
        alicom.deliver(smsUp().content("hello"));
        alicom.sendDetails().add(sentMessage(OtherJvm.NUMBER).content("hi").delivered());
    }

    @Test
    void forwardsPlainHttp() throws Exception {
        try (Tinyproxy proxy = Tinyproxy.start(folder, Tinyproxy.askingForPassword())) {
            assertThat(jvm().run(alicom.uri("SmsUp", optionsOf(proxy)))).isEqualTo(RESULTS);
            assertThat(proxy.requests())
                    .anyMatch(line -> line.startsWith("POST http://127.0.0.1:"))
                    .anyMatch(line -> line.startsWith("GET http://127.0.0.1:"))
                    .anyMatch(line -> line.startsWith("DELETE http://127.0.0.1:"));
        }
    }

    /** The JVM's trust store counts for all services. */
    @Test
    void opensTunnelsToHttps() throws Exception {
        try (Tinyproxy proxy = Tinyproxy.start(folder, Tinyproxy.askingForPassword());
                TlsFront front = TlsFront.start(keys, alicom.port())) {
            assertThat(trusting().run(uriAt(front.endpoint(), optionsOf(proxy))))
                    .isEqualTo(RESULTS);
            assertThat(proxy.requests())
                    .isNotEmpty()
                    .allMatch(line -> line.startsWith("CONNECT localhost:" + front.port()));
        }
    }

    @Test
    void goesDirectToHostsThatNeedNoProxy() throws Exception {
        try (Tinyproxy proxy = Tinyproxy.start(folder)) {
            String options =
                    "proxyHost=127.0.0.1&proxyPort=" + proxy.port() + "&nonProxyHosts=*.0.0.1";

            assertThat(jvm().run(alicom.uri("SmsUp", options))).isEqualTo(RESULTS);
            assertThat(proxy.requests()).isEmpty();
        }
    }

    @Test
    void takesTheProxyOfTheEnvironment() throws Exception {
        try (Tinyproxy proxy = Tinyproxy.start(folder, Tinyproxy.askingForPassword())) {
            OtherJvm jvm =
                    jvm().environment(
                                    Map.of(
                                            "http_proxy",
                                            "http://"
                                                    + Tinyproxy.USERNAME
                                                    + ":"
                                                    + Tinyproxy.PASSWORD
                                                    + "@127.0.0.1:"
                                                    + proxy.port()));

            assertThat(jvm.run(uriByHostName())).isEqualTo(RESULTS);
            assertThat(proxy.requests())
                    .anyMatch(line -> line.startsWith("POST http://"))
                    .anyMatch(line -> line.startsWith("GET http://"));
        }
    }

    @Test
    void takesTheProxyOfTheJvm() throws Exception {
        try (Tinyproxy proxy = Tinyproxy.start(folder)) {
            OtherJvm jvm =
                    jvm().options("-Dhttp.proxyHost=127.0.0.1", "-Dhttp.proxyPort=" + proxy.port());

            assertThat(jvm.run(uriByHostName())).isEqualTo(RESULTS);
            assertThat(proxy.requests())
                    .anyMatch(line -> line.startsWith("POST http://"))
                    .anyMatch(line -> line.startsWith("GET http://"));
        }
    }

    @Test
    void loopbackAddressesAreReachedWithoutTheProxyOfTheEnvironment() throws Exception {
        OtherJvm jvm =
                jvm().environment(Map.of("HTTP_PROXY", "http://127.0.0.1:1"))
                        .options("-Dhttp.proxyHost=127.0.0.1", "-Dhttp.proxyPort=1");

        assertThat(jvm.run(alicom.uri("SmsUp", "waitTime=1s"))).isEqualTo(RESULTS);
    }

    private static OtherJvm jvm() {
        return new OtherJvm(folder);
    }

    private static OtherJvm trusting() throws Exception {
        return jvm().options(
                        "-Djavax.net.ssl.trustStore=" + TlsFront.trust(folder, keys),
                        "-Djavax.net.ssl.trustStorePassword=" + TlsFront.PASSWORD);
    }

    private static String optionsOf(Tinyproxy proxy) {
        return "waitTime=1s&proxyHost=127.0.0.1&proxyPort="
                + proxy.port()
                + "&proxyUsername="
                + Tinyproxy.USERNAME
                + "&proxyPassword=RAW("
                + Tinyproxy.PASSWORD
                + ")";
    }

    private static String uriAt(String endpoint, String options) {
        return alicom.uri("SmsUp", options).replace(alicom.endpoint(), endpoint);
    }

    /** A name is not taken for a loopback address, though this one has to lead to the emulator. */
    private static String uriByHostName() throws Exception {
        String host = InetAddress.getLocalHost().getHostName();
        assumeThat(InetAddress.getByName(host).isLoopbackAddress())
                .as("the host name %s leads to the loopback address", host)
                .isTrue();
        int port = URI.create(alicom.endpoint()).getPort();
        return uriAt("http://" + host + ":" + port, "waitTime=1s&allowInsecureEndpoints=true");
    }
}
