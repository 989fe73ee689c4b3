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
package io.github.camelalicom.mns.springboot;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * Writes the metadata that an IDE completes from. Spring Boot's annotation processor would read the
 * defaults from the fields, and these have none.
 */
final class ConfigurationMetadata {

    private static final String PREFIX = "camel.component.alicom-mns";
    private static final String SOURCE =
            "io.github.camelalicom.mns.springboot.AlicomMnsComponentConfiguration";
    private static final String CUSTOMIZER =
            "org.apache.camel.spring.boot.ComponentConfigurationPropertiesCommon"
                    + "$CustomizerProperties";

    private static final List<Map<String, Object>> INHERITED =
            List.of(
                    property(
                            "enabled",
                            "java.lang.Boolean",
                            "Whether the component is configured from these properties.",
                            SOURCE,
                            true),
                    property(
                            "customizer.enabled",
                            "java.lang.Boolean",
                            "Whether these properties are given to the component.",
                            CUSTOMIZER,
                            true));

    private ConfigurationMetadata() {}

    static String of(List<ComponentOption> options) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put(
                "groups",
                List.of(group(PREFIX, SOURCE), group(PREFIX + ".customizer", CUSTOMIZER)));
        metadata.put(
                "properties",
                Stream.concat(
                                INHERITED.stream(),
                                options.stream().map(ConfigurationMetadata::property))
                        .sorted(Comparator.comparing(property -> (String) property.get("name")))
                        .toList());
        metadata.put(
                "hints",
                options.stream()
                        .filter(option -> !option.choices().isEmpty())
                        .map(ConfigurationMetadata::hint)
                        .toList());
        return json(metadata);
    }

    private static Map<String, Object> group(String name, String type) {
        Map<String, Object> group = new LinkedHashMap<>();
        group.put("name", name);
        group.put("type", type);
        group.put("sourceType", SOURCE);
        return group;
    }

    private static Map<String, Object> property(ComponentOption option) {
        Map<String, Object> property =
                property(
                        option.dashedName(),
                        option.javaType(),
                        option.description(),
                        SOURCE,
                        option.defaultValue());
        if (option.deprecated()) {
            property.put("deprecation", Map.of("reason", option.replacement()));
        }
        return property;
    }

    private static Map<String, Object> property(
            String name, String type, String description, String source, Object defaultValue) {
        Map<String, Object> property = new LinkedHashMap<>();
        property.put("name", PREFIX + "." + name);
        property.put("type", type);
        property.put("description", description);
        property.put("sourceType", source);
        property.put("defaultValue", defaultValue);
        property.values().removeIf(Objects::isNull);
        return property;
    }

    private static Map<String, Object> hint(ComponentOption option) {
        Map<String, Object> hint = new LinkedHashMap<>();
        hint.put("name", PREFIX + "." + option.dashedName());
        hint.put(
                "values",
                option.choices().stream().map(choice -> Map.of("value", choice)).toList());
        return hint;
    }

    private static String json(Object metadata) {
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines);
        try {
            return new ObjectMapper().writer(printer).writeValueAsString(metadata) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
