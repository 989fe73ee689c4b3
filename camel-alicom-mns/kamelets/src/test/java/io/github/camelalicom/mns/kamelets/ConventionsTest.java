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
package io.github.camelalicom.mns.kamelets;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;

import static org.assertj.core.api.Assertions.assertThat;

/** The kamelets keep to the conventions of Camel's catalog, and to what the component knows. */
class ConventionsTest {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Path FOLDER = Path.of("src/main/resources/kamelets");
    private static final Path PAGE = Path.of("../../docs/kamelets.adoc");
    private static final String SUFFIX = ".kamelet.yaml";
    private static final String PREFIX = "camel.apache.org/";
    private static final String VERSION = System.getProperty("project.version");
    private static final JsonNode CATALOG = catalog();
    private static final Pattern REGION = Pattern.compile("(cn|ap)-[a-z]+(-\\d)?");

    /** What the documents promise: none is missing, and none unknown to them. */
    @Test
    void everyKameletIsListed() throws IOException {
        String page = Files.readString(PAGE);
        List<String> names = kamelets().map(ConventionsTest::name).toList();

        assertThat(names)
                .containsExactlyInAnyOrder(
                        "alicom-mns-sms-report-source",
                        "alicom-mns-sms-up-source",
                        "alicom-mns-voice-report-source",
                        "alicom-mns-source",
                        "alicom-mns-send-details-action",
                        "alicom-mns-call-detail-action",
                        "alicom-mns-globe-message-action")
                .allSatisfy(name -> assertThat(page).contains("| `" + name + "`"));
    }

