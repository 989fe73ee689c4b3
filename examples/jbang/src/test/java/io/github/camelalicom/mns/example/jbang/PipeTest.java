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
package io.github.camelalicom.mns.example.jbang;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import static io.github.camelalicom.mns.emulator.Receipts.smsUp;
import static org.assertj.core.api.Assertions.assertThat;

/** Kamelets in the CLI: a Pipe with the kamelet from its jar, and {@code camel bind}. */
class PipeTest extends ExampleTestSupport {

    private static final String KAMELET = "alicom-mns-sms-up-source";

    @Test
    void runsAPipeWithTheKameletFromItsJar() throws Exception {
        alicom.deliver(smsUp().content("TD"));

        try (var run =
                camel(
                        "run",
                        PIPE,
                        PROPERTIES,
                        "--dep=" + dependency("camel-alicom-mns-kamelets"))) {
            eventually().until(() -> !run.isAlive() || alicom.queue("SmsUp").deleted() == 1);
            assertThat(run.isAlive()).as(run.output()).isTrue();
        }

        assertThat(contentsOf("receipts/replies"))
                .singleElement()
                .asString()
                .contains("\"content\":\"TD\"");
    }

    /** It looks for a kamelet in the catalog or among the files here, not in jars. */
    @Test
    void bindsTheKameletFromItsFile() throws Exception {
        Path kamelets =
                source().resolve("../../camel-alicom-mns/kamelets/src/main/resources/kamelets");
        Files.copy(
                kamelets.resolve(KAMELET + ".kamelet.yaml"),
                folder.resolve(KAMELET + ".kamelet.yaml"));

        try (var bind =
                camelWithoutAccount(
                        "bind",
                        "bound.yaml",
                        "--source=" + KAMELET,
                        "--sink=log:replies",
                        "--property=source.queueName=a-queue")) {
            bind.finish();
        }

        assertThat(Files.readString(folder.resolve("bound.yaml")))
                .contains("kind: Pipe", "name: " + KAMELET, "queueName: a-queue");
    }
}
