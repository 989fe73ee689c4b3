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

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.camelalicom.mns.emulator.Fault;
import io.github.camelalicom.mns.emulator.FaultRule;
import io.github.camelalicom.mns.emulator.InjectedFault;
import io.github.camelalicom.mns.emulator.text.Durations;

/** Writes faults as JSON: what {@link FaultReader} reads, with an id and counts. */
final class FaultJson {

    private FaultJson() {}

    static ObjectNode write(InjectedFault injected) {
        FaultRule rule = injected.rule();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", injected.id());
        json.put("fault", name(rule.fault())).put("description", rule.fault().toString());
        writeFields(rule.fault(), json);
        rule.kinds().forEach(kind -> json.withArray("/on").add(kind.jsonName()));
        if (rule.queue() != null) {
            json.put("queue", rule.queue());
        }
        if (rule.times() == FaultRule.ALWAYS) {
            json.put("times", FaultReader.ALWAYS);
        } else {
            json.put("times", rule.times());
        }
        json.put("probability", rule.probability()).put("fired", injected.fired());
        return json.put("spent", injected.isSpent());
    }

    /** Writes the values that distinguish two faults of the same kind. */
    private static void writeFields(Fault fault, ObjectNode json) {
        if (fault instanceof Fault.Delay delay) {
            json.put("duration", Durations.write(delay.duration()));
        } else if (fault instanceof Fault.DelayAfter delay) {
            json.put("duration", Durations.write(delay.duration()));
        } else if (fault instanceof Fault.UnreadableEntry entry) {
            json.put("part", entry.part().jsonName());
        } else if (fault instanceof Fault.ClockSkew skew) {
            json.put("by", Durations.write(skew.by()));
        } else if (fault instanceof Fault.ServiceError error) {
            json.put("code", error.code()).put("status", error.status());
        } else if (fault instanceof Fault.Status answer) {
            json.put("status", answer.status());
        } else if (fault instanceof Fault.CutBody cut) {
            json.put("bytes", cut.bytes());
        }
    }

    /** The value of {@code "fault"}. */
    static String name(Fault fault) {
        if (fault instanceof Fault.ServiceError) {
            return "error";
        }
        String type = fault.getClass().getSimpleName();
        return Character.toLowerCase(type.charAt(0)) + type.substring(1);
    }
}
