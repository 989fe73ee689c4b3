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
package io.github.camelalicom.mns.benchmark;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import io.github.camelalicom.mns.benchmark.contender.Contenders;

/**
 * Runs of all contenders in turns, not one contender after the other: a load of the machine that
 * changes meanwhile meets all of them, so that ratios between them keep their meaning.
 */
record Turns(int runs, List<Contenders> contenders) {

    @FunctionalInterface
    interface Run {

        /** One run: a cell for each latency. */
        List<Cell> of(Contenders contender) throws Exception;
    }

    /** The medians of each contender's runs. */
    List<Cell> medians(Run run) throws Exception {
        Map<Contenders, List<List<Cell>>> measured = new EnumMap<>(Contenders.class);
        for (int i = 0; i < runs; i++) {
            for (Contenders contender : contenders) {
                measured.computeIfAbsent(contender, any -> new ArrayList<>())
                        .add(run.of(contender));
            }
        }
        return measured.values().stream().map(Cell::medians).flatMap(List::stream).toList();
    }
}
