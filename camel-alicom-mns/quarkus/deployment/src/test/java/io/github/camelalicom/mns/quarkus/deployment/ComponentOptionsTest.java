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

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

import static org.assertj.core.api.Assertions.assertThat;

class ComponentOptionsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "access-key",
                "accessKey",
                "secretKey",
                "credentials-provider",
                "token-endpoint",
                "tokenEndpoint",
                "mnsEndpoint",
                "smsEndpoint",
                "voiceEndpoint"
            })
    void whoeverSetsOneOfTheseNeedsNoEmulator(String option) {
        String name = "camel.component.alicom-mns." + option;

        assertThat(options(Map.of(name, "x")).whatNamesAnAccount()).contains(name);
    }

    /** Camel reads these too. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "CAMEL_COMPONENT_ALICOM_MNS_ACCESSKEY",
                "CAMEL_COMPONENT_ALICOM_MNS_ACCESS_KEY",
                "camel.component.alicom-mns.configuration.accessKey",
                "camel.component.alicom-mns.access-key"
            })
    void anAccountMayBeSetBesideASpellingThatIsEmpty(String name) {
        ComponentOptions options =
                options(Map.of("camel.component.alicom-mns.accessKey", "${NO:}", name, "x"));

        assertThat(options.whatNamesAnAccount()).isPresent();
    }

    @Test
    void otherOptionsNameNoAccount() {
        ComponentOptions options =
                options(
                        Map.of(
                                "camel.component.alicom-mns.queue-name", "q",
                                "camel.component.alicom-mns.region-id", "ap-southeast-1",
                                "camel.component.aws2-sqs.access-key", "x"));

        assertThat(options.whatNamesAnAccount()).isEmpty();
        assertThat(options.value("queue-name")).contains("q");
    }

    @Test
    void anOptionThatIsThereAndEmptyIsFilledUnderItsOwnName() {
        ComponentOptions options =
                options(Map.of("camel.component.alicom-mns.accessKey", "${NO:}"));

        assertThat(options.whatNamesAnAccount()).isEmpty();
        assertThat(options.nameOf("access-key")).isEqualTo("camel.component.alicom-mns.accessKey");
        assertThat(options.nameOf("secret-key")).isEqualTo("camel.component.alicom-mns.secret-key");
    }

    private static ComponentOptions options(Map<String, String> properties) {
        return new ComponentOptions(
                new SmallRyeConfigBuilder()
                        .addDefaultInterceptors()
                        .withSources(new PropertiesConfigSource(properties, "test", 100))
                        .build());
    }
}
