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
package io.github.camelalicom.mns.emulator.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.camelalicom.mns.emulator.Assumption;

/**
 * Assumptions as JSON: read as {@code {"departed-clients": "unnoticed", "body": "plain"}}, written
 * as a list of topics with question, source and alternatives.
 */
final class AssumptionJson {

    private AssumptionJson() {}

    static List<Assumption> read(JsonNode json) {
        if (!json.isObject() || json.isEmpty()) {
            throw new IllegalArgumentException(
                    "body: an object of topics and values, such as {\"body\": \"plain\"}");
        }
        List<Assumption> named = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : json.properties()) {
            named.add(Assumption.named(field.getKey(), field.getValue().asText()));
        }
        return named;
    }

    static ObjectNode write(List<Assumption> current) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode list = json.putArray("assumptions");
        current.forEach(one -> write(one, list.addObject()));
        return json;
    }

    private static void write(Assumption current, ObjectNode json) {
        json.put("topic", current.topic()).put("question", current.about().question());
        json.put("value", current.value());
        json.put("default", current.alternatives().get(0).value());
        json.put("source", current.source());
        ArrayNode alternatives = json.putArray("alternatives");
        for (Assumption one : current.alternatives()) {
            alternatives
                    .addObject()
                    .put("value", one.value())
                    .put("description", one.description());
        }
    }
}
