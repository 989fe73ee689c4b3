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

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.camel.Route;
import org.apache.camel.spi.annotations.DevConsole;
import org.apache.camel.support.console.AbstractDevConsole;
import org.apache.camel.util.json.JsonArray;
import org.apache.camel.util.json.JsonObject;

import io.github.camelalicom.mns.monitor.ConsoleReport;
import io.github.camelalicom.mns.monitor.SharedStats.ByQueue;

/** Shows consumers, pollers and producers in Camel's developer console, as text or JSON. */
@DevConsole(
        name = "alicom-mns",
        displayName = "Alicom MNS",
        description = "Consumers, pollers and producers of Alibaba Cloud SMS and voice receipts")
public class AlicomMnsDevConsole extends AbstractDevConsole {

    public AlicomMnsDevConsole() {
        super(
                "camel",
                "alicom-mns",
                "Alicom MNS",
                "Consumers, pollers and producers of Alibaba Cloud SMS and voice receipts");
    }

    @Override
    protected String doCallText(Map<String, Object> options) {
        StringBuilder text = new StringBuilder();
        facts().forEach((title, all) -> append(text, title, all));
        return text.toString();
    }

    @Override
    protected Map<String, Object> doCallJson(Map<String, Object> options) {
        JsonObject root = new JsonObject();
        facts().forEach((title, all) -> root.put(title, new JsonArray(all)));
        return root;
    }

    private Map<String, List<JsonObject>> facts() {
        Map<String, List<JsonObject>> facts = new LinkedHashMap<>();
        facts.put(
                "consumers",
                consumers().map(one -> ConsoleReport.of(one, one.getStatus().name())).toList());
        facts.put("pollers", reports(AlicomMnsComponent::pollers));
        facts.put("producers", reports(AlicomMnsComponent::producers));
        return facts;
    }

    private List<JsonObject> reports(Function<AlicomMnsComponent, ByQueue> groups) {
        return components()
                .flatMap(component -> groups.apply(component).stream())
                .map(ConsoleReport::of)
                .toList();
    }

    private Stream<AlicomMnsComponent> components() {
        return getCamelContext().getComponentNames().stream()
                .map(name -> getCamelContext().hasComponent(name))
                .filter(AlicomMnsComponent.class::isInstance)
                .map(AlicomMnsComponent.class::cast);
    }

    private Stream<AlicomMnsConsumer> consumers() {
        return Stream.concat(
                getCamelContext().getRoutes().stream()
                        .map(Route::getConsumer)
                        .filter(AlicomMnsConsumer.class::isInstance)
                        .map(AlicomMnsConsumer.class::cast),
                components().flatMap(AlicomMnsComponent::routelessConsumers));
    }

    private static void append(StringBuilder text, String title, List<JsonObject> all) {
        if (!all.isEmpty()) {
            text.append('\n').append(title).append(":\n");
        }
        for (JsonObject facts : all) {
            text.append('\n');
            facts.forEach((name, value) -> append(text, name, value));
        }
    }

    private static void append(StringBuilder text, String name, Object value) {
        text.append("    ").append(name).append(": ").append(flat(value)).append('\n');
    }

    /** A map in one line: {@code sent=3 failed=0}. */
    private static String flat(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> entry.getKey() + "=" + nested(entry.getValue()))
                    .collect(Collectors.joining(" "));
        }
        return String.valueOf(value);
    }

    private static String nested(Object value) {
        return value instanceof Map ? "(" + flat(value) + ")" : flat(value);
    }
}
