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

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

import org.apache.camel.CamelExecutionException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheck.State;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.util.json.JsonObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.github.camelalicom.mns.emulator.Fault;
import io.github.camelalicom.mns.emulator.RequestKind;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.search.Search;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** What operators see of producers beside what Camel counts of each. */
class ProducersViewTest extends AlicomMnsTestSupport {

    private static final String NUMBER = "13900001234";

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final OperatorsView view = new OperatorsView(camel);

    @BeforeEach
    void settleByHand() {
        camel.getRegistry().bind("meters", registry);
        start(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(smsReports("deleteAfterRead=false"))
                                .routeId("reports")
                                .setHeader(AlicomMnsConstants.VISIBILITY_TIMEOUT, constant("30s"))
                                .to(uri("SmsReport", "operation=changeVisibility"))
                                .to(uri("SmsReport", "operation=deleteMessage"));
                        from("direct:ask")
                                .routeId("ask")
                                .to(uri("SmsReport", "operation=querySendDetails"));
                    }
                });
    }

    @Test
    void theirRequestsAreCountedByKindAndApartFromTheConsumers() {
        alicom.deliver(smsReport());
        awaitDeleted("SmsReport", 1);
        ask();

        assertThat(producer())
                .containsEntry("messageType", "SmsReport")
                .containsEntry("queueName", alicom.queueName("SmsReport"))
                .containsEntry("producers", 3)
                .doesNotContainKey("lastError");
        await().untilAsserted(() -> assertThat(sent("delete")).isEqualTo(1));
        assertThat(sent("changeVisibility")).isEqualTo(1);
        assertThat(sent("querySendDetails")).isEqualTo(1);
        assertThat(sent("token")).isEqualTo(2);
        assertThat(view.consoleText()).contains("producers:\n").contains("    producers: 3\n");
        assertThat(meter("requests", "delete")).isEqualTo(1);
        assertThat(meter("requests", "querySendDetails")).isEqualTo(1);
        assertThat(meter("failed.requests", "querySendDetails")).isZero();
        assertThat(meters().tag("kind", "receive").meters()).isEmpty();
    }

    @Test
    void theLastFailureIsReportedWithItsRemedy() {
        alicom.faults()
                .add(
                        Fault.error("isp.RAM_PERMISSION_DENY", 403, "wrong: " + NUMBER)
                                .on(RequestKind.SEND_DETAILS)
                                .always());

        assertThatThrownBy(this::ask).isInstanceOf(CamelExecutionException.class);

        Map<String, Object> error = producer().getMap("lastError");
        assertThat(error).containsKeys("kind", "code", "secondsAgo");
        assertThat((String) error.get("message"))
                .startsWith("Querying send details failed: ")
                .doesNotContain(NUMBER);
        assertThat(meter("failed.requests", "querySendDetails")).isEqualTo(1);
        alicom.faults().clear();
        ask();
        assertThat(producer()).containsKey("lastError");
    }

    @Test
    void aFailureOfTheExchangeDoesNotCountAsAFailureOfTheService() {
        assertThatThrownBy(() -> camel.createProducerTemplate().sendBody("direct:ask", ""))
                .isInstanceOf(CamelExecutionException.class);

        assertThat(producer()).doesNotContainKey("lastError");
        assertThat(sent("querySendDetails")).isZero();
    }

    @Test
    void theirHealthIsDownWithTheRemedyUntilARequestSucceeds() {
        HealthCheckRegistry checks = producersHealth();
        alicom.faults()
                .add(
                        Fault.error("isp.RAM_PERMISSION_DENY", 403, "wrong: " + NUMBER)
                                .on(RequestKind.SEND_DETAILS)
                                .always());
        assertThat(health(checks).getState()).isEqualTo(State.UP);

        assertThatThrownBy(this::ask).isInstanceOf(CamelExecutionException.class);

        assertThat(health(checks).getState()).isEqualTo(State.DOWN);
        assertThat(health(checks).getMessage().orElseThrow())
                .startsWith("Querying send details has failed for 0 s (1 attempt): ")
                .contains("dysms:QuerySendDetails")
                .doesNotContain(NUMBER);
        assertThat(producer().get("failures").toString()).contains("(1 attempt)");
        alicom.faults().clear();
        ask();
        assertThat(health(checks).getState()).isEqualTo(State.UP);
        assertThat(health(checks).getMessage()).isEmpty();
    }

    @Test
    void theirHealthCanBeDisabledForTheComponent() {
        HealthCheckRegistry checks = producersHealth();

        camel.getComponent("alicom-mns", AlicomMnsComponent.class)
                .setHealthCheckProducerEnabled(false);

        assertThat(health(checks).getState()).isEqualTo(State.UNKNOWN);
    }

    @Test
    void thereIsNoCheckWhereThoseOfProducersAreOff() {
        HealthCheckRegistry checks = HealthCheckRegistry.get(camel);
        assertThat(checks.stream().map(HealthCheck::getId)).doesNotContain(checkId());

        producersHealth();
        assertThat(checks.stream().map(HealthCheck::getId)).contains(checkId());

        checks.getRepository("producers").orElseThrow().setEnabled(false);
        assertThat(checks.stream().map(HealthCheck::getId)).doesNotContain(checkId());
    }

    /** As {@code camel.health.producersEnabled=true} does. */
    private HealthCheckRegistry producersHealth() {
        HealthCheckRegistry checks = HealthCheckRegistry.get(camel);
        checks.setExposureLevel("full");
        checks.register(checks.resolveById("producers"));
        checks.getRepository("producers").orElseThrow().setEnabled(true);
        return checks;
    }

    private String checkId() {
        return "producing:SmsReport:" + alicom.queueName("SmsReport");
    }

    private HealthCheck.Result health(HealthCheckRegistry checks) {
        return checks.stream()
                .filter(check -> checkId().equals(check.getId()))
                .findFirst()
                .orElseThrow()
                .callReadiness();
    }

    @Test
    void nothingIsLeftOfThemWhenTheyHaveStopped() throws Exception {
        HealthCheckRegistry checks = producersHealth();
        ask();
        camel.getRouteController().stopRoute("reports");
        assertThat(producer()).containsEntry("producers", 1);
        assertThat(sent("querySendDetails")).isEqualTo(1);

        camel.getRouteController().stopRoute("ask");

        assertThat(producers()).isEmpty();
        assertThat(meters().meters()).isEmpty();
        assertThat(checks.stream().map(HealthCheck::getId)).doesNotContain(checkId());
    }

    private void ask() {
        camel.createProducerTemplate()
                .sendBodyAndHeaders(
                        "direct:ask",
                        null,
                        Map.of(
                                AlicomMnsConstants.PHONE_NUMBER,
                                NUMBER,
                                AlicomMnsConstants.SEND_DATE,
                                LocalDate.now(ZoneOffset.ofHours(8))));
    }

    private List<JsonObject> producers() {
        return view.console("producers");
    }

    private JsonObject producer() {
        assertThat(producers()).hasSize(1);
        return producers().get(0);
    }

    private long sent(String kind) {
        JsonObject requests = (JsonObject) producer().get("requests");
        return (long) requests.getMap(kind).get("sent");
    }

    private Search meters() {
        return Search.in(registry).tag("role", "producer");
    }

    private double meter(String name, String kind) {
        return registry.get("alicom.mns." + name)
                .tag("role", "producer")
                .tag("kind", kind)
                .functionCounter()
                .count();
    }
}
