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

import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.apache.camel.ConsumerTemplate;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheck.State;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.util.json.JsonObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.github.camelalicom.mns.emulator.Fault;
import io.github.camelalicom.mns.emulator.RequestKind;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** What operators see of {@code pollEnrich} and {@code ConsumerTemplate}. */
@Timeout(120)
class PollersViewTest extends AlicomMnsTestSupport {

    private static final long LONG_ENOUGH = PATIENCE.toMillis();

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final OperatorsView view = new OperatorsView(camel);
    private ConsumerTemplate template;

    @BeforeEach
    void startCamel() {
        camel.getRegistry().bind("errors", errors);
        camel.getRegistry().bind("meters", registry);
        camel.start();
        template = camel.createConsumerTemplate();
    }

    @Test
    void theConsoleShowsWhatTheyAreDoingAndHaveDone() {
        alicom.deliver(smsReport().with("brand_new", "x"), smsReport());
        Exchange taken = template.receive(smsReports("concurrentReceivers=3"), LONG_ENOUGH);

        assertThat(poller())
                .containsEntry("messageType", "SmsReport")
                .containsEntry("queueName", alicom.queueName("SmsReport"))
                .containsEntry("pollers", 1)
                .containsEntry("receivers", 0)
                .containsEntry("concurrentReceivers", 3)
                .containsEntry("received", 1L)
                .containsEntry("inFlight", 1)
                .containsEntry("deleted", 0L)
                .containsEntry("schemaDrift", 1L)
                .doesNotContainKeys("routeId", "lastError");
        assertThat(facts("driftedFields")).containsExactly(Map.entry("brand_new", 1L));
        assertThat(facts("token")).containsKey("leftSeconds");
        template.doneUoW(taken);

        await().untilAsserted(
                        () ->
                                assertThat(poller())
                                        .containsEntry("deleted", 1L)
                                        .containsEntry("inFlight", 0));
        assertThat(facts("receiveLag")).containsEntry("count", 1L);
        assertThat(facts("leaseMargin")).containsEntry("count", 1L);
        assertThat(view.consoleText())
                .contains("pollers:\n")
                .contains("\n    pollers: 1\n")
                .contains("\n    received: 1\n");
    }

    @Test
    void whoWaitsAtTheQueueIsReceiving() {
        Thread caller = inBackground(() -> template.receive(smsReports("waitTime=30s")));
        awaitIdle("SmsReport");

        assertThat(poller()).containsEntry("receivers", 1);
        assertThat(meter("receivers").value()).isEqualTo(1);

        template.stop();
        awaitEnd(caller);
    }

    @Test
    void severalOnOneQueueAreAddedUpAlsoWhenOneHasEnded() {
        deliver(3);
        ConsumerTemplate other = camel.createConsumerTemplate();
        take(template);
        take(other);
        take(other);
        awaitDeleted("SmsReport", 3);
        assertThat(poller()).containsEntry("pollers", 2).containsEntry("received", 3L);

        other.stop();

        await().untilAsserted(() -> assertThat(poller()).containsEntry("pollers", 1));
        assertThat(poller()).containsEntry("received", 3L).containsEntry("deleted", 3L);
        assertThat(registry.get("alicom.mns.received").functionCounter().count()).isEqualTo(3);
        assertThat(registry.get("alicom.mns.receive.lag").timer().count()).isEqualTo(3);
        assertThat(facts("receiveLag")).containsEntry("count", 3L);
    }

    @Test
    void theirMetersHaveTheTagsOfAConsumerAndARoleOfTheirOwn() {
        deliver(1);
        take(template);

        assertThat(meters())
                .isNotEmpty()
                .allSatisfy(
                        meter -> {
                            assertThat(meter.getId().getTag("role")).isEqualTo("poller");
                            assertThat(meter.getId().getTag("routeId")).isEmpty();
                            assertThat(meter.getId().getTag("messageType")).isEqualTo("SmsReport");
                            assertThat(meter.getId().getTag("queue"))
                                    .isEqualTo(alicom.queueName("SmsReport"));
                        });
    }

    @Test
    void nothingIsLeftOfThemWhenTheyHaveStopped() {
        HealthCheckRegistry checks = consumersHealth();
        deliver(1);
        take(template);
        awaitDeleted("SmsReport", 1);
        assertThat(checks.stream().map(HealthCheck::getId)).contains(checkId());

        template.stop();

        await().untilAsserted(() -> assertThat(pollers()).isEmpty());
        assertThat(meters()).isEmpty();
        assertThat(checks.stream().map(HealthCheck::getId)).doesNotContain(checkId());
    }

    @Test
    void whatIsHeldWhenTheyStopIsShownUntilItIsSettled() {
        deliver(1);
        Exchange taken = template.receive(smsReports(), LONG_ENOUGH);

        template.stop();

        assertThat(poller()).containsEntry("inFlight", 1);
        camel.createConsumerTemplate().doneUoW(taken);
        awaitDeleted("SmsReport", 1);
        await().untilAsserted(() -> assertThat(pollers()).isEmpty());
        assertThat(meters()).isEmpty();
    }

