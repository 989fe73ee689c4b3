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

import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.aliyuncs.auth.AlibabaCloudCredentials;
import com.aliyuncs.auth.AlibabaCloudCredentialsProvider;
import com.aliyuncs.auth.BasicSessionCredentials;

import io.github.camelalicom.mns.gateway.GatewaySettings;
import io.github.camelalicom.mns.gateway.MnsGateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Options that belong together, the account and the proxy: an endpoint has all of its own, or all
 * of the component's, and never a mixture.
 */
class InheritedOptionsTest {

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final AlicomMnsConfiguration ofComponent =
            camel.getComponent("alicom-mns", AlicomMnsComponent.class).getConfiguration();

    @BeforeEach
    void giveTheComponentATemporaryKeyAndAProxy() {
        ofComponent.setQueueName("q");
        ofComponent.setAccessKey("component-key");
        ofComponent.setSecretKey("component-secret");
        ofComponent.setSessionToken("component-session");
        ofComponent.setProxyHost("component-proxy");
        ofComponent.setProxyPort(3128);
        ofComponent.setProxyUsername("component-user");
        ofComponent.setProxyPassword("component-password");
    }

    @AfterEach
    void stopCamel() {
        camel.stop();
    }

    @Test
    void theAccountAndTheProxyOfTheComponentAreInheritedWhole() throws Exception {
        assertThat(credentials("waitTime=5s"))
                .isInstanceOfSatisfying(
                        BasicSessionCredentials.class,
                        keys -> {
                            assertThat(keys.getAccessKeyId()).isEqualTo("component-key");
                            assertThat(keys.getSessionToken()).isEqualTo("component-session");
                        });
        assertThat(gateway("waitTime=5s").proxy().username()).isEqualTo("component-user");
    }

    @Test
    void keysOfTheEndpointDoNotGoWithTheSessionTokenOfTheComponent() throws Exception {
        AlibabaCloudCredentials credentials = credentials("accessKey=mine&secretKey=secret");

        assertThat(credentials).isNotInstanceOf(BasicSessionCredentials.class);
        assertThat(credentials.getAccessKeyId()).isEqualTo("mine");
    }

    @ParameterizedTest
    @CsvSource({"accessKey=mine, secretKey", "secretKey=mine, accessKey"})
    void halfOfAKeyPairIsNotCompletedByTheComponent(String half, String missing) {
        assertThatThrownBy(() -> gateway(half))
                .hasMessageContaining("Option " + missing + " is not set");
    }

    @Test
    void aProviderOfTheEndpointTakesThePlaceOfTheKeysOfTheComponent() {
        AlibabaCloudCredentialsProvider bank = MnsGateway.credentials("bank", "secret", null);
        camel.getRegistry().bind("bank", bank);

        assertThat(gateway("credentialsProvider=#bean:bank").credentials()).isSameAs(bank);
    }

    /** As kamelets name them, in a URI and as parameters of a step. */
    @ParameterizedTest
    @ValueSource(strings = {"accessKey=&secretKey=", "accessKey={{?none}}&secretKey={{?none}}"})
    void anEmptyPlaceholderLeavesTheAccountOfTheComponent(String options) throws Exception {
        assertThat(credentials(options).getAccessKeyId()).isEqualTo("component-key");
    }

    @Test
    void thePasswordOfAProxyIsNotSentToAnother() {
        GatewaySettings settings = gateway("proxyHost=my-proxy&proxyPort=8080");

        assertThat(settings.proxy().host()).isEqualTo("my-proxy");
        assertThat(settings.proxy().username()).isNull();
        assertThat(settings.proxy().password()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"proxyUsername=mine, proxyPassword", "proxyPassword=mine, proxyUsername"})
    void halfOfALoginIsNotCompletedByTheComponent(String half, String missing) {
        assertThatThrownBy(() -> gateway(half))
                .hasMessageContaining("Option " + missing + " is not set");
    }

    @Test
    void anotherLoginGoesWithTheProxyOfTheComponent() {
        GatewaySettings settings = gateway("proxyUsername=mine&proxyPassword=secret");

        assertThat(settings.proxy().host()).isEqualTo("component-proxy");
        assertThat(settings.proxy().password()).isEqualTo("secret");
    }

    @Test
    void thePortOfAProxyIsNotThatOfAnother() {
        assertThatThrownBy(() -> gateway("proxyHost=my-proxy"))
                .hasMessageContaining("Option proxyPort is not set");
    }

    @Test
    void theComponentKeepsWhatItsEndpointsReplace() throws Exception {
        gateway("accessKey=mine&secretKey=secret&proxyHost=my-proxy&proxyPort=8080");

        assertThat(ofComponent.getSessionToken()).isEqualTo("component-session");
        assertThat(ofComponent.getProxyPassword()).isEqualTo("component-password");
    }

    private GatewaySettings gateway(String options) {
        AlicomMnsEndpoint endpoint =
                camel.getEndpoint("alicom-mns:SmsReport?" + options, AlicomMnsEndpoint.class);
        return AlicomMnsSettings.gateway("SmsReport", endpoint.getConfiguration());
    }

    private AlibabaCloudCredentials credentials(String options) throws Exception {
        return gateway(options).credentials().getCredentials();
    }
}
