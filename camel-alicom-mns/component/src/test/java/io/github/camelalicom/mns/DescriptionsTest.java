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
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** The descriptions of options and headers, as Camel's catalog shows them. */
class DescriptionsTest {

    private static final Path CATALOG =
            Path.of(
                    "src/generated/resources/META-INF/io/github/camelalicom/mns",
                    "alicom-mns.json");

    private static final Set<String> OF_CAMEL =
            Set.of(
                    "autowiredEnabled",
                    "bridgeErrorHandler",
                    "exceptionHandler",
                    "exchangePattern",
                    "healthCheckConsumerEnabled",
                    "healthCheckProducerEnabled",
                    "lazyStartProducer");

    private final Map<String, String> descriptions = new TreeMap<>();

    private final JsonNode catalog = new ObjectMapper().readTree(CATALOG.toFile());

    DescriptionsTest() throws IOException {
        for (String part : Set.of("properties", "componentProperties", "headers")) {
            catalog.get(part)
                    .fields()
                    .forEachRemaining(
                            one ->
                                    descriptions.put(
                                            one.getKey(),
                                            one.getValue().get("description").asText()));
        }
        descriptions.keySet().removeAll(OF_CAMEL);
    }

    @Test
    void areAFewSentencesThatSayWhatTheOptionIs() {
        assertThat(descriptions)
                .hasSizeGreaterThan(45)
                .allSatisfy(
                        (name, text) ->
                                assertThat(text)
                                        .as(name)
                                        .doesNotStartWith("How ")
                                        .doesNotStartWith("What ")
                                        .doesNotStartWith("When ")
                                        .doesNotStartWith("Where ")
                                        .doesNotStartWith("Whether ")
                                        .endsWith(".")
                                        .hasSizeLessThanOrEqualTo(230));
    }

    @Test
    void sayAlibabaCloudAndNoPersons() {
        assertThat(descriptions.values())
                .noneMatch(
                        text ->
                                text.matches(
                                        "(?i).*\\b(vendor|nobody|whoever|anyone|somebody|comes"
                                                + " again|given back|on loan)\\b.*"));
    }

    @Test
    void theTokenIsRenewedForConsumersAndProducers() {
        assertThat(catalog.at("/properties/tokenRefreshMargin/group").asText())
                .isEqualTo("common (advanced)");
    }
}
