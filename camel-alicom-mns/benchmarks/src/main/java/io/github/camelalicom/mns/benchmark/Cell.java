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

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import io.github.camelalicom.mns.benchmark.contender.Contenders;

/**
 * One cell of the table of throughput.
 *
 * @param messagesPerSecond deleted
 * @param cpuMicros CPU of the contender's process for each message
 * @param allocatedKilobytes for each message
 * @param requests for each message
 */
record Cell(
        Contenders contender,
        Duration latency,
        double messagesPerSecond,
        double cpuMicros,
        double allocatedKilobytes,
        double requests) {

    /** Of several runs, each with the same cells: the one in the middle by throughput, for each. */
    static List<Cell> medians(List<List<Cell>> runs) {
        List<Cell> medians = new ArrayList<>();
        for (int i = 0; i < runs.get(0).size(); i++) {
            int cell = i;
            List<Cell> same =
                    runs.stream()
                            .map(run -> run.get(cell))
                            .sorted(Comparator.comparingDouble(Cell::messagesPerSecond))
                            .toList();
            medians.add(same.get(same.size() / 2));
        }
        return medians;
    }
}
