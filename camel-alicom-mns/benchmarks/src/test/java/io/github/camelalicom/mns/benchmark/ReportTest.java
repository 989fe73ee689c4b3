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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.camelalicom.mns.benchmark.contender.Contenders;

import static io.github.camelalicom.mns.benchmark.contender.Contenders.BARE_SDK;
import static io.github.camelalicom.mns.benchmark.contender.Contenders.BARE_SDK_ONE_RECEIVER;
import static io.github.camelalicom.mns.benchmark.contender.Contenders.CAMEL_SQS;
import static io.github.camelalicom.mns.benchmark.contender.Contenders.COMPONENT;
import static io.github.camelalicom.mns.benchmark.contender.Contenders.COMPONENT_ONE_RECEIVER;
import static io.github.camelalicom.mns.benchmark.contender.Contenders.OFFICIAL_DEMO;
import static org.assertj.core.api.Assertions.assertThat;

class ReportTest {

    @TempDir Path folder;

    private List<String> table;

    @BeforeEach
    void write() throws IOException {
        new Report(folder)
                .throughput(
                        List.of(
                                cell(COMPONENT, 600),
                                cell(COMPONENT_ONE_RECEIVER, 300),
                                cell(OFFICIAL_DEMO, 100),
                                cell(BARE_SDK, 400),
                                cell(BARE_SDK_ONE_RECEIVER, 200),
                                cell(CAMEL_SQS, 100)));
        table = Files.readAllLines(folder.resolve("_throughput.adoc"));
    }

    @Test
    void throughputIsComparedWithTheBareSdkThatHasAsManyReceivers() {
        assertThat(ratio(COMPONENT)).isEqualTo("| 1.50");
        assertThat(ratio(COMPONENT_ONE_RECEIVER)).isEqualTo("| 1.50");
        assertThat(ratio(OFFICIAL_DEMO)).isEqualTo("| 0.50");
    }

    @Test
    void theConsumerOfAnotherServiceIsNotComparedWithTheBareSdk() {
        assertThat(ratio(CAMEL_SQS)).isEqualTo("| –");
    }

    /** The fourth cell of the row. */
    private String ratio(Contenders contender) {
        return table.get(table.indexOf("| " + contender.title()) + 3);
    }

    private static Cell cell(Contenders contender, double messagesPerSecond) {
        return new Cell(contender, Duration.ZERO, messagesPerSecond, 1, 1, 1);
    }
}
