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

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/**
 * The dependencies between classes; a nested class is part of its outermost class. Two classes that
 * reach each other are in a circle.
 */
final class ImportGraph {

    private final Map<String, Set<String>> known = new TreeMap<>();
    private final Map<String, Set<String>> reached = new HashMap<>();

    private ImportGraph(Collection<JavaClass> classes) {
        for (JavaClass one : classes) {
            Set<String> targets = known.computeIfAbsent(outermost(one), any -> new TreeSet<>());
            for (Dependency dependency : one.getDirectDependenciesFromSelf()) {
                targets.add(outermost(dependency.getTargetClass().getBaseComponentType()));
            }
        }
        known.values().forEach(targets -> targets.retainAll(known.keySet()));
    }

    /** Each circle lies within one of these, by simple names. */
    static ArchCondition<JavaClass> beFreeOfCyclesBut(List<Set<String>> allowed) {
        return new ArchCondition<>("be free of cycles of classes but " + allowed) {

            private ImportGraph graph;

            @Override
            public void init(Collection<JavaClass> all) {
                graph = new ImportGraph(all);
            }

            @Override
            public void check(JavaClass one, ConditionEvents events) {
                if (!outermost(one).equals(one.getName())) {
                    return;
                }
                Set<String> circle = graph.circle(one.getName());
                Set<String> names = simpleNames(circle);
                boolean wrong =
                        circle.size() > 1
                                && allowed.stream().noneMatch(known -> known.containsAll(names));
                events.add(
                        new SimpleConditionEvent(one, !wrong, one + " is in a circle: " + circle));
            }
        };
    }

    private Set<String> circle(String one) {
        return reached(one).stream()
                .filter(other -> other.equals(one) || reached(other).contains(one))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> reached(String from) {
        Set<String> present = reached.get(from);
        if (present != null) {
            return present;
        }
        Set<String> all = new HashSet<>();
        follow(from, all);
        reached.put(from, all);
        return all;
    }

    private void follow(String from, Set<String> all) {
        if (all.add(from)) {
            known.getOrDefault(from, Set.of()).forEach(to -> follow(to, all));
        }
    }

    private static Set<String> simpleNames(Set<String> names) {
        return names.stream()
                .map(name -> name.substring(name.lastIndexOf('.') + 1))
                .collect(Collectors.toSet());
    }

    private static String outermost(JavaClass one) {
        return one.getName().replaceAll("\\$.*", "");
    }
}
