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
package io.github.camelalicom.mns.example.scaleout;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

import org.apache.camel.main.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.camelalicom.mns.emulator.AlicomEmulatorExtension;
import io.github.camelalicom.mns.emulator.Fault;
import io.github.camelalicom.mns.emulator.RequestKind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What the probes of the manifests ask, of the very application. */
class HealthEndpointTest {

    @RegisterExtension
    static final AlicomEmulatorExtension alicom = AlicomEmulatorExtension.create();

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final int port = freePort();

    @Test
    void aReplicaWithoutAccessIsAliveAndNotReady() throws Exception {
        Main worker = Worker.create();
        try (SharedDatabase database = new H2Database()) {
            settings(database).forEach(worker::addInitialProperty);
            worker.start();
            await().atMost(PATIENCE).until(() -> status("ready") == 200);
            assertThat(status("live")).isEqualTo(200);

            alicom.faults().add(Fault.error("AccessDenied", 403).on(RequestKind.RECEIVE).always());

            await().atMost(PATIENCE).until(() -> status("ready") == 503);
            assertThat(status("live")).isEqualTo(200);
        } finally {
            worker.stop();
        }
    }

    private Map<String, String> settings(SharedDatabase database) {
        Map<String, String> settings = ScaleOut.settings(alicom.emulator(), database);
        settings.put("worker.name", "worker-1");
        settings.put("camel.component.alicom-mns.waitTime", "1s");
        settings.put("camel.management.host", "127.0.0.1");
        settings.put("management.port", String.valueOf(port));
        return settings;
    }

    private int status(String kind) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + port + "/observe/health/" + kind);
        HttpResponse<String> answer =
                HttpClient.newHttpClient()
                        .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
        return answer.statusCode();
    }

    /** Camel's management server has no way to tell which port it got. */
    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
