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

import java.util.Map;

import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.main.Main;
import org.apache.camel.util.StringHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

/** From Camel 4.19 on, Camel Main refuses secrets in plain text in the profile {@code prod}. */
class ProductionProfileTest {

    private static final String PREFIX = "camel.component.alicom-mns.";

    private final Main main = new Main();

    @BeforeEach
    void useTheProfile() throws Exception {
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            String minor = StringHelper.between(camel.getVersion(), ".", ".");
            assumeThat(Integer.parseInt(minor)).isGreaterThanOrEqualTo(19);
        }
        main.configure().setProfile("prod");
        // the component is created, and its options are set, without a route
        main.addInitialProperty(PREFIX + "queueName", "Alicom-Queue-1-SmsReport");
    }

    @AfterEach
    void stop() {
        main.stop();
    }

    @Test
    void keysInPlainTextPreventTheStart() {
        set(Map.of("accessKey", "id", "secretKey", "plain"));

        assertThatThrownBy(main::start)
                .hasMessageContaining("[" + PREFIX + "accessKey]")
                .hasMessageContaining("[" + PREFIX + "secretKey]")
                .hasMessageNotContaining("plain]");
    }

    @Test
    void keysFromPlaceholdersDoNot() {
        main.addInitialProperty("alicom.secret-key", "plain");
        set(Map.of("accessKey", "{{alicom.access-key:id}}", "secretKey", "{{alicom.secret-key}}"));

        main.start();

        assertThat(
                        main.getCamelContext()
                                .getComponent("alicom-mns", AlicomMnsComponent.class)
                                .getConfiguration()
                                .getSecretKey())
                .isEqualTo("plain");
    }

    private void set(Map<String, String> options) {
        options.forEach((option, value) -> main.addInitialProperty(PREFIX + option, value));
    }
}
