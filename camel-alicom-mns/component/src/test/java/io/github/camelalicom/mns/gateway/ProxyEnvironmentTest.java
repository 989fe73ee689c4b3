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
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Which proxy the process was started with. */
class ProxyEnvironmentTest {

    private static final String MNS = "https://1943695596114318.mns.cn-hangzhou.aliyuncs.com";

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "HTTPS_PROXY=http://p:3128 ; p:3128",
                "https_proxy=http://p:3128 ; p:3128",
                "HTTPS_PROXY=p:3128 ; p:3128",
                "HTTPS_PROXY=http://p ; p:80",
                "HTTPS_PROXY=http://p:3128/ ; p:3128",
                "HTTPS_PROXY=http://upper:1 https_proxy=http://lower:1 ; upper:1",
                "HTTPS_PROXY= https_proxy=http://lower:1 ; lower:1",
                "HTTP_PROXY=http://p:3128 ; ",
                "HTTPS_PROXY=http://p:1 NO_PROXY=aliyuncs.com ; ",
                "HTTPS_PROXY=http://p:1 no_proxy=.aliyuncs.com ; ",
                "HTTPS_PROXY=http://p:1 NO_PROXY=*.aliyuncs.com ; ",
                "HTTPS_PROXY=http://p:1 NO_PROXY=* ; ",
                "HTTPS_PROXY=http://p:1 NO_PROXY=.aliyuncs.com:443 ; ",
                "HTTPS_PROXY=http://p:1 NO_PROXY=.aliyuncs.com:80 ; p:1",
                "HTTPS_PROXY=http://p:1 NO_PROXY=example.com,yuncs.com ; p:1",
                "-https.proxyHost=j -https.proxyPort=8 ; j:8",
                "-https.proxyHost=j ; j:443",
                "-http.proxyHost=j -http.proxyPort=8 ; ",
                "-https.proxyHost=j -http.nonProxyHosts=localhost|*.aliyuncs.com ; ",
                "-https.proxyHost=j -http.nonProxyHosts=aliyuncs.com ; j:443",
                "HTTPS_PROXY=http://p:1 -https.proxyHost=j ; p:1",
                "NO_PROXY=* -https.proxyHost=j ; j:443"
            })
    void theEnvironmentCountsBeforeTheJvm(String process, String proxy) {
        assertThat(environment(process).forEndpoint(URI.create(MNS)).map(HttpProxy::toString))
                .isEqualTo(Optional.ofNullable(proxy));
    }

    @Test
    void plainHttpHasAProxyOfItsOwn() {
        ProxyEnvironment environment =
                environment("HTTP_PROXY=http://plain:1 HTTPS_PROXY=http://tls:2");

        assertThat(environment.forEndpoint(URI.create("http://mns.example.com")))
                .hasToString("Optional[plain:1]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:8190", "http://127.0.0.1:1", "https://[::1]:1"})
    void loopbackAddressesAreReachedDirectly(String endpoint) {
        ProxyEnvironment environment =
                environment(
                        "HTTP_PROXY=http://p:1 HTTPS_PROXY=http://p:1 -http.proxyHost=p"
                                + " -https.proxyHost=p");

        assertThat(environment.forEndpoint(URI.create(endpoint))).isEmpty();
    }

    @Test
    void aPortOfNoProxyCounts() {
        ProxyEnvironment environment =
                environment("HTTPS_PROXY=http://p:1 NO_PROXY=mns.example.com:8443");

        assertThat(environment.forEndpoint(URI.create("https://mns.example.com:8443"))).isEmpty();
        assertThat(environment.forEndpoint(URI.create("https://mns.example.com"))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fd00::5", "[fd00::5]"})
    void anIpv6AddressOfNoProxyNeedsNoBrackets(String address) {
        ProxyEnvironment environment = environment("HTTPS_PROXY=http://p:1 NO_PROXY=" + address);

        assertThat(environment.forEndpoint(URI.create("https://[fd00::5]:8443"))).isEmpty();
        assertThat(environment.forEndpoint(URI.create("https://[fd00::6]:8443"))).isPresent();
    }

    @Test
    void userAndPasswordAreDecodedAndNeverPrinted() {
        HttpProxy proxy =
                environment("HTTPS_PROXY=http://me%40home:s%3Ac+r%65t@p:1")
                        .forEndpoint(URI.create(MNS))
                        .orElseThrow();

        assertThat(proxy.username()).isEqualTo("me@home");
        assertThat(proxy.password()).isEqualTo("s:c+ret");
        assertThat(proxy).hasToString("p:1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTPS_PROXY=socks5://me:secret@p:1",
                "HTTPS_PROXY=https://me:secret@p:1",
                "HTTPS_PROXY=http://me:secret@p:x",
                "HTTPS_PROXY=http://"
            })
    void aProxyThatCannotBeUsedIsRefusedWithoutItsPassword(String process) {
        assertThatThrownBy(() -> environment(process).forEndpoint(URI.create(MNS)))
                .hasMessageStartingWith(
                        "ALICOM-110 Environment variable HTTPS_PROXY is not a URL of an HTTP")
                .hasMessageNotContaining("secret")
                .hasNoCause();
    }

    @Test
    void aPortOfTheJvmThatIsNotANumberIsNamed() {
        assertThatThrownBy(
                        () ->
                                environment("-https.proxyHost=j -https.proxyPort=many")
                                        .forEndpoint(URI.create(MNS)))
                .hasMessage(
                        "ALICOM-111 System property https.proxyPort is many, but must be a port");
    }

    @ParameterizedTest
    @CsvSource({
        "'*.aliyuncs.com', ",
        "'a|1943*.aliyuncs.com', ",
        "'*mns*', ",
        "'aliyuncs.com', p:1"
    })
    void theOptionHasTheFormOfTheJvm(String nonProxyHosts, String proxy) {
        ProxySettings settings = new ProxySettings("p", 1, null, null, nonProxyHosts);

        assertThat(settings.forEndpoint(URI.create(MNS)).map(HttpProxy::toString))
                .isEqualTo(Optional.ofNullable(proxy));
    }

    @Test
    void aProxyOfTheOptionsServesLoopbackAddressesToo() {
        ProxySettings settings = new ProxySettings("p", 1, null, null, null);

        assertThat(settings.forEndpoint(URI.create("http://127.0.0.1:1"))).isPresent();
    }

    /** A leading hyphen marks a system property. */
    private static ProxyEnvironment environment(String process) {
        Map<String, String> all =
                Arrays.stream(process.split(" "))
                        .map(each -> each.split("=", 2))
                        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        return new ProxyEnvironment(all::get, name -> all.get("-" + name));
    }
}