    @Test
    void aRegistryThatRefusesToRemoveMetersKeepsNoPollerFromEndingNorTheNextFromBeingSeen() {
        registry.config()
                .onMeterRemoved(
                        meter -> {
                            throw new IllegalStateException("on purpose");
                        });
        template.receiveNoWait(smsReports());

        template.stop();

        await().untilAsserted(() -> assertThat(pollers()).isEmpty());
        assertThat(registry.find("alicom.mns.receivers").meter()).isNull();
        camel.createConsumerTemplate().receiveNoWait(smsReports());
        assertThat(poller()).containsEntry("pollers", 1);
        assertThat(meter("receivers")).isNotNull();
    }

    @Test
    void whereCamelDropsSomeTheyStayInTheSumUntilTheLastIsGone() throws Exception {
        camel.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:poll")
                                .routeId("poll")
                                .pollEnrich()
                                .header("uri")
                                .timeout(LONG_ENOUGH)
                                .cacheSize(1);
                    }
                });
        deliver(5);

        for (int i = 0; i < 5; i++) {
            String uri = smsReports("maxInFlight=" + (100 + i));
            camel.createProducerTemplate().sendBodyAndHeader("direct:poll", "go", "uri", uri);
        }

        awaitDeleted("SmsReport", 5);
        await().untilAsserted(
                        () -> assertThat((int) poller().get("pollers")).isPositive().isLessThan(5));
        assertThat(poller()).containsEntry("received", 5L);
        camel.getRouteController().stopRoute("poll");
        camel.removeRoute("poll");
        await().untilAsserted(() -> assertThat(pollers()).isEmpty());
        assertThat(meters()).isEmpty();
    }

    @Test
    void healthTellsWhyNothingCanBeTakenAndWhatToDo() {
        consumersHealth();
        alicom.faults().add(Fault.error("QueueNotExist", 404).on(RequestKind.RECEIVE).always());
        String uri = smsReports();

        assertThatThrownBy(() -> template.receiveNoWait(uri)).isInstanceOf(Exception.class);

        HealthCheck.Result down = health();
        assertThat(down.getState()).isEqualTo(State.DOWN);
        assertThat(down.getMessage().orElseThrow())
                .contains("Receiving from queue " + alicom.queueName("SmsReport"))
                .contains("copy queueName from Alibaba Cloud's console");
        assertThat(down.getDetails().toString()).doesNotContain(alicom.accessKey());
        assertThat(facts("lastError")).containsEntry("code", "QueueNotExist");
        assertThat(meter("failures").value()).isEqualTo(1);
        // and when it is there
        alicom.faults().clear();
        assertThat(template.receiveNoWait(uri)).isNull();
        assertThat(health().getState()).isEqualTo(State.UP);
        assertThat(meter("failures").value()).isZero();
    }

    @Test
    void aShortOutageIsReportedAndTheCheckStaysUp() {
        consumersHealth();
        alicom.faults().add(Fault.status(503).on(RequestKind.RECEIVE).always());

        assertThatThrownBy(() -> template.receiveNoWait(smsReports()))
                .isInstanceOf(Exception.class);

        assertThat(health().getState()).isEqualTo(State.UP);
        assertThat(health().getMessage().orElseThrow()).contains("has failed for");
    }

    @Test
    void thereIsNoCheckWhereThoseOfConsumersAreOff() {
        HealthCheckRegistry checks = HealthCheckRegistry.get(camel);
        template.receiveNoWait(smsReports());
        assertThat(checks.stream().map(HealthCheck::getId)).doesNotContain(checkId());

        consumersHealth();
        assertThat(checks.stream().map(HealthCheck::getId)).contains(checkId());
        checks.getRepository("consumers").orElseThrow().setEnabled(false);
        assertThat(checks.stream().map(HealthCheck::getId)).doesNotContain(checkId());
    }

    @Test
    void theCheckCanBeSwitchedOffForTheComponent() {
        consumersHealth();
        camel.getComponent("alicom-mns", AlicomMnsComponent.class)
                .setHealthCheckConsumerEnabled(false);
        alicom.faults().add(Fault.error("QueueNotExist", 404).on(RequestKind.RECEIVE).always());

        assertThatThrownBy(() -> template.receiveNoWait(smsReports()))
                .isInstanceOf(Exception.class);

        assertThat(health().getState()).isEqualTo(State.UNKNOWN);
    }

    private void take(ConsumerTemplate from) {
        from.receiveBody(smsReports(), LONG_ENOUGH);
    }

    private HealthCheckRegistry consumersHealth() {
        HealthCheckRegistry checks = HealthCheckRegistry.get(camel);
        checks.setExposureLevel("full");
        checks.register(checks.resolveById("consumers"));
        return checks;
    }

    private static String checkId() {
        return "polling:SmsReport:" + alicom.queueName("SmsReport");
    }

    private HealthCheck.Result health() {
        Collection<HealthCheck.Result> results = HealthCheckHelper.invokeReadiness(camel);
        return results.stream()
                .filter(result -> checkId().equals(result.getCheck().getId()))
                .findFirst()
                .orElseThrow();
    }

    private List<JsonObject> pollers() {
        return view.console("pollers");
    }

    private JsonObject poller() {
        assertThat(pollers()).hasSize(1);
        return pollers().get(0);
    }

    private Map<String, Object> facts(String name) {
        return poller().getMap(name);
    }

    private List<Meter> meters() {
        return registry.getMeters().stream()
                .filter(meter -> meter.getId().getName().startsWith("alicom.mns."))
                .toList();
    }

    private Gauge meter(String name) {
        return registry.get("alicom.mns." + name).gauge();
    }
}
