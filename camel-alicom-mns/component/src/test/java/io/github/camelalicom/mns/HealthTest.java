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

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.apache.camel.Consumer;
import org.apache.camel.ServiceStatus;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheck.State;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckRegistry;
import org.junit.jupiter.api.Test;

import io.github.camelalicom.mns.emulator.Fault;
import io.github.camelalicom.mns.emulator.RequestKind;

import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What Camel's own readiness checks say of the consumer, asked as a probe asks. */
class HealthTest extends AlicomMnsTestSupport {

    @Test
    void isUpWhileReceiptsFlow() {
        startRoute();
        alicom.deliver(smsReport());
        awaitDeleted("SmsReport", 1);

        assertThat(health().getState()).isEqualTo(State.UP);
        assertThat(health().getMessage()).isEmpty();
    }

    @Test
    void aQueueThatDoesNotExistIsDownWithTheRemedy() {
        alicom.faults().add(Fault.error("QueueNotExist", 404).on(RequestKind.RECEIVE).always());
        startRoute();

        await().untilAsserted(() -> assertThat(health().getState()).isEqualTo(State.DOWN));

        assertThat(health().getMessage().orElseThrow())
                .startsWith("Receiving from queue " + alicom.queueName("SmsReport"))
                .contains("does not exist", "copy queueName from Alibaba Cloud's console")
                .containsPattern(" \\(RequestId [0-9A-F]{24}\\)");
        assertThat((String) health().getDetails().get("alicom.request.id")).matches("[0-9A-F]{24}");
    }

    @Test
    void aWrongKeyIsDownWithTheRemedyAndWithoutTheKey() {
        startRoute("secretKey=RAW(wrong-secret)");

        await().untilAsserted(() -> assertThat(health().getState()).isEqualTo(State.DOWN));

        assertThat(health().getMessage().orElseThrow())
                .contains("check accessKey and secretKey")
                .doesNotContain("wrong-secret", alicom.accessKey());
        assertThat(health().getDetails().toString())
                .contains("alicom-mns://SmsReport")
                .doesNotContain("wrong-secret", alicom.accessKey());
    }

    @Test
    void aShortOutageIsReportedAndTheCheckStaysUp() {
        alicom.faults().add(Fault.status(503).on(RequestKind.RECEIVE).always());
        startRoute();

        await().until(() -> health().getMessage().isPresent());

        assertThat(health().getState()).isEqualTo(State.UP);
        assertThat(health().getMessage().orElseThrow()).contains("has failed for");
    }

    @Test
    void isUpAgainWhenTheCauseIsGone() {
        alicom.faults().add(Fault.error("AccessDenied", 403).on(RequestKind.RECEIVE).always());
        startRoute();
        await().untilAsserted(() -> assertThat(health().getState()).isEqualTo(State.DOWN));

        alicom.faults().clear();

        await().untilAsserted(() -> assertThat(health().getState()).isEqualTo(State.UP));
        assertThat(health().getMessage()).isEmpty();
    }

    @Test
    void isUpAgainOnAnEmptyQueueLongBeforeALongPollIsOver() {
        alicom.faults().add(Fault.error("AccessDenied", 403).on(RequestKind.RECEIVE).always());
        startRoute("waitTime=30s");
        await().untilAsserted(() -> assertThat(health().getState()).isEqualTo(State.DOWN));

        alicom.faults().clear();

        await().atMost(25, TimeUnit.SECONDS)
                .untilAsserted(() -> assertThat(health().getState()).isEqualTo(State.UP));
    }

    /** Nothing is received that could show a recovery. Camel's own check says Suspended. */
    @Test
    void aSuspendedRouteHasNoFailureWhateverFailedBefore() throws Exception {
        alicom.faults().add(Fault.error("AccessDenied", 403).on(RequestKind.RECEIVE).always());
        startRoute();
        await().until(() -> health().getMessage().isPresent());

        camel.getRouteController().suspendRoute("health");
        assertThat(health().getMessage()).isEmpty();

        camel.getRouteController().resumeRoute("health");
        await().until(() -> health().getMessage().isPresent());
    }

    @Test
    void aStoppedRouteIsDown() throws Exception {
        startRoute();
        awaitIdle("SmsReport");

        camel.getRouteController().stopRoute("health");

        assertThat(camel.getRouteController().getRouteStatus("health"))
                .isEqualTo(ServiceStatus.Stopped);
        assertThat(health().getState()).isEqualTo(State.DOWN);
    }

    @Test
    void canBeSwitchedOffForTheComponent() {
        camel.getComponent("alicom-mns", AlicomMnsComponent.class)
                .setHealthCheckConsumerEnabled(false);
        alicom.faults().add(Fault.error("QueueNotExist", 404).on(RequestKind.RECEIVE).always());
        startRoute();
        await().until(() -> !errors.reports.isEmpty());

        assertThat(health().getState()).isEqualTo(State.UNKNOWN);
    }

    @Test
    void saysNothingAboutLiveness() {
        alicom.faults().add(Fault.error("QueueNotExist", 404).on(RequestKind.RECEIVE).always());
        startRoute();
        await().untilAsserted(() -> assertThat(health().getState()).isEqualTo(State.DOWN));

        assertThat(camel.getRoute("health").getConsumer())
                .isInstanceOfSatisfying(
                        AlicomMnsConsumer.class,
                        consumer -> assertThat(consumer.getHealthCheck().isLiveness()).isFalse());
    }

    @Test
    void aConsumerWithoutARouteIsDownWithTheRemedyAndHasNoCheckOnceItIsStopped() throws Exception {
        // given
        registerConsumersChecks();
        alicom.faults().add(Fault.error("QueueNotExist", 404).on(RequestKind.RECEIVE).always());
        String id = "consumer:SmsReport:" + alicom.queueName("SmsReport");
        start(
                new RouteBuilder() {
                    @Override
                    public void configure() {}
                });
        // when: as Camel does it for @Consume
        Consumer consumer =
                camel.getEndpoint(smsReports("errorBackoff=10ms&maxErrorBackoff=50ms"))
                        .createConsumer(exchange -> {});
        camel.addService(consumer);
        // then
        await().untilAsserted(
                        () -> assertThat(results(id).get(0).getState()).isEqualTo(State.DOWN));
        assertThat(results(id))
                .singleElement()
                .satisfies(
                        result ->
                                assertThat(result.getMessage().orElseThrow())
                                        .contains("does not exist", "copy queueName"));
        // when
        camel.removeService(consumer);
        consumer.stop();
        // then
        assertThat(results(id)).isEmpty();
    }

    private void startRoute(String... more) {
        registerConsumersChecks();
        List<String> options = new ArrayList<>(List.of("errorBackoff=10ms&maxErrorBackoff=50ms"));
        options.addAll(List.of(more));
        start(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(smsReports(options.toArray(String[]::new)))
                                .routeId("health")
                                .to("mock:done");
                    }
                });
    }

    private void registerConsumersChecks() {
        HealthCheckRegistry registry = HealthCheckRegistry.get(camel);
        registry.register(registry.resolveById("consumers"));
    }

    private HealthCheck.Result health() {
        return results("consumer:health").get(0);
    }

    private List<HealthCheck.Result> results(String id) {
        return HealthCheckHelper.invokeReadiness(camel).stream()
                .filter(result -> id.equals(result.getCheck().getId()))
                .toList();
    }
}
