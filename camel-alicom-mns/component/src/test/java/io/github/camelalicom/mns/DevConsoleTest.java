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

import org.apache.camel.Consumer;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.console.DevConsole;
import org.apache.camel.console.DevConsole.MediaType;
import org.apache.camel.console.DevConsoleRegistry;
import org.apache.camel.util.json.JsonArray;
import org.apache.camel.util.json.JsonObject;
import org.apache.camel.util.json.Jsoner;
import org.junit.jupiter.api.Test;

import io.github.camelalicom.mns.emulator.Fault;
import io.github.camelalicom.mns.emulator.RequestKind;

import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The console as Camel finds it and asks it. */
class DevConsoleTest extends AlicomMnsTestSupport {

    @Test
    void showsWhatAConsumerIsDoingAndHasDone() throws Exception {
        startPlain("concurrentReceivers=3");
        alicom.deliver(smsReport(), smsReport(), smsReport().with("brand_new", "x"));
        awaitDeleted("SmsReport", 3);

        await().untilAsserted(
                        () ->
                                assertThat(json())
                                        .containsEntry("deleted", 3L)
                                        .containsEntry("inFlight", 0));

        assertThat(json())
                .containsEntry("routeId", "plain")
                .containsEntry("messageType", "SmsReport")
                .containsEntry("queueName", alicom.queueName("SmsReport"))
                .containsEntry("state", "Started")
                .containsEntry("receivers", 1)
                .containsEntry("concurrentReceivers", 3)
                .containsEntry("waiting", 0)
                .containsEntry("waitingDeletes", 0)
                .containsEntry("received", 3L)
                .containsEntry("redeliveryExpected", 0L)
                .containsEntry("schemaDrift", 1L)
                .doesNotContainKey("lastError");
        assertThat(map("driftedFields")).containsExactly(Map.entry("brand_new", 1L));
        assertThat(map("receiveLag")).containsEntry("count", 3L);
        assertThat(map("leaseMargin")).containsEntry("count", 3L);
        assertThat((long) map("leaseMargin").get("minMillis")).isBetween(1L, VISIBILITY.toMillis());
        assertThat((long) map("token").get("ageSeconds")).isBetween(0L, 60L);
        assertThat((long) map("token").get("leftSeconds")).isPositive();
        assertThat(requests("token")).containsEntry("sent", 1L).containsEntry("failed", 0L);
        assertThat((long) requests("receive").get("sent")).isPositive();
    }

    @Test
    void theTextHasALineForEachFact() {
        startPlain("waitTime=1s");
        awaitIdle("SmsReport");

        String text = (String) console().call(MediaType.TEXT);

        assertThat(text)
                .contains("\n    routeId: plain\n")
                .contains("\n    inFlight: 0\n")
                .containsPattern("\n    requests: receive=\\(sent=\\d+ failed=0\\) delete=")
                .containsPattern("\n    token: ageSeconds=\\d+ leftSeconds=\\d+\n");
    }

    @Test
    void tellsWhatFailsAndWhatFailedLastWhenItIsOver() {
        alicom.faults().add(Fault.error("AccessDenied", 403).on(RequestKind.RECEIVE).always());
        startPlain("errorBackoff=10ms&maxErrorBackoff=50ms");

        await().until(() -> json().toString().contains("MNS refused access"));
        assertThat((JsonArray) json().get("failures")).hasSize(1);
        alicom.faults().clear();
        await().until(() -> ((JsonArray) json().get("failures")).isEmpty());

        assertThat(map("lastError"))
                .containsEntry("kind", "DENIED")
                .containsEntry("code", "AccessDenied")
                .containsKey("secondsAgo");
        assertThat((String) map("lastError").get("message"))
                .contains("MNS refused access")
                .endsWith("(RequestId " + map("lastError").get("requestId") + ")");
        assertThat((long) requests("receive").get("failed")).isPositive();
    }

    @Test
    void aStoppedConsumerIsShownAsSuch() throws Exception {
        startPlain("waitTime=1s");
        camel.getRouteController().stopRoute("plain");

        assertThat(json()).containsEntry("state", "Stopped").doesNotContainKey("receivers");
    }

    @Test
    void aConsumerWithoutARouteIsShownAsLongAsItRuns() throws Exception {
        start(
                new RouteBuilder() {
                    @Override
                    public void configure() {}
                });
        // as Camel does it for @Consume
        Consumer consumer = camel.getEndpoint(smsReports()).createConsumer(exchange -> {});
        camel.addService(consumer);

        assertThat(json())
                .doesNotContainKey("routeId")
                .containsEntry("queueName", alicom.queueName("SmsReport"))
                .containsEntry("state", "Started");

        camel.removeService(consumer);
        consumer.stop();
        assertThat((String) console().call(MediaType.TEXT)).isEmpty();
    }

    private DevConsole console() {
        DevConsoleRegistry registry =
                camel.getCamelContextExtension().getContextPlugin(DevConsoleRegistry.class);
        return registry.resolveById("alicom-mns");
    }

    /** The one consumer, after a round as JSON text is known to be possible. */
    private JsonObject json() {
        JsonObject root = (JsonObject) console().call(MediaType.JSON);
        assertThat(Jsoner.serialize(root)).startsWith("{\"consumers\":[{");
        return (JsonObject) ((JsonArray) root.get("consumers")).get(0);
    }

    private Map<String, Object> map(String name) {
        return json().getMap(name);
    }

    private Map<String, Object> requests(String kind) {
        return ((JsonObject) json().get("requests")).getMap(kind);
    }
}
