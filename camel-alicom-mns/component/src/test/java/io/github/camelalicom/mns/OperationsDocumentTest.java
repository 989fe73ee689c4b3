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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedOperation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.github.camelalicom.mns.emulator.Fault;
import io.github.camelalicom.mns.emulator.RequestKind;
import io.github.camelalicom.mns.monitor.ManagedAlicomMnsConsumerMBean;
import io.micrometer.core.instrument.Meter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The page for operators and the dashboard name what there is, and all that there is. */
class OperationsDocumentTest extends AlicomMnsTestSupport {

    private static final Path DOCS = Path.of("..", "..", "docs");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    @BeforeEach
    void receiveWithAnErrorSoThatThereIsOne() throws Exception {
        alicom.faults().add(Fault.error("InternalError", 500).on(RequestKind.RECEIVE));
        camel.getRegistry().bind("meters", registry);
        startPlain("errorBackoff=10ms");
        deliver(1);
        awaitDeleted("SmsReport", 1);
        camel.createConsumerTemplate().receiveNoWait(smsReports());
        camel.getEndpoint(smsReports()).createProducer().start();
    }

    @Test
    void theTableOfMetersIsComplete() throws IOException {
        Set<String> meters =
                registry.getMeters().stream()
                        .map(Meter::getId)
                        .map(Meter.Id::getName)
                        .filter(name -> name.startsWith("alicom.mns."))
                        .collect(Collectors.toCollection(TreeSet::new));

        assertThat(firstColumn("meters")).isEqualTo(meters);
    }

    @Test
    void theTableOfConsoleFieldsIsComplete() throws IOException {
        await().until(() -> consoleFields().contains("lastError"));

        assertThat(firstColumn("console")).isEqualTo(consoleFields());
    }

    @Test
    void theTableOfManagedAttributesAndOperationsIsComplete() throws IOException {
        Set<String> managed =
                Stream.of(ManagedAlicomMnsConsumerMBean.class.getMethods())
                        .filter(
                                method ->
                                        method.isAnnotationPresent(ManagedAttribute.class)
                                                || method.isAnnotationPresent(
                                                        ManagedOperation.class))
                        .map(method -> method.getName().replaceFirst("^[gs]et", ""))
                        .collect(Collectors.toCollection(TreeSet::new));

        assertThat(firstColumn("jmx")).isEqualTo(managed);
    }

    @Test
    void everyMetricOfTheDashboardExists() throws IOException {
        String scraped = registry.scrape();
        Set<String> exported = matches("(?m)^(alicom_mns_\\w+)\\{", scraped);
        Set<String> shown = matches("(alicom_mns_\\w+)", queries());

        assertThat(shown).hasSizeGreaterThan(15);
        assertThat(exported).containsAll(shown);
    }

    @Test
    void everyLabelOfTheDashboardExists() throws IOException {
        Set<String> labels = matches("[{,](\\w+)=\"", registry.scrape());

        assertThat(labels)
                .containsAll(matches("[{,](\\w+)=~", queries()))
                .containsAll(matches("[(,] ?(\\w+)(?=[^()]*\\) \\()", queries()))
                .containsAll(matches("label_values\\(\\w+, (\\w+)\\)", queries()));
    }

    private Set<String> consoleFields() {
        OperatorsView view = new OperatorsView(camel);
        return Stream.of("consumers", "pollers", "producers")
                .flatMap(part -> view.console(part).stream())
                .flatMap(facts -> facts.keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What Prometheus is asked, of all panels and variables. */
    private static String queries() throws IOException {
        JsonNode dashboard = JSON.readTree(DOCS.resolve("dashboards/alicom-mns.json").toFile());
        return Stream.of("expr", "query")
                .flatMap(name -> dashboard.findValuesAsText(name).stream())
                .collect(Collectors.joining("\n"));
    }

    /** The names that begin the rows of the table under this anchor. */
    private static Set<String> firstColumn(String anchor) throws IOException {
        String page = Files.readString(DOCS.resolve("monitoring.adoc"));
        String section = page.substring(page.indexOf("[#" + anchor + "]"));
        int begin = section.indexOf("|===");
        String table = section.substring(begin, section.indexOf("|===", begin + 4));
        Set<String> names = new TreeSet<>();
        for (String row : table.split("\\n\\n")) {
            row.lines()
                    .filter(line -> line.startsWith("| `"))
                    .findFirst()
                    .ifPresent(line -> names.addAll(matches("`([\\w.]+)`", line)));
        }
        return names;
    }

    private static Set<String> matches(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
