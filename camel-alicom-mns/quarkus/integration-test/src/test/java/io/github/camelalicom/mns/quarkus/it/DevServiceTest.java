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
package io.github.camelalicom.mns.quarkus.it;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

import org.apache.camel.ProducerTemplate;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

import io.github.camelalicom.mns.AlicomMnsConstants;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

@QuarkusTest
class DevServiceTest {

    @Inject Seen seen;
    @Inject ProducerTemplate producer;

    @ConfigProperty(name = "camel.component.alicom-mns.mns-endpoint")
    String emulator;

    @Test
    void anApplicationWithoutAnAccountReceivesFromTheEmulator() throws Exception {
        EmulatorCalls.post(
                emulator,
                "SmsReport",
                "{\"biz_id\":\"it-1\",\"success\":true,\"err_code\":\"DELIVERED\"}");

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(seen.lines()).contains("it-1 true DELIVERED"));
    }

    @Test
    void aMethodWithConsumeReceivesLikeARoute() throws Exception {
        EmulatorCalls.post(emulator, "SmsUp", "{\"content\":\"TD\",\"sequence_id\":\"1\"}");

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(seen.lines()).contains("reply TD"));
    }

    @Test
    void aQueryIsAnsweredByTheEmulatorToo() {
        Map<String, Object> headers =
                Map.of(
                        AlicomMnsConstants.PHONE_NUMBER,
                        "13900000001",
                        AlicomMnsConstants.SEND_DATE,
                        LocalDate.now(ZoneId.of("Asia/Shanghai")));

        Object details =
                producer.requestBodyAndHeaders(
                        "alicom-mns:SmsReport?operation=querySendDetails", null, headers);

        assertThat(details).isEqualTo(List.of());
    }

    @Test
    void theEmulatorIsNotInTheClassPathOfTheApplication() {
        assertThatThrownBy(() -> Class.forName("io.github.camelalicom.mns.emulator.AlicomEmulator"))
                .isInstanceOf(ClassNotFoundException.class);
    }
}
