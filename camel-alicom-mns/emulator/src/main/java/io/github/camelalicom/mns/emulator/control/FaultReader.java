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

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;

import io.github.camelalicom.mns.emulator.Fault;
import io.github.camelalicom.mns.emulator.FaultRule;
import io.github.camelalicom.mns.emulator.RequestKind;
import io.github.camelalicom.mns.emulator.UnreadablePart;
import io.github.camelalicom.mns.emulator.text.Durations;

/**
 * Reads faults from JSON. An exception names the field, its value and what is allowed.
 *
 * <pre>{@code
 * {"fault": "error", "code": "InternalError", "status": 500,
 *  "on": ["receive"], "queue": "Alicom-Queue-...", "times": 3, "probability": 0.5, "seed": 7}
 * }</pre>
 *
 * {@code times} is a number or {@code "always"}; only {@code fault} and its own values are
 * mandatory.
 */
final class FaultReader {

    static final String ALWAYS = "always";

    private static final Set<String> RULE_FIELDS =
            Set.of("fault", "on", "queue", "times", "probability", "seed");
    private static final Map<String, Kind> KINDS = kinds();

    private FaultReader() {}

    /** A kind of fault: its own fields, and how it is made from them. */
    private record Kind(Set<String> fields, Function<JsonNode, Fault> reader) {}

    static FaultRule read(JsonNode json) {
        String name = json.path("fault").asText();
        Kind kind = KINDS.get(name);
        if (kind == null) {
            throw new IllegalArgumentException(
                    "fault: \"" + name + "\" is unknown; allowed are " + KINDS.keySet());
        }
        checkFields(json, name, kind);
        FaultRule rule = kind.reader().apply(json).times(times(json.path("times")));
        if (json.has("queue")) {
            rule = rule.onQueue(text("queue", json.path("queue")));
        }
        if (json.has("probability")) {
            rule = withProbability(rule, json.path("probability"), json.path("seed"));
        }
        return rule.on(requestKinds(json.path("on")));
    }

    private static Map<String, Kind> kinds() {
        Map<String, Kind> kinds = new TreeMap<>();
        kinds.put("delay", kind(j -> Fault.delay(duration(j, "duration")), "duration"));
        kinds.put("status", kind(FaultReader::status, "status", "contentType", "body"));
        kinds.put("error", kind(FaultReader::error, "code", "status", "message"));
        kinds.put("dropBefore", kind(json -> Fault.dropBefore()));
        kinds.put("dropAfter", kind(json -> Fault.dropAfter()));
        kinds.put("cutBody", kind(j -> Fault.cutBody(number(j, "bytes", 0, 65_536)), "bytes"));
        kinds.put("expireTokens", kind(json -> Fault.expireTokens()));
        kinds.put("duplicateDelivery", kind(json -> Fault.duplicateDelivery()));
        kinds.put("emptyAtOnce", kind(json -> Fault.emptyAtOnce()));
        kinds.put("delayAfter", kind(j -> Fault.delayAfter(duration(j, "duration")), "duration"));
        kinds.put("unreadableEntry", kind(FaultReader::unreadableEntry, "part"));
        kinds.put("endlessBody", kind(json -> Fault.endlessBody()));
        kinds.put("endlessHeaders", kind(json -> Fault.endlessHeaders()));
        kinds.put("htmlPage", kind(json -> Fault.htmlPage()));
        kinds.put("clockSkew", kind(j -> Fault.clockSkew(duration(j, "by")), "by"));
        return kinds;
    }

    private static Kind kind(Function<JsonNode, Fault> reader, String... fields) {
        return new Kind(new TreeSet<>(Set.of(fields)), reader);
    }

    private static Fault status(JsonNode json) {
        return Fault.status(
                number(json, "status", 200, 599),
                text(json, "contentType", "text/plain"),
                text(json, "body", ""));
    }

    private static Fault error(JsonNode json) {
        if (!json.has("code")) {
            throw new IllegalArgumentException("code: an error code such as InternalError");
        }
        return Fault.error(
                text("code", json.path("code")),
                number(json, "status", 200, 599),
                text(json, "message", "Injected by the emulator."));
    }

    private static Fault unreadableEntry(JsonNode json) {
        return Fault.unreadableEntry(
                named(
                        "part",
                        UnreadablePart.values(),
                        UnreadablePart::jsonName,
                        json.path("part").asText()));
    }

    private static String text(JsonNode json, String field, String unset) {
        return json.has(field) ? text(field, json.path(field)) : unset;
    }

    private static String text(String field, JsonNode value) {
        if (!value.isTextual()) {
            throw new IllegalArgumentException(field + ": " + value + " is not a text");
        }
        return value.textValue();
    }

    private static Duration duration(JsonNode json, String field) {
        return Durations.parse(field, json.path(field).asText());
    }

    private static int number(JsonNode json, String field, int low, int high) {
        JsonNode value = json.path(field);
        if (!value.isInt() || value.asInt() < low || value.asInt() > high) {
            throw new IllegalArgumentException(
                    field
                            + ": \""
                            + value.asText()
                            + "\" is not a number from "
                            + low
                            + " to "
                            + high);
        }
        return value.asInt();
    }

    private static int times(JsonNode times) {
        if (times.isMissingNode()) {
            return 1;
        }
        if (ALWAYS.equals(times.textValue())) {
            return FaultRule.ALWAYS;
        }
        if (!times.isInt()) {
            throw new IllegalArgumentException(
                    "times: " + times + " is neither a number from 1 nor \"always\"");
        }
        return times.asInt();
    }

    private static FaultRule withProbability(FaultRule rule, JsonNode probability, JsonNode seed) {
        if (!probability.isNumber()) {
            throw new IllegalArgumentException(
                    "probability: " + probability + " is not a number from 0 to 1");
        }
        if (!seed.isMissingNode() && !(seed.isIntegralNumber() && seed.canConvertToLong())) {
            throw new IllegalArgumentException("seed: " + seed + " is not a whole number");
        }
        return rule.withProbability(probability.asDouble(), seed.asLong());
    }

    /** One name or a list of them; none for any kind. */
    private static RequestKind[] requestKinds(JsonNode on) {
        Set<String> names = new TreeSet<>();
        if (on.isArray()) {
            on.forEach(item -> names.add(text("on", item)));
        } else if (!on.isMissingNode()) {
            names.add(text("on", on));
        }
        return names.stream().map(FaultReader::requestKind).toArray(RequestKind[]::new);
    }

    private static RequestKind requestKind(String name) {
        return named("on", RequestKind.values(), RequestKind::jsonName, name);
    }

    /** The constant of that name; the exception lists the allowed ones. */
    private static <E> E named(
            String field, E[] constants, Function<E, String> jsonName, String name) {
        return Arrays.stream(constants)
                .filter(constant -> jsonName.apply(constant).equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        field
                                                + ": \""
                                                + name
                                                + "\" is unknown; allowed are "
                                                + Arrays.stream(constants)
                                                        .map(jsonName)
                                                        .collect(Collectors.joining(", "))));
    }

    private static void checkFields(JsonNode json, String name, Kind kind) {
        json.fieldNames()
                .forEachRemaining(
                        field -> {
                            if (!RULE_FIELDS.contains(field) && !kind.fields().contains(field)) {
                                throw new IllegalArgumentException(
                                        field + ": unknown to the fault " + name);
                            }
                        });
    }
}
