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
package io.github.camelalicom.mns.quarkus.deployment;

import org.apache.camel.CamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.aliyuncs.auth.AlibabaCloudCredentials;
import com.aliyuncs.auth.AlibabaCloudCredentialsProvider;
import com.aliyuncs.auth.BasicCredentials;

import io.github.camelalicom.mns.AlicomMnsComponent;
import io.github.camelalicom.mns.AlicomMnsConfiguration;
import io.quarkus.test.QuarkusUnitTest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;

import static org.assertj.core.api.Assertions.assertThat;

/** Beans that no class of the application injects: only the component looks for them. */
class CredentialsBeanTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION =
            new QuarkusUnitTest()
                    .withApplicationRoot(jar -> jar.addClass(Vault.class))
                    .overrideConfigKey("quarkus.camel.alicom-mns.devservices.enabled", "false")
                    .overrideConfigKey("camel.component.alicom-mns.queue-name", "q-1");

    @Inject CamelContext camel;

    @Test
    void aProviderOfCredentialsIsFoundByItsType() throws Exception {
        AlicomMnsConfiguration configuration =
                camel.getComponent("alicom-mns", AlicomMnsComponent.class).getConfiguration();

        assertThat(configuration.getQueueName()).isEqualTo("q-1");
        assertThat(configuration.getCredentialsProvider()).isNotNull();
        AlibabaCloudCredentials credentials =
                configuration.getCredentialsProvider().getCredentials();
        assertThat(credentials.getAccessKeyId()).isEqualTo("of the vault");
    }

    public static class Vault {

        @Produces
        @ApplicationScoped
        AlibabaCloudCredentialsProvider credentials() {
            return () -> new BasicCredentials("of the vault", "secret");
        }
    }
}
