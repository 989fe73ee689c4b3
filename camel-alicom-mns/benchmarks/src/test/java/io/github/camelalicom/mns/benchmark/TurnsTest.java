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
import java.util.List;

import org.junit.jupiter.api.Test;

import io.github.camelalicom.mns.benchmark.contender.Contenders;

import static io.github.camelalicom.mns.benchmark.contender.Contenders.BARE_SDK;
import static io.github.camelalicom.mns.benchmark.contender.Contenders.COMPONENT;
import static org.assertj.core.api.Assertions.assertThat;

class TurnsTest {

    private final Turns turns = new Turns(3, List.of(COMPONENT, BARE_SDK));

    @Test
    void contendersRunInTurns() throws Exception {
        List<Contenders> order = new ArrayList<>();

        turns.medians(
                contender -> {
                    order.add(contender);
                    return List.of(cell(contender, 1));
                });

        assertThat(order)
                .containsExactly(COMPONENT, BARE_SDK, COMPONENT, BARE_SDK, COMPONENT, BARE_SDK);
    }

    @Test
    void eachContenderHasTheMedianOfItsRuns() throws Exception {
        double[] rates = {30, 300, 10, 100, 20, 200};
        List<Cell> runs = new ArrayList<>();

        List<Cell> medians =
                turns.medians(
                        contender -> {
                            runs.add(cell(contender, rates[runs.size()]));
                            return List.of(runs.get(runs.size() - 1));
                        });

        assertThat(medians).containsExactly(cell(COMPONENT, 20), cell(BARE_SDK, 200));
    }

    private static Cell cell(Contenders contender, double messagesPerSecond) {
        return new Cell(contender, Duration.ZERO, messagesPerSecond, 1, 1, 1);
    }
}
