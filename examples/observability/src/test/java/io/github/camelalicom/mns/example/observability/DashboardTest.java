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
package io.github.camelalicom.mns.example.observability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.apache.camel.main.Main;
import org.apache.camel.util.json.DeserializationException;
import org.apache.camel.util.json.JsonObject;
import org.apache.camel.util.json.Jsoner;
import org.assertj.core.api.ThrowingConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import io.github.camelalicom.mns.emulator.AlicomEmulator;
import io.github.camelalicom.mns.emulator.Fault;
import io.github.camelalicom.mns.emulator.RequestKind;
import io.github.camelalicom.mns.example.observability.Prometheus.Sample;

import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * What the dashboard asks is answered by a real Prometheus, with figures, while receipts flow and
 * now and then a request fails. Skipped where there is no Prometheus.
 */
class DashboardTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Path DASHBOARD = Path.of("../../docs/dashboards/alicom-mns.json");
    private static final AlicomEmulator EMULATOR = AlicomEmulator.start();
    private static final ScheduledExecutorService TRICKLE =
            Executors.newSingleThreadScheduledExecutor();

    @TempDir static Path folder;

    private static Main main;
    private static Prometheus prometheus;

    @BeforeAll
    static void start() throws Exception {
        int port = Prometheus.freePort();
        prometheus = Prometheus.startIfThere(folder, port).orElse(null);
        assumeTrue(prometheus != null, "no prometheus on the PATH");
        main = ObservedApplication.application(EMULATOR);
        main.addOverrideProperty("management.port", String.valueOf(port));
        main.start();
        TRICKLE.scheduleAtFixedRate(DashboardTest::deliver, 0, 200, TimeUnit.MILLISECONDS);
    }

    @AfterAll
    static void stop() throws InterruptedException {
        TRICKLE.shutdownNow();
        // first: a connection that comes while the application stops is a warning in its log
        if (prometheus != null) {
            prometheus.close();
        }
        if (main != null) {
            main.stop();
        }
        EMULATOR.close();
    }

    private static void deliver() {
        EMULATOR.deliver(smsReport().delivered(), smsReport().failed("MK:0001"));
    }

    @TestFactory
    Stream<DynamicTest> everyExpressionGivesFigures() throws Exception {
        return panels().stream()
                .flatMap(panel -> targets(panel).stream().map(target -> figures(panel, target)));
    }

    private static DynamicTest figures(JsonObject panel, JsonObject target) {
        String legend = target.getString("legendFormat");
        return DynamicTest.dynamicTest(
                panel.getString("title") + ": " + legend,
                () ->
                        await().atMost(PATIENCE)
                                .untilAsserted(
                                        () ->
                                                assertThat(ask(target))
                                                        .isNotEmpty()
                                                        .allSatisfy(isFinite())
                                                        .allSatisfy(hasLabelsOf(legend))));
    }

    private static ThrowingConsumer<Sample> isFinite() {
        return sample -> assertThat(sample.value()).isFinite().isNotNegative();
    }

    /** Without one, the legend would show a gap. */
    private static ThrowingConsumer<Sample> hasLabelsOf(String legend) {
        return sample ->
                assertThat(sample.labels())
                        .containsKeys(
                                Pattern.compile("\\{\\{(\\w+)}}")
                                        .matcher(legend)
                                        .results()
                                        .map((MatchResult match) -> match.group(1))
                                        .toArray(String[]::new));
    }

    @Test
    void whatFlowsIsSeen() throws Exception {
        for (String title : List.of("Messages", "Requests", "Receive lag", "Lease margin")) {
            awaitSum(title, 0, 0.0001);
        }
        awaitSum("Receiving", 0, 1);
        awaitSum("Token left", 0, 60);
    }

    @Test
    void whatFailsIsSeen() throws Exception {
        EMULATOR.faults().add(Fault.status(503).on(RequestKind.BATCH_DELETE).always());
        awaitSum("Redelivery causes", 2, 0.0001);
        EMULATOR.faults().clear();
        awaitNoFailure();

        EMULATOR.faults().add(Fault.error("AccessDenied", 403).on(RequestKind.RECEIVE).always());
        awaitSum("Failures", 0, 1);
        JsonObject failed = targets(panel("Failed requests")).get(0);
        await().atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(ask(failed))
                                        .filteredOn(sample -> sample.value() > 0)
                                        .extracting(sample -> sample.labels().get("kind"))
                                        .contains("receive"));
        EMULATOR.faults().clear();
        awaitNoFailure();
    }

    private static void awaitNoFailure() throws Exception {
        JsonObject failures = targets(panel("Failures")).get(0);
        await().atMost(PATIENCE).until(() -> sum(failures) == 0);
    }

    @Test
    void everyVariableHasValues() throws Exception {
        Matcher queries =
                Pattern.compile("label_values\\((\\w+), (\\w+)\\)")
                        .matcher(Files.readString(DASHBOARD));
        while (queries.find()) {
            String metric = queries.group(1);
            String label = queries.group(2);
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () ->
                                    assertThat(prometheus.labelValues(metric, label))
                                            .containsExactly(
                                                    "queue".equals(label)
                                                            ? EMULATOR.queueName("SmsReport")
                                                            : "SmsReport"));
        }
    }

    private static void awaitSum(String title, int target, double least) throws Exception {
        JsonObject asked = targets(panel(title)).get(target);
        await(title).atMost(PATIENCE).until(() -> sum(asked) >= least);
    }

    private static double sum(JsonObject target) throws IOException, InterruptedException {
        return ask(target).stream().mapToDouble(Sample::value).sum();
    }

    /** With what Grafana would put in for its variables. */
    private static List<Sample> ask(JsonObject target) throws IOException, InterruptedException {
        return prometheus.query(
                target.getString("expr")
                        .replace("$__rate_interval", "15s")
                        .replace("$__range", "1m")
                        .replace("$queue", ".*")
                        .replace("$messageType", "SmsReport|SmsUp"));
    }

    private static JsonObject panel(String title) throws IOException {
        return panels().stream()
                .filter(panel -> title.equals(panel.getString("title")))
                .findFirst()
                .orElseThrow();
    }

    private static List<JsonObject> panels() throws IOException {
        try {
            JsonObject dashboard = (JsonObject) Jsoner.deserialize(Files.readString(DASHBOARD));
            return objects(dashboard.getCollection("panels"));
        } catch (DeserializationException e) {
            throw new IOException(e);
        }
    }

    private static List<JsonObject> targets(JsonObject panel) {
        return objects(panel.getCollection("targets"));
    }

    private static List<JsonObject> objects(Collection<?> array) {
        return array.stream().map(JsonObject.class::cast).toList();
    }
}