    /** Except for the message type and the example of a queue name. */
    @Test
    void everySourceOffersTheSame() throws IOException {
        assertThat(kamelets().filter(kamelet -> name(kamelet).endsWith("-source")))
                .extracting(kamelet -> parametersOf(kamelet, "messageType", "queueName"))
                .hasSize(4)
                .containsOnly(
                        parametersOf(
                                read(FOLDER.resolve("alicom-mns-source" + SUFFIX)),
                                "messageType",
                                "queueName"));
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    void everyParameterIsInTheDocument(JsonNode kamelet) throws IOException {
        String page = Files.readString(PAGE);

        assertThat(properties(kamelet).keySet())
                .allSatisfy(name -> assertThat(page).contains("| `" + name + "`"));
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    void namesItselfAndItsType(JsonNode kamelet) {
        JsonNode metadata = kamelet.get("metadata");
        JsonNode annotations = metadata.get("annotations");
        String type = metadata.get("labels").get(PREFIX + "kamelet.type").asText();

        assertThat(kamelet.get("apiVersion").asText()).isEqualTo("camel.apache.org/v1");
        assertThat(kamelet.get("kind").asText()).isEqualTo("Kamelet");
        assertThat(FOLDER.resolve(name(kamelet) + SUFFIX)).exists();
        assertThat(type).isIn("source", "action");
        assertThat(name(kamelet)).endsWith("-" + type);
        assertThat(annotations.get(PREFIX + "kamelet.support.level").asText()).isEqualTo("Preview");
        assertThat(annotations.get(PREFIX + "catalog.version").asText()).isEqualTo(VERSION);
        assertThat(annotations.get(PREFIX + "kamelet.icon").asText())
                .startsWith("data:image/svg+xml;base64,");
        assertThat(Stream.of("provider", "kamelet.group", "kamelet.namespace"))
                .allSatisfy(key -> assertThat(annotations.get(PREFIX + key).asText()).isNotBlank());
        assertThat(definition(kamelet).get("title").asText())
                .endsWith(type.equals("source") ? " Source" : " Action");
        assertThat(definition(kamelet).get("description").asText()).isNotBlank();
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    void everyPropertyIsDescribedAndAnOptionOfTheComponent(JsonNode kamelet) {
        assertThat(properties(kamelet))
                .isNotEmpty()
                .allSatisfy(
                        (name, property) -> {
                            JsonNode option = CATALOG.get("properties").get(name);
                            assertThat(option).as("option %s", name).isNotNull();
                            assertThat(property.get("title").asText()).isNotBlank();
                            assertThat(property.get("description").asText()).endsWith(".");
                            assertThat(property.get("type").asText())
                                    .isEqualTo(jsonType(option.get("type").asText()));
                        });
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    void aPropertyWithFewValuesListsThem(JsonNode kamelet) {
        assertThat(properties(kamelet))
                .containsKey("network")
                .allSatisfy(
                        (name, property) ->
                                assertThat(property.path("enum"))
                                        .isEqualTo(
                                                CATALOG.get("properties").get(name).path("enum")));
    }

    /** What Camel masks is a password in a form, and nothing else is. */
    @ParameterizedTest
    @MethodSource("kamelets")
    void secretsArePasswords(JsonNode kamelet) {
        assertThat(properties(kamelet))
                .containsKeys("accessKey", "secretKey", "sessionToken")
                .allSatisfy(
                        (name, property) ->
                                assertThat(property.path("format").asText().equals("password"))
                                        .isEqualTo(
                                                CATALOG.get("properties")
                                                        .get(name)
                                                        .get("secret")
                                                        .asBoolean()));
    }

    /** Those with default endpoints for what the kamelet does. */
    @ParameterizedTest
    @MethodSource("kamelets")
    void everyRegionThatNeedsNoEndpointIsDescribed(JsonNode kamelet) {
        List<String> known = regionsIn(CATALOG.get("properties"));
        String international = "ap-southeast-1";
        List<String> expected =
                switch (name(kamelet)) {
                    case "alicom-mns-globe-message-action" -> List.of(international);
                    case "alicom-mns-send-details-action", "alicom-mns-call-detail-action" ->
                            known.stream().filter(region -> !region.equals(international)).toList();
                    default -> known;
                };

        assertThat(known).hasSize(5);
        assertThat(regionsIn(definition(kamelet).get("properties")))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    /** Required ones must be given; the others leave the component's option alone. */
    @ParameterizedTest
    @MethodSource("kamelets")
    void everyPropertyIsHandedOnAndOnlyThose(JsonNode kamelet) throws IOException {
        String template = YAML.writeValueAsString(kamelet.get("spec").get("template"));
        List<String> required =
                kamelet.get("spec")
                        .get("definition")
                        .path("required")
                        .valueStream()
                        .map(JsonNode::asText)
                        .toList();

        assertThat(template.split("\\{\\{", -1)).hasSize(properties(kamelet).size() + 1);
        assertThat(properties(kamelet).keySet())
                .containsAll(required)
                .allSatisfy(
                        name ->
                                assertThat(template)
                                        .contains(
                                                required.contains(name)
                                                        ? "{{" + name + "}}"
                                                        : name + ": \"{{?" + name + "}}\""));
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    void everyDataTypeIsDescribedAndEveryHeaderOneOfTheComponent(JsonNode kamelet) {
        JsonNode dataTypes = kamelet.get("spec").get("dataTypes");

        assertThat(dataTypes.has("out")).isTrue();
        dataTypes.forEach(
                side -> {
                    JsonNode type = side.get("types").get(side.get("default").asText());
                    assertThat(type.get("format").asText()).isNotBlank();
                    assertThat(type.get("mediaType").asText()).isNotBlank();
                    assertThat(type.get("description").asText()).endsWith(".");
                    side.get("headers").properties().forEach(ConventionsTest::checkHeader);
                });
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    void bringsTheComponentOfThisVersion(JsonNode kamelet) {
        assertThat(kamelet.get("spec").get("dependencies").valueStream().map(JsonNode::asText))
                .contains("camel:kamelet", "mvn:io.github.camelalicom:camel-alicom-mns:" + VERSION);
    }

    private static void checkHeader(Map.Entry<String, JsonNode> header) {
        assertThat(CATALOG.get("headers").has(header.getKey())).as(header.getKey()).isTrue();
        assertThat(header.getValue().get("title").asText()).isNotBlank();
        assertThat(header.getValue().get("description").asText()).endsWith(".");
        assertThat(header.getValue().get("type").asText()).isIn("string", "integer", "object");
    }

    static Stream<JsonNode> kamelets() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().map(ConventionsTest::read).toList().stream();
        }
    }

    private static JsonNode read(Path file) {
        try {
            return YAML.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode catalog() {
        String file = "/META-INF/io/github/camelalicom/mns/alicom-mns.json";
        try (InputStream json = ConventionsTest.class.getResourceAsStream(file)) {
            return new ObjectMapper().readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(JsonNode kamelet) {
        return kamelet.get("metadata").get("name").asText();
    }

    private static JsonNode definition(JsonNode kamelet) {
        return kamelet.get("spec").get("definition");
    }

    private static List<String> regionsIn(JsonNode options) {
        return REGION.matcher(options.get("regionId").get("description").asText())
                .results()
                .map(MatchResult::group)
                .distinct()
                .toList();
    }

    private static Map<String, JsonNode> parametersOf(JsonNode kamelet, String... except) {
        Map<String, JsonNode> parameters = new HashMap<>(properties(kamelet));
        parameters.keySet().removeAll(List.of(except));
        return parameters;
    }

    private static Map<String, JsonNode> properties(JsonNode kamelet) {
        return Map.copyOf(
                YAML.convertValue(
                        definition(kamelet).get("properties"),
                        new TypeReference<Map<String, JsonNode>>() {}));
    }

    /** A duration is a text in a form, and so is one of several names. */
    private static String jsonType(String option) {
        return Set.of("duration", "enum").contains(option) ? "string" : option;
    }
}
