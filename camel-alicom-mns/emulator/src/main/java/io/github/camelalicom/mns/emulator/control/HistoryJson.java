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

import java.util.Locale;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.camelalicom.mns.emulator.MessageEvent;
import io.github.camelalicom.mns.emulator.MessageHistory;
import io.github.camelalicom.mns.emulator.text.Durations;

/**
 * A message's history as JSON, without its body. Missing values are left out.
 *
 * <pre>{@code
 * {"id": "...", "state": "deleted", "dequeueCount": 1, "dropped": 0, "events": [
 *   {"event": "sent", "time": "2026-11-22T12:00:00Z", "dequeueCount": 0},
 *   {"event": "received", "time": "2026-11-22T12:00:01Z", "dequeueCount": 1, "lease": "30s",
 *    "request": "receive", "faults": ["clockSkew"], "answerLost": false}, ...]}
 * }</pre>
 */
final class HistoryJson {

    private HistoryJson() {}

    static ObjectNode write(MessageHistory history) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", history.messageId());
        json.put("state", name(history.message().state()));
        json.put("dequeueCount", history.message().dequeueCount());
        json.put("dropped", history.dropped());
        ArrayNode events = json.putArray("events");
        history.events().forEach(event -> events.add(write(event)));
        return json;
    }

    private static ObjectNode write(MessageEvent event) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("event", name(event.kind())).put("time", event.time().toString());
        json.put("dequeueCount", event.dequeueCount());
        if (event.lease() != null) {
            json.put("lease", Durations.write(event.lease()));
        }
        if (event.errorCode() != null) {
            json.put("errorCode", event.errorCode());
        }
        if (event.request() != null) {
            json.put("request", event.request().jsonName());
            ArrayNode faults = json.putArray("faults");
            event.faults().forEach(fault -> faults.add(FaultJson.name(fault)));
            json.put("answerLost", event.answerLost());
        }
        return json;
    }

    /** {@code VISIBILITY_CHANGED} as {@code visibilityChanged}, like kinds of requests. */
    private static String name(Enum<?> constant) {
        String[] words = constant.name().toLowerCase(Locale.ROOT).split("_");
        StringBuilder name = new StringBuilder(words[0]);
        for (int i = 1; i < words.length; i++) {
            name.append(Character.toUpperCase(words[i].charAt(0))).append(words[i].substring(1));
        }
        return name.toString();
    }
}
