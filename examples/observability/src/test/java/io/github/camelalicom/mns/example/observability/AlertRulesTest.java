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
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.camelalicom.mns.emulator.AlicomEmulator;
import io.github.camelalicom.mns.emulator.Fault;
import io.github.camelalicom.mns.emulator.RequestKind;

import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * The alert rules as an operator loads them: checked and unit-tested by promtool, and evaluated by
 * a real Prometheus that reads a running application. Skipped where there is no Prometheus.
 */
class AlertRulesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Path GUIDE = Path.of("../../docs");
    private static final Path RULES = GUIDE.resolve("dashboards/alicom-mns-alerts.yml");
    private static final Path UNIT_TESTS = Path.of("src/test/resources/alicom-mns-alerts.test.yml");

    private static final Pattern ALERT = Pattern.compile("alert(?:name)?: (\\w+)");
    private static final Pattern SELECTOR = Pattern.compile("alicom_mns_\\w+(?:\\{[^}]*})?");
    private static final Pattern RUNBOOK = Pattern.compile("runbook: (\\w+)\\.html#(\\w+)");

    private static final AlicomEmulator EMULATOR = AlicomEmulator.start();

    @TempDir static Path folder;

    private static Main main;
    private static Prometheus prometheus;

    @BeforeAll
    static void start() throws Exception {
        int port = Prometheus.freePort();
        prometheus = Prometheus.startIfThere(folder, port, impatientRules()).orElse(null);
        assumeTrue(prometheus != null, "no prometheus on the PATH");
        main = ObservedApplication.application(EMULATOR);
        main.addOverrideProperty("management.port", String.valueOf(port));
        main.start();
    }

    @AfterAll
    static void stop() throws InterruptedException {
        // first: a connection that comes while the application stops is a warning in its log
        if (prometheus != null) {
            prometheus.close();
        }
        if (main != null) {
            main.stop();
        }
        EMULATOR.close();
    }

    @AfterEach
    void clearFaults() {
        EMULATOR.faults().clear();
    }

    /** The same rules, except that they look back for seconds and fire after one. */
    private static Path impatientRules() throws IOException {
        String rules =
                Files.readString(RULES)
                        .replaceAll("for: \\d+m", "for: 1s")
                        .replaceAll("\\[\\d+m]", "[20s]");
        return Files.writeString(folder.resolve("rules.yml"), rules);
    }

    @Test
    void promtoolAcceptsTheRules() throws Exception {
        promtool("check", "rules", RULES.toString());
    }

    @Test
    void promtoolPassesTheUnitTestsOfTheRules() throws Exception {
        promtool("test", "rules", UNIT_TESTS.toString());
    }

    @Test
    void everyAlertHasAUnitTest() throws Exception {
        List<String> tested = alerts(UNIT_TESTS);

        assertThat(alerts(RULES)).doesNotHaveDuplicates().hasSizeGreaterThan(10);
        assertThat(tested).containsAll(alerts(RULES));
    }

    @Test
    void everyAlertIsExplainedInTheGuide() throws Exception {
        List<MatchResult> runbooks = RUNBOOK.matcher(Files.readString(RULES)).results().toList();

        assertThat(runbooks).extracting(runbook -> runbook.group(2)).isEqualTo(alerts(RULES));
        for (MatchResult runbook : runbooks) {
            assertThat(GUIDE.resolve(runbook.group(1) + ".adoc"))
                    .content()
                    .contains("[[" + runbook.group(2) + "]]");
        }
    }

    @ParameterizedTest
    @MethodSource("selectors")
    void everySeriesThatARuleSelectsIsExported(String selector) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(prometheus.query(selector)).isNotEmpty());
    }

    static List<String> selectors() throws IOException {
        return SELECTOR.matcher(Files.readString(RULES).replaceAll("(?m)^ *#.*$", ""))
                .results()
                .map(MatchResult::group)
                .distinct()
                .toList();
    }

    @Test
    void anAlertFiresWhileReceivesAreRefused() {
        EMULATOR.faults().add(Fault.error("AccessDenied", 403).on(RequestKind.RECEIVE).always());

        awaitFiring("AlicomMnsFailing");
        awaitFiring("AlicomMnsRequestsFailing");

        EMULATOR.faults().clear();
        awaitSilence("AlicomMnsFailing");
        awaitSilence("AlicomMnsRequestsFailing");
    }

    @Test
    void anAlertFiresWhileDeletesFail() {
        EMULATOR.faults().add(Fault.status(503).on(RequestKind.BATCH_DELETE).always());
        EMULATOR.faults().add(Fault.status(503).on(RequestKind.DELETE).always());
        EMULATOR.deliver(smsReport().delivered(), smsReport().delivered());

        awaitFiring("AlicomMnsDeletesFailing");

        EMULATOR.faults().clear();
        awaitSilence("AlicomMnsDeletesFailing");
    }

    private static void awaitFiring(String alert) {
        await(alert).atMost(PATIENCE).until(() -> isFiring(alert));
    }

    private static void awaitSilence(String alert) {
        await(alert).atMost(PATIENCE).until(() -> !isFiring(alert));
    }

    private static boolean isFiring(String alert) throws IOException, InterruptedException {
        String series = "ALERTS{alertname=\"%s\",alertstate=\"firing\"}";
        return !prometheus.query(series.formatted(alert)).isEmpty();
    }

    private static List<String> alerts(Path file) throws IOException {
        return ALERT.matcher(Files.readString(file))
                .results()
                .map(alert -> alert.group(1))
                .distinct()
                .toList();
    }

    private static void promtool(String... arguments) throws Exception {
        Optional<Path> program = Prometheus.find("promtool");
        assumeTrue(program.isPresent(), "no promtool on the PATH");
        Process process =
                new ProcessBuilder(command(program.get(), arguments))
                        .redirectErrorStream(true)
                        .start();
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(output).isZero();
    }

    private static List<String> command(Path program, String... arguments) {
        return Stream.concat(Stream.of(program.toString()), Stream.of(arguments)).toList();
    }
}
