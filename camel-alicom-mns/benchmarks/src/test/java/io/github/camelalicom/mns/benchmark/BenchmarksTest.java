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
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.camelalicom.mns.benchmark.contender.Contenders;
import io.github.camelalicom.mns.emulator.AlicomEmulator;

import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

/**
 * Every contender works through its queue, and every stage through its part. How fast is for the
 * benchmark to say, not for a test.
 */
@Execution(ExecutionMode.CONCURRENT)
class BenchmarksTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @ParameterizedTest
    @EnumSource(Contenders.class)
    void everyContenderEmptiesItsQueue(Contenders contender) throws Exception {
        // one of the SQS consumers takes one message in half a second
        int messages = contender.service() == Contenders.Service.SQS ? 40 : 200;
        WarmUp oneRound = new WarmUp(Double.MAX_VALUE, Duration.ofMinutes(1));

        List<Cell> cells =
                new Throughput(System.getProperty("java.class.path"), messages, oneRound)
                        .measure(contender, List.of(Duration.ofMillis(20)));

        assertThat(cells)
                .singleElement()
                .satisfies(
                        cell -> {
                            assertThat(cell.messagesPerSecond()).isPositive();
                            // on a busy machine more polls are empty
                            assertThat(cell.requests()).isBetween(0.01, 20.0);
                        });
    }

    @ParameterizedTest
    @EnumSource(names = {"COMPONENT", "CAMEL_SQS"})
    void aContenderReceivesFromSeveralQueuesUnderEachLoad(
            Contenders contender, @TempDir Path folder) throws Exception {
        Scale scale =
                new Scale(
                        System.getProperty("java.class.path"),
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(2));

        ScaleRow row = scale.measure(contender, 3);

        isPlausible(row);
        new Report(folder).scale(List.of(row));
        assertThat(folder.resolve("_scale.adoc")).content().contains(contender.title());
        assertThat(folder.resolve("_scale-load.adoc")).content().contains("| one a second");
        assertThat(folder).isDirectoryContaining("glob:**/scale-threads.svg");
    }

    private static void isPlausible(ScaleRow row) {
        assertThat(row.start()).isPositive();
        assertThat(row.stop()).isPositive();
        assertThat(row.idle().messages()).as("messages without a load").isZero();
        assertThat(row.loaded())
                .filteredOn(usage -> usage.load() == Load.ONE_A_SECOND)
                .singleElement()
                .satisfies(
                        usage -> {
                            assertThat(usage.messages())
                                    .as("a minute, of two in 2 s")
                                    .isBetween(20.0, 60.0);
                            assertThat(usage.requests()).isPositive();
                            assertThat(usage.cpuMillis()).isPositive();
                            assertThat(usage.footprint().threads()).isPositive();
                            assertThat(usage.footprint().heapBytes()).isPositive();
                        });
    }

    /** One receiver that receives and deletes in turn cannot keep up with this rate. */
    @Test
    void theLatencyOfEachMessageCountsWhereAContenderFallsBehind() throws Exception {
        Latency latency =
                new Latency(
                        System.getProperty("java.class.path"),
                        new WarmUp(Double.MAX_VALUE, Duration.ofMinutes(1)),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(2));

        List<Latency.Row> rows =
                latency.measure(
                        Contenders.BARE_SDK_ONE_RECEIVER,
                        new int[] {1000},
                        List.of(Duration.ofMillis(20)));

        assertThat(rows)
                .singleElement()
                .satisfies(row -> assertThat(row.figures().lags()).hasSize(2000));
    }

    @Test
    void aContenderThatFailsEndsItsMeasurement() throws Exception {
        try (Service service = new MnsService();
                WorkerProcess worker =
                        new WorkerProcess(
                                Contenders.BARE_SDK_ONE_RECEIVER,
                                "http://127.0.0.1:" + closedPort(),
                                service,
                                System.getProperty("java.class.path"))) {
            worker.work("Alicom-Queue-1-SmsReport");

            await().atMost(PATIENCE)
                    .untilAsserted(
                            () ->
                                    assertThatThrownBy(worker::figures)
                                            .hasMessageContaining("BARE_SDK_ONE_RECEIVER"));
        }
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    void theMessagesOfBothServicesAreEquallyLong() {
        try (AlicomEmulator emulator = AlicomEmulator.builder().port(0).start()) {
            emulator.deliverTo("Alicom-Queue-1-SmsReport", smsReport().delivered());

            assertThat(emulator.queue("Alicom-Queue-1-SmsReport").messages())
                    .singleElement()
                    .satisfies(
                            message ->
                                    // numbers that count up may have a digit more
                                    assertThat(message.body().length())
                                            .isCloseTo(SqsService.BODY.length(), within(8)));
        }
    }

    @Test
    void everyStageDoesItsPart() throws Exception {
        List<Stages.Row> rows = Stages.measure(0, Duration.ofMillis(20));

        assertThat(rows).hasSizeGreaterThan(5);
        assertThat(rows)
                .allSatisfy(
                        row -> {
                            assertThat(row.nanos()).as(row.name()).isPositive();
                            assertThat(row.cpuNanos()).as(row.name()).isNotNaN();
                            assertThat(row.bytes()).as(row.name()).isPositive();
                        });
    }
}
