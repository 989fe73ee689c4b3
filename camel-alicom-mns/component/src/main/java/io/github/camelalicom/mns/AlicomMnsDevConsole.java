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

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.apache.camel.Route;
import org.apache.camel.spi.annotations.DevConsole;
import org.apache.camel.support.console.AbstractDevConsole;
import org.apache.camel.util.json.JsonArray;
import org.apache.camel.util.json.JsonObject;

/** Shows each consumer of a route in Camel's developer console, as text or JSON. */
@DevConsole(
        name = "alicom-mns",
        displayName = "Alicom MNS",
        description = "Consumers of Alibaba Cloud SMS and voice receipts")
public class AlicomMnsDevConsole extends AbstractDevConsole {

    public AlicomMnsDevConsole() {
        super("camel", "alicom-mns", "Alicom MNS", "Consumers of SMS and voice receipts");
    }

    @Override
    protected String doCallText(Map<String, Object> options) {
        return consumers().stream().map(AlicomMnsDevConsole::text).collect(Collectors.joining());
    }

    @Override
    protected Map<String, Object> doCallJson(Map<String, Object> options) {
        JsonArray consumers = new JsonArray();
        consumers().forEach(consumer -> consumers.add(ConsumerFacts.of(consumer)));
        JsonObject root = new JsonObject();
        root.put("consumers", consumers);
        return root;
    }

    private List<AlicomMnsConsumer> consumers() {
        return getCamelContext().getRoutes().stream()
                .map(Route::getConsumer)
                .filter(AlicomMnsConsumer.class::isInstance)
                .map(AlicomMnsConsumer.class::cast)
                .toList();
    }

    private static String text(AlicomMnsConsumer consumer) {
        StringBuilder text = new StringBuilder("\n");
        ConsumerFacts.of(consumer).forEach((name, value) -> append(text, name, value));
        return text.toString();
    }

    private static void append(StringBuilder text, String name, Object value) {
        text.append("    ").append(name).append(": ").append(flat(value)).append('\n');
    }

    /** One line for each fact: {@code sent=3 failed=0}. */
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
