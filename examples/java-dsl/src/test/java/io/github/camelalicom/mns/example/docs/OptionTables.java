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
package io.github.camelalicom.mns.example.docs;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** The tables of options and headers, made of what Camel's generator says of the component. */
final class OptionTables {

    private static final String CATALOG = "/META-INF/io/github/camelalicom/mns/alicom-mns.json";

    private final JsonNode catalog;

    OptionTables() throws IOException {
        try (InputStream json = OptionTables.class.getResourceAsStream(CATALOG)) {
            catalog = new ObjectMapper().readTree(json);
        }
    }

    JsonNode catalog() {
        return catalog;
    }

    /** The component's Maven coordinates. */
    String coordinates() {
        JsonNode component = catalog.get("component");
        return component.get("groupId").asText()
                + ":"
                + component.get("artifactId").asText()
                + ":"
                + component.get("version").asText();
    }

    /** Every option of the endpoint; null for one without a default. */
    Map<String, String> defaults() {
        Map<String, String> defaults = new LinkedHashMap<>();
        for (var option : catalog.get("properties").properties()) {
            defaults.put(option.getKey(), option.getValue().path("defaultValue").asText(null));
        }
        return defaults;
    }

    String document() {
        List<String> lines = new ArrayList<>();
        lines.add("= Options and headers");
        lines.add("");
        lines.add("Generated from the component's catalog by `DocumentationTest`. Do not edit.");
        lines.add("");
        lines.add(
                "Every option of the endpoint but `messageType` and Camel's own is also an option");
        lines.add("of the component, as `camel.component.alicom-mns.<name>`. The endpoint's wins.");
        endpoint(lines);
        headers(lines);
        return String.join("\n", lines) + "\n";
    }

    private void endpoint(List<String> lines) {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        for (var option : catalog.get("properties").properties()) {
            JsonNode value = option.getValue();
            boolean path = "path".equals(value.get("kind").asText());
            String secret = value.path("secret").asBoolean() ? " Camel masks it." : "";
            row(
                    groups.computeIfAbsent(
                            path ? "path" : value.get("group").asText(), g -> new ArrayList<>()),
                    option.getKey(),
                    value.path("defaultValue").asText(""),
                    type(value),
                    value.get("description").asText() + secret);
        }
        groups.forEach(
                (group, rows) -> {
                    openTable(lines, "Endpoint: " + group, "Option", "Default", "Type");
                    lines.addAll(rows);
                    lines.add("|===");
                });
    }

    private void headers(List<String> lines) {
        openTable(lines, "Headers", "Header", "Constant", "Type");
        for (var header : catalog.get("headers").properties()) {
            JsonNode value = header.getValue();
            String constant = value.path("constantName").asText();
            row(
                    lines,
                    header.getKey(),
                    constant.substring(constant.indexOf('#') + 1),
                    type(value),
                    value.get("description").asText());
        }
        lines.add("|===");
    }

    static String type(JsonNode value) {
        String javaType = value.path("javaType").asText();
        return javaType.substring(javaType.lastIndexOf('.') + 1);
    }

    private static void openTable(List<String> lines, String title, String... columns) {
        lines.add("");
        lines.add("== " + title);
        lines.add("");
        lines.add("[cols=\"2,2,1,5\",options=\"header\"]");
        lines.add("|===");
        lines.add("| " + String.join(" | ", columns) + " | Meaning");
    }

    private static void row(
            List<String> lines, String name, String second, String type, String meaning) {
        lines.add("");
        lines.add("| `" + name + "`");
        lines.add("|" + (second.isEmpty() ? "" : " `" + second + "`"));
        lines.add("| " + type);
        lines.add("| " + meaning.replace("|", "\\|"));
    }
}
