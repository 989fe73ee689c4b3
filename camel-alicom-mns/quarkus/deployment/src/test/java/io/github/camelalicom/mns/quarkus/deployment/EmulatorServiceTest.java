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

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.quarkus.deployment.builditem.DevServicesResultBuildItem;
import io.smallrye.config.SmallRyeConfigBuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class EmulatorServiceTest {

    private static final String QUEUE = "Alicom-Queue-1234567890-SmsReport";
    private static final ComponentOptions NO_OPTIONS =
            new ComponentOptions(new SmallRyeConfigBuilder().build());

    @Test
    void sendsAsManySamplesAsItIsToldIntoTheQueueOfTheApplication() throws Exception {
        try (EmulatorService service =
                new EmulatorService(new EmulatorSettings(0, 2, Optional.of(QUEUE)))) {
            service.start();

            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(
                            () ->
                                    assertThat(queues(service.getConnectionInfo()))
                                            .contains("\"name\":\"" + QUEUE + "\"")
                                            .contains("\"sent\":2"));
        }
    }

    @Test
    void isNotReachedAnyMoreOnceItIsClosed() {
        EmulatorService service = new EmulatorService(new EmulatorSettings(0, 0, Optional.empty()));
        service.start();
        String endpoint = service.getConnectionInfo();

        service.close();

        assertThatThrownBy(() -> queues(endpoint)).isInstanceOf(IOException.class);
    }

    @Test
    void doesNotStartWhenItIsSwitchedOff() {
        assertThat(AlicomMnsDevServicesProcessor.isWanted(config(true), NO_OPTIONS)).isTrue();
        assertThat(AlicomMnsDevServicesProcessor.isWanted(config(false), NO_OPTIONS)).isFalse();
    }

    /** In dev and test mode Quarkus starts it when the application starts. */
    @Test
    void isNotStartedByTheBuild() {
        DevServicesResultBuildItem item =
                AlicomMnsDevServicesProcessor.startable(
                        new EmulatorSettings(0, 0, Optional.empty()), NO_OPTIONS);

        assertThat(item.isStartable()).isTrue();
        assertThat(item.getApplicationConfigProvider())
                .containsOnlyKeys(
                        "camel.component.alicom-mns.access-key",
                        "camel.component.alicom-mns.secret-key",
                        "camel.component.alicom-mns.token-endpoint",
                        "camel.component.alicom-mns.mns-endpoint",
                        "camel.component.alicom-mns.sms-endpoint",
                        "camel.component.alicom-mns.voice-endpoint",
                        "camel.component.alicom-mns.non-proxy-hosts");
    }

    /** {@code quarkus:run} hands over what is known when the build ends. */
    @Test
    void runsAlreadyWhenThePackagedApplicationIsToBeStartedByTheBuild() throws Exception {
        List<Runnable> atTheEnd = new ArrayList<>();
        DevServicesResultBuildItem item =
                AlicomMnsDevServicesProcessor.running(
                        new EmulatorSettings(0, 0, Optional.empty()), NO_OPTIONS, atTheEnd::add);

        Map<String, String> config = item.getConfig();
        String endpoint = config.get("camel.component.alicom-mns.mns-endpoint");
        assertThat(config)
                .containsEntry("camel.component.alicom-mns.token-endpoint", endpoint)
                .containsEntry("camel.component.alicom-mns.sms-endpoint", endpoint)
                .containsEntry("camel.component.alicom-mns.voice-endpoint", endpoint)
                .containsKeys(
                        "camel.component.alicom-mns.access-key",
                        "camel.component.alicom-mns.secret-key");
        assertThat(queues(endpoint)).contains("queues");

        atTheEnd.forEach(Runnable::run);

        assertThatThrownBy(() -> queues(endpoint)).isInstanceOf(IOException.class);
    }

    private static String queues(String endpoint) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(endpoint + "/_emulator/queues")).build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static AlicomMnsBuildConfig.DevServices config(boolean enabled) {
        return new AlicomMnsBuildConfig.DevServices() {
            @Override
            public boolean enabled() {
                return enabled;
            }

            @Override
            public int port() {
                return 0;
            }

            @Override
            public int sampleReceipts() {
                return 0;
            }
        };
    }
}
