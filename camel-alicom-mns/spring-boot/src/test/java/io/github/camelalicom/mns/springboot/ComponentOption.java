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

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.springframework.boot.context.properties.bind.DataObjectPropertyName;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * One option of the component, as Camel's generator describes it.
 *
 * @param defaultValue {@code null} where there is none
 * @param choices the values of an enumeration, else empty
 * @param replacement why it is deprecated and what to use, {@code null} when it is not deprecated
 */
record ComponentOption(
        String name,
        String javaType,
        JsonNode defaultValue,
        String description,
        List<String> choices,
        String replacement) {

    private static final String CATALOG = "/META-INF/io/github/camelalicom/mns/alicom-mns.json";

    private static final Map<String, String> BOXES =
            Map.of(
                    "boolean", "java.lang.Boolean",
                    "double", "java.lang.Double",
                    "float", "java.lang.Float",
                    "int", "java.lang.Integer",
                    "long", "java.lang.Long");

    static List<ComponentOption> all() throws IOException {
        try (InputStream json = ComponentOption.class.getResourceAsStream(CATALOG)) {
            List<ComponentOption> options = new ArrayList<>();
            new ObjectMapper()
                    .readTree(json)
                    .get("componentProperties")
                    .properties()
                    .forEach(option -> options.add(of(option.getKey(), option.getValue())));
            return options;
        }
    }

    static ComponentOption of(String name, JsonNode value) {
        List<String> choices = new ArrayList<>();
        value.path("enum").forEach(choice -> choices.add(choice.asText()));
        String type = value.get("javaType").asText();
        return new ComponentOption(
                name,
                BOXES.getOrDefault(type, type),
                value.get("defaultValue"),
                value.get("description").asText(),
                choices,
                value.path("deprecated").asBoolean()
                        ? value.path("deprecationNote").asText("")
                        : null);
    }

    boolean deprecated() {
        return replacement != null;
    }

    /** As the property is written in the metadata: {@code max-in-flight}. */
    String dashedName() {
        return DataObjectPropertyName.toDashedForm(name);
    }
}
