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

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.camelalicom.mns.benchmark.contender.Contenders;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every contender works through its queue. How fast is for the benchmark to say, not for a test.
 */
class BenchmarksTest {

    @ParameterizedTest
    @EnumSource(Contenders.class)
    void everyContenderEmptiesItsQueue(Contenders contender) throws Exception {
        Throughput.Cell cell =
                new Throughput(System.getProperty("java.class.path"), 40)
                        .measure(contender, Duration.ofMillis(1));

        assertThat(cell.messagesPerSecond()).isPositive();
        assertThat(cell.requests()).isBetween(0.1, 3.0);
    }
}
