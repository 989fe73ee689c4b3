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

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.camelalicom.mns.emulator.FaultRule;
import io.github.camelalicom.mns.emulator.Faults;
import io.github.camelalicom.mns.emulator.InjectedFault;

/** The faults in the {@link ControlApi}. */
final class FaultsApi {

    private final Faults faults;

    FaultsApi(Faults faults) {
        this.faults = faults;
    }

    /** Reads all of them before it adds the first one. */
    void add(List<JsonNode> items) {
        List<FaultRule> rules = new ArrayList<>();
        items.forEach(item -> rules.add(FaultReader.read(item)));
        rules.forEach(faults::add);
    }

    /** Returns whether there was a fault with this id. */
    boolean remove(String id) {
        List<InjectedFault> named =
                faults.all().stream()
                        .filter(fault -> id.equals(Long.toString(fault.id())))
                        .toList();
        named.forEach(faults::remove);
        return !named.isEmpty();
    }

    void clear() {
        faults.clear();
    }

    ObjectNode all() {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode list = answer.putArray("faults");
        faults.all().forEach(fault -> list.add(FaultJson.write(fault)));
        return answer.put("fired", faults.fired());
    }
}
