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

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The tables of the component's page in Camel's form. Camel makes them when its site is built, from
 * the same catalog, with extensions that a repository's own pages do not have; so here they are
 * written out. The head of the page is written by Camel's generator in the component's build.
 */
final class ComponentTables {

    private static final String START = "// generated tables: START\n";
    private static final String END = "// generated tables: END\n";

    private final JsonNode catalog;

    ComponentTables(JsonNode catalog) {
        this.catalog = catalog;
    }

    /** The page as it would be with the tables of the catalog. */
    String current(String page) {
        int start = page.indexOf(START) + START.length();
        return page.substring(0, start) + tables() + page.substring(page.indexOf(END));
    }

    private String tables() {
        List<String> lines = new ArrayList<>();
        Set<Entry<String, JsonNode>> component = catalog.get("componentProperties").properties();
        String title = catalog.get("component").get("title").asText();
        lines.add("== Component options");
        lines.add("");
        lines.add(
                "The component has %d options. They are what its endpoints start from."
                        .formatted(component.size()));
        groups(lines, component);

        List<Entry<String, JsonNode>> path = endpoint("path");
        List<Entry<String, JsonNode>> query = endpoint("parameter");
        lines.add("");
        lines.add("== Endpoint options");
        lines.add("");
        lines.add("The %s endpoint is configured using URI syntax:".formatted(title));
        lines.add("");
        lines.add("----");
        lines.add(catalog.get("component").get("syntax").asText());
        lines.add("----");
        lines.add("");
        lines.add("=== Path parameters (%d)".formatted(path.size()));
        groups(lines, path);
        lines.add("");
        lines.add("=== Query parameters (%d)".formatted(query.size()));
        groups(lines, query);

        Set<Entry<String, JsonNode>> headers = catalog.get("headers").properties();
        lines.add("");
        lines.add("== Message headers");
        lines.add("");
        lines.add("The component supports %d message headers.".formatted(headers.size()));
        groups(lines, headers);
        return String.join("\n", lines) + "\n";
    }

    private List<Entry<String, JsonNode>> endpoint(String kind) {
        return catalog.get("properties").properties().stream()
                .filter(option -> kind.equals(option.getValue().get("kind").asText()))
                .toList();
    }

    /** A table for each group, in the order in which the catalog first names them. */
    private static void groups(
            List<String> lines, Iterable<Entry<String, JsonNode>> optionsOrHeaders) {
        Map<String, List<Entry<String, JsonNode>>> groups = new LinkedHashMap<>();
        for (var option : optionsOrHeaders) {
            groups.computeIfAbsent(
                            option.getValue().get("group").asText(), group -> new ArrayList<>())
                    .add(option);
        }
        groups.forEach((group, options) -> table(lines, group, options));
    }

    private static void table(
            List<String> lines, String group, List<Entry<String, JsonNode>> options) {
        lines.add("");
        lines.add("." + Character.toUpperCase(group.charAt(0)) + group.substring(1));
        lines.add("[width=\"100%\",cols=\"3,6a,2,2\",options=\"header\"]");
        lines.add("|===");
        lines.add("| Name | Description | Default | Type");
        for (var option : options) {
            row(lines, option.getKey(), option.getValue());
        }
        lines.add("|===");
    }

    private static void row(List<String> lines, String name, JsonNode value) {
        String constant = value.path("constantName").asText();
        String defaultValue = value.path("defaultValue").asText();
        lines.add("");
        lines.add("| `" + name + "`");
        lines.add("| " + marks(value) + value.get("description").asText().replace("|", "\\|"));
        if (!constant.isEmpty()) {
            lines.add("");
            lines.add("Constant: `" + constant.substring(constant.lastIndexOf('.') + 1) + "`");
        }
        if (value.has("enum")) {
            lines.add("");
            lines.add("Enum values:");
            lines.add("");
            value.get("enum").forEach(one -> lines.add("* `" + one.asText() + "`"));
        }
        lines.add("|" + (defaultValue.isEmpty() ? "" : " `" + defaultValue + "`"));
        lines.add("| " + OptionTables.type(value));
    }

    /** What Camel's own tables put before a description. */
    private static String marks(JsonNode value) {
        StringBuilder marks = new StringBuilder();
        if (value.path("required").asBoolean()) {
            marks.append("*Required* ");
        }
        if (value.path("autowired").asBoolean()) {
            marks.append("*Autowired* ");
        }
        if (value.path("secret").asBoolean()) {
            marks.append("*Secret* ");
        }
        return marks.toString();
    }
}
