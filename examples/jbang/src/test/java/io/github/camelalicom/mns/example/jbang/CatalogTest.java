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

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.stream.Stream;

import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.catalog.DefaultCamelCatalog;
import org.apache.camel.catalog.EndpointValidationResult;
import org.apache.camel.catalog.suggest.CatalogSuggestionStrategy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

import static org.assertj.core.api.Assertions.assertThat;

/** Camel's catalog, told of the component by the description in its jar, as an editor is. */
class CatalogTest {

    private final CamelCatalog catalog = new DefaultCamelCatalog();

    @BeforeEach
    void tellTheCatalog() throws Exception {
        String version = System.getProperty("example.version");
        Path jar =
                ExampleTestSupport.repository()
                        .resolve("io/github/camelalicom/camel-alicom-mns")
                        .resolve(version + "/camel-alicom-mns-" + version + ".jar");
        try (JarFile file = new JarFile(jar.toFile());
                InputStream json =
                        file.getInputStream(
                                file.getEntry(
                                        "META-INF/io/github/camelalicom/mns/alicom-mns.json"))) {
            catalog.addComponent(
                    "alicom-mns",
                    "io.github.camelalicom.mns.AlicomMnsComponent",
                    new String(json.readAllBytes(), StandardCharsets.UTF_8));
        }
        catalog.setSuggestionStrategy(new CatalogSuggestionStrategy());
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void knowsEveryOptionOfTheExample(String uri) {
        EndpointValidationResult result = catalog.validateEndpointProperties(uri);

        assertThat(result.isSuccess()).as(result.summaryErrorMessage(true)).isTrue();
    }

    @Test
    void knowsEveryPropertyOfTheExample() throws Exception {
        List<String> lines =
                Files.readAllLines(
                                ExampleTestSupport.source().resolve(ExampleTestSupport.PROPERTIES))
                        .stream()
                        .filter(line -> line.startsWith("camel.component."))
                        .toList();

        assertThat(lines)
                .hasSize(6)
                .allSatisfy(
                        line ->
                                assertThat(catalog.validateConfigurationProperty(line).isSuccess())
                                        .isTrue());
    }

    @Test
    void suggestsTheOptionThatWasMeant() {
        EndpointValidationResult result =
                catalog.validateEndpointProperties("alicom-mns:SmsReport?queName=q");

        assertThat(result.getUnknown()).containsExactly("queName");
        assertThat(result.getUnknownSuggestions().get("queName")).contains("queueName");
    }

    static List<String> endpoints() throws Exception {
        List<String> uris =
                Stream.of(ExampleTestSupport.FIRST, ExampleTestSupport.SECOND)
                        .flatMap(CatalogTest::endpoints)
                        .toList();
        assertThat(uris).hasSize(3);
        return uris;
    }

    /** Every alicom-mns endpoint in a file, its parameters as a query. */
    private static Stream<String> endpoints(String file) {
        try (InputStream yaml = Files.newInputStream(ExampleTestSupport.source().resolve(file))) {
            return nodes(new Yaml().load(yaml))
                    .filter(node -> String.valueOf(node.get("uri")).startsWith("alicom-mns:"))
                    .map(CatalogTest::uri)
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Map<?, ?>> nodes(Object yaml) {
        if (yaml instanceof List<?> list) {
            return list.stream().flatMap(CatalogTest::nodes);
        }
        if (yaml instanceof Map<?, ?> map) {
            return Stream.concat(Stream.of(map), map.values().stream().flatMap(CatalogTest::nodes));
        }
        return Stream.empty();
    }

    private static String uri(Map<?, ?> endpoint) {
        StringBuilder uri = new StringBuilder(String.valueOf(endpoint.get("uri")));
        if (endpoint.get("parameters") instanceof Map<?, ?> parameters) {
            char separator = '?';
            for (var parameter : parameters.entrySet()) {
                uri.append(separator)
                        .append(parameter.getKey())
                        .append('=')
                        .append(parameter.getValue());
                separator = '&';
            }
        }
        return uri.toString();
    }
}
