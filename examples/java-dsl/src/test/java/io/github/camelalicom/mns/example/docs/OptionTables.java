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
import java.util.regex.Pattern;

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

    /**
     * The page as it would be: the effect of an option is written by hand in its last cell, and
     * taken over from the page as it is.
     */
    String current(String page) {
        List<String> lines = new ArrayList<>();
        lines.add("= Options and headers");
        lines.add("");
        lines.add("Every option of the endpoint except `messageType` and Camel's own is also an");
        lines.add("option of the component, as `camel.component.alicom-mns.<name>`. The endpoint");
        lines.add("takes precedence. Durations are `30s`, `PT30S` or milliseconds. An invalid");
        lines.add("value prevents start-up; the error states what is allowed. A blank value, such");
        lines.add("as an empty placeholder, counts as unset.");
        lines.add("");
        lines.add("// The last column is written by hand. Everything else is generated from the");
        lines.add("// component's catalog by DocumentationTest: do not edit.");
        endpoint(lines, byHand(page));
        headers(lines);
        return String.join("\n", lines) + "\n";
    }

    /** The effect of each option, as the page has it: the option's fourth cell. */
    static Map<String, String> byHand(String page) {
        Map<String, String> byHand = new LinkedHashMap<>();
        Pattern row =
                Pattern.compile(
                        "^\\| (?:\\[\\[.*]])?`(\\w+)`\n\\| .*\n\\| .*\n\\| ((?:.+\n)+?)(?=\n|\\|=)",
                        Pattern.MULTILINE);
        row.matcher(page)
                .results()
                .forEach(match -> byHand.put(match.group(1), match.group(2).strip()));
        return byHand;
    }

    private void endpoint(List<String> lines, Map<String, String> byHand) {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        for (var option : catalog.get("properties").properties()) {
            JsonNode value = option.getValue();
            boolean path = "path".equals(value.get("kind").asText());
            String secret = value.path("secret").asBoolean() ? " Camel masks it." : "";
            String name = option.getKey();
            String byDefault = value.path("defaultValue").asText("");
            row(
                    groups.computeIfAbsent(
                            path ? "path" : value.get("group").asText(), g -> new ArrayList<>()),
                    "option-",
                    name,
                    (byDefault.isEmpty() ? "" : "`" + byDefault + "`, ") + type(value),
                    value.get("description").asText() + secret,
                    byHand.getOrDefault(name, ""));
        }
        groups.forEach(
                (group, rows) -> {
                    openTable(
                            lines,
                            "Endpoint: " + group,
                            "3,2,4,5",
                            "Option | Default, type | Meaning | Effect");
                    lines.addAll(rows);
                    lines.add("|===");
                });
    }

    private void headers(List<String> lines) {
        openTable(lines, "Headers", "3,2,1,5", "Header | Constant | Type | Meaning");
        for (var header : catalog.get("headers").properties()) {
            JsonNode value = header.getValue();
            String constant = value.path("constantName").asText();
            row(
                    lines,
                    "header-",
                    header.getKey(),
                    "`" + constant.substring(constant.indexOf('#') + 1) + "`",
                    type(value),
                    value.get("description").asText());
        }
        lines.add("|===");
    }

    static String type(JsonNode value) {
        String javaType = value.path("javaType").asText();
        return javaType.substring(javaType.lastIndexOf('.') + 1);
    }

    private static void openTable(List<String> lines, String title, String widths, String columns) {
        lines.add("");
        lines.add("== " + title);
        lines.add("");
        lines.add("[cols=\"" + widths + "\",options=\"header\"]");
        lines.add("|===");
        lines.add("| " + columns);
    }

    private static void row(List<String> lines, String anchor, String name, String... cells) {
        lines.add("");
        lines.add("| [[" + anchor + name + "]]`" + name + "`");
        for (String cell : cells) {
            lines.add(("| " + cell).strip());
        }
    }
}
