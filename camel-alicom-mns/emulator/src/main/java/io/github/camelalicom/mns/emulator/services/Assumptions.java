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
package io.github.camelalicom.mns.emulator.services;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import io.github.camelalicom.mns.emulator.Assumption;
import io.github.camelalicom.mns.emulator.AssumptionTopic;

/**
 * The current assumptions, one of each topic. They may change between two requests, from any
 * thread; a request in progress keeps the values that it has read.
 */
public final class Assumptions {

    private final Map<AssumptionTopic, Assumption> atStart;
    private volatile Map<AssumptionTopic, Assumption> current;

    /** The defaults, except for the given ones; of two for the same topic the later one applies. */
    public Assumptions(List<Assumption> given) {
        Map<AssumptionTopic, Assumption> all = new EnumMap<>(AssumptionTopic.class);
        for (AssumptionTopic topic : AssumptionTopic.values()) {
            all.put(topic, Assumption.of(topic).get(0));
        }
        given.forEach(one -> all.put(one.about(), one));
        this.atStart = Collections.unmodifiableMap(all);
        this.current = atStart;
    }

    Assumption of(AssumptionTopic topic) {
        return current.get(topic);
    }

    boolean hold(Assumption one) {
        return of(one.about()) == one;
    }

    /** One of each topic, in the order of the table. */
    public List<Assumption> all() {
        return List.copyOf(current.values());
    }

    public synchronized void assume(List<Assumption> chosen) {
        Map<AssumptionTopic, Assumption> changed = new EnumMap<>(current);
        chosen.forEach(one -> changed.put(one.about(), one));
        current = Collections.unmodifiableMap(changed);
    }

    /** Restores the assumptions of the start. */
    public synchronized void reset() {
        current = atStart;
    }
}
