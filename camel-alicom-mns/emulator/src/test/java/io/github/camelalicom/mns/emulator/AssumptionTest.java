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
package io.github.camelalicom.mns.emulator;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;

import io.github.camelalicom.mns.emulator.provenance.Provenance;
import io.github.camelalicom.mns.emulator.provenance.Provenance.Basis;
import io.github.camelalicom.mns.emulator.services.Assumptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The table of assumptions, and every way to choose from it. */
class AssumptionTest {

    // tag::assuming[]
    @RegisterExtension
    static AlicomEmulatorExtension alicom =
            AlicomEmulatorExtension.create()
                    .assuming(Assumption.LONG_POLLS_CAPPED, Assumption.EMPTY_QUEUE_204);

    // end::assuming[]

    @Test
    void eachTopicHasADefaultAndAlternatives() {
        for (AssumptionTopic topic : AssumptionTopic.values()) {
            List<Assumption> all = Assumption.of(topic);
            assertThat(all).hasSizeGreaterThan(1);
            assertThat(all).extracting(Assumption::value).doesNotHaveDuplicates();
            assertThat(all).filteredOn(Assumption::isDefault).containsExactly(all.get(0));
            String name = topic.name() + "_";
            assertThat(all).allMatch(one -> one.name().startsWith(name));
            assertThat(topic.topicName())
                    .isEqualTo(topic.name().toLowerCase(Locale.ROOT).replace('_', '-'));
            assertThat(all).allMatch(one -> one.name().equals(constant(one)));
        }
    }

    private static String constant(Assumption one) {
        return (one.topic() + "_" + one.value())
                .toUpperCase(Locale.ROOT)
                .replace('-', '_')
                .replace("DIGEST_OF_OF", "DIGEST_OF");
    }

    /**
     * The mark of each assumed behaviour names the topic with its alternatives, or states why they
     * do not matter.
     */
    @Test
    void eachAssumedBehaviourHasItsTopic() {
        List<String> topics =
                Stream.of(AssumptionTopic.values()).map(AssumptionTopic::topicName).toList();
        List<String> sources = assumedSources();
        assertThat(sources).hasSizeGreaterThan(8);
        assertThat(sources)
                .allMatch(
                        source ->
                                source.contains("no difference to a client")
                                        || topics.stream().anyMatch(source::contains));
        assertThat(allSources())
                .filteredOn(source -> source.contains("assumption"))
                .allMatch(source -> topics.stream().anyMatch(source::contains));
    }

    private static List<String> assumedSources() {
        return marks().filter(mark -> mark.value() == Basis.ASSUMED)
                .map(Provenance::source)
                .toList();
    }

    private static List<String> allSources() {
        return marks().map(Provenance::source).toList();
    }

    private static JavaClasses classes(String root) {
        return new ClassFileImporter()
                .withImportOption(new DoNotIncludeTests())
                .importPackages(root);
    }

    private static Stream<Provenance> marks() {
        List<Provenance> marks = new ArrayList<>();
        String root = Assumption.class.getPackageName();
        for (JavaClass type : classes(root)) {
            type.tryGetAnnotationOfType(Provenance.class).ifPresent(marks::add);
            type.getMembers()
                    .forEach(
                            member ->
                                    member.tryGetAnnotationOfType(Provenance.class)
                                            .ifPresent(marks::add));
        }
        return marks.stream();
    }

    @Test
    void holdsWhatATestWasStartedWithAndTheDefaultsOtherwise() {
        assertThat(alicom.assumptions())
                .hasSameSizeAs(AssumptionTopic.values())
                .contains(Assumption.LONG_POLLS_CAPPED, Assumption.EMPTY_QUEUE_204)
                .filteredOn(Assumption::isDefault)
                .hasSize(AssumptionTopic.values().length - 2);
    }

    @Test
    void takesTheLaterOneOfATopic() {
        List<Assumption> given = List.of(Assumption.DIGEST_OF_TEXT, Assumption.DIGEST_MISSING);
        assertThat(new Assumptions(given).all()).contains(Assumption.DIGEST_MISSING);
    }

