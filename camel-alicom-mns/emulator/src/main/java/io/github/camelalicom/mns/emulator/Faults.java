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
package io.github.camelalicom.mns.emulator;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.camelalicom.mns.emulator.services.PossibleFault;

/** The active faults in the order in which they were added. Several can happen to one request. */
public final class Faults {

    private final List<InjectedFault> injected = new CopyOnWriteArrayList<>();

    /** Happens once, to the next request of any kind on which it has an effect. */
    public InjectedFault add(Fault fault) {
        return add(FaultRule.once(fault));
    }

    public InjectedFault add(FaultRule rule) {
        InjectedFault fault = new InjectedFault(rule);
        injected.add(fault);
        return fault;
    }

    public void remove(InjectedFault fault) {
        injected.remove(fault);
    }

    public void clear() {
        injected.clear();
    }

    /** All faults, including those that are spent. */
    public List<InjectedFault> all() {
        return List.copyOf(injected);
    }

    /** How often the faults have happened in total. */
    public int fired() {
        return injected.stream().mapToInt(InjectedFault::fired).sum();
    }

    /** Those whose rules fit a request; each is counted when it happens. */
    List<PossibleFault> possible(RequestKind kind, String queue) {
        return injected.stream()
                .filter(fault -> fault.rule().fits(kind, queue))
                .map(fault -> possible(fault, kind, queue))
                .toList();
    }

    private static PossibleFault possible(InjectedFault fault, RequestKind kind, String queue) {
        return new PossibleFault(fault.rule().fault(), () -> fault.fires(kind, queue));
    }
}