    @Test
    void changesAtRunTimeAndGoesBackWithAReset() {
        List<Assumption> before = alicom.assumptions();
        alicom.assume(Assumption.LONG_POLLS_HELD, Assumption.UNKNOWN_QUEUE_403);
        assertThat(alicom.assumptions())
                .contains(Assumption.LONG_POLLS_HELD, Assumption.UNKNOWN_QUEUE_403)
                .hasSameSizeAs(before);
        alicom.emulator().reset();
        assertThat(alicom.assumptions()).isEqualTo(before);
    }

    @Test
    void isChosenBeforeTheEmulatorRuns() {
        alicom.port();
        assertThatThrownBy(() -> alicom.assuming(Assumption.BODY_PLAIN))
                .hasMessageContaining("call assume(...) instead");
    }

    @Test
    void isListedOverHttpWithQuestionAndSource() throws Exception {
        JsonNode list = json(call("GET", "")).path("assumptions");
        assertThat(list).hasSameSizeAs(AssumptionTopic.values());
        for (int i = 0; i < list.size(); i++) {
            JsonNode shown = list.get(i);
            Assumption current = alicom.assumptions().get(i);
            assertThat(shown.path("topic").asText()).isEqualTo(current.topic());
            assertThat(shown.path("value").asText()).isEqualTo(current.value());
            assertThat(shown.path("source").asText()).isEqualTo(current.source());
            assertThat(shown.path("question").asText()).endsWith("?");
            List<Assumption> alternatives = current.alternatives();
            assertThat(shown.path("default").asText()).isEqualTo(alternatives.get(0).value());
            assertThat(shown.path("alternatives"))
                    .extracting(
                            one -> one.path("value").asText() + one.path("description").asText())
                    .isEqualTo(
                            alternatives.stream()
                                    .map(one -> one.value() + one.description())
                                    .toList());
        }
    }

    @Test
    void isChangedOverHttp() throws Exception {
        HttpResponse<String> answer =
                call("POST", "{\"body\": \"plain\", \"departed-clients\": \"unnoticed\"}");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).path("assumptions").get(0).path("value").asText())
                .isEqualTo("unnoticed");
        assertThat(alicom.assumptions())
                .contains(Assumption.BODY_PLAIN, Assumption.DEPARTED_CLIENTS_UNNOTICED);
        assertThat(call("DELETE", "").statusCode()).isEqualTo(204);
        assertThat(alicom.assumptions())
                .contains(Assumption.BODY_BASE64, Assumption.LONG_POLLS_CAPPED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"x\": \"y\"} | \"x\" is not an assumption; allowed are departed-clients, refused",
                "{\"body\": \"y\"} | \"body=y\" is not an assumption; allowed are base64, plain",
                "{\"body\": \"plain\", \"digest\": \"y\"} | \"digest=y\" is not an assumption",
                "{} | body: an object of topics and values",
                "1 | body: an object of topics and values",
            })
    void saysOverHttpWhatThereIs(String body, String words) throws Exception {
        HttpResponse<String> answer = call("POST", body);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).path("error").asText()).contains(words);
        assertThat(alicom.assumptions()).contains(Assumption.BODY_BASE64);
    }

    /** The table of the guide equals the table in the code. */
    @Test
    void isInTheGuideAsItIs() throws Exception {
        String guide = Files.readString(Path.of("../../docs/emulator.adoc"));
        for (AssumptionTopic topic : AssumptionTopic.values()) {
            assertThat(guide).contains(row(topic));
        }
        assertThat(guide.lines().filter(line -> line.matches("\\| `[^`]+` \\(default\\): .*")))
                .hasSize(AssumptionTopic.values().length);
    }

    private static String row(AssumptionTopic topic) {
        StringBuilder row = new StringBuilder();
        row.append("| `").append(topic.topicName()).append("`: ").append(topic.question());
        row.append('\n');
        List<Assumption> all = Assumption.of(topic);
        for (Assumption one : all) {
            row.append(one == all.get(0) ? "| " : "").append('`').append(one.value()).append('`');
            row.append(one.isDefault() ? " (default)" : "").append(": ");
            row.append(one.description()).append(one == all.get(all.size() - 1) ? "\n" : " +\n");
        }
        return row.append("| ").append(topic.source()).append('\n').toString();
    }

    private static HttpResponse<String> call(String method, String body) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(alicom.endpoint() + "/_emulator/assumptions"))
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        return new ObjectMapper().readTree(answer.body());
    }
}
