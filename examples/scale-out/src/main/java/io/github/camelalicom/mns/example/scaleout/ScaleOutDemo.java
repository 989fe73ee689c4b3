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
package io.github.camelalicom.mns.example.scaleout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.github.camelalicom.mns.emulator.AlicomEmulator;
import io.github.camelalicom.mns.emulator.Receipts.SmsReport;

import static io.github.camelalicom.mns.emulator.Receipts.smsReport;

/**
 * Three JVMs share a queue. One is killed in the middle of its work; the others do the rest, and
 * each receipt is in the table once.
 */
public final class ScaleOutDemo {

    private static final int WORKERS = 3;
    private static final int HALF = 300;

    /** When messages of the killed worker are redelivered; of a real queue it is a setting. */
    private static final Duration VISIBILITY = Duration.ofSeconds(5);

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /**
     * What came of it.
     *
     * @param receipts how many different ones there were; some came twice
     * @param rows how many rows there are
     * @param different how many receipts are in these rows
     */
    record Outcome(int receipts, int rows, int different, Map<String, Integer> rowsOfWorkers) {}

    private ScaleOutDemo() {}

    public static void main(String... arguments) throws Exception {
        Outcome outcome = run();
        System.out.println();
        System.out.printf("receipts        %d%n", outcome.receipts());
        System.out.printf("rows            %d%n", outcome.rows());
        System.out.printf("different ones  %d%n", outcome.different());
        outcome.rowsOfWorkers()
                .forEach((worker, rows) -> System.out.printf("by %s     %d%n", worker, rows));
    }

    static Outcome run() throws Exception {
        List<WorkerProcess> workers = new ArrayList<>();
        try (SharedDatabase database = new SharedDatabase();
                AlicomEmulator emulator = AlicomEmulator.builder().visibility(VISIBILITY).start()) {
            try {
                for (int i = 1; i <= WORKERS; i++) {
                    workers.add(new WorkerProcess("worker-" + i, settings(emulator, database)));
                }
                return watch(emulator, database, workers);
            } finally {
                for (WorkerProcess worker : workers) {
                    worker.close();
                }
            }
        }
    }

    private static Outcome watch(
            AlicomEmulator emulator, SharedDatabase database, List<WorkerProcess> workers)
            throws Exception {
        until(() -> emulator.queue("SmsReport").waitingPolls() == WORKERS);
        deliver(emulator, 0);
        until(() -> database.rowsOfWorkers().containsKey("worker-1"));
        workers.get(0).kill();
        System.out.printf("worker-1 is killed, %d rows so far%n", database.rows());
        deliver(emulator, HALF);
        until(() -> emulator.queue("SmsReport").isEmpty());
        return new Outcome(
                2 * HALF, database.rows(), database.differentReceipts(), database.rowsOfWorkers());
    }

    /** Every tenth comes twice, as the queue may deliver it. */
    private static void deliver(AlicomEmulator emulator, int first) {
        List<SmsReport> reports =
                IntStream.range(first, first + HALF)
                        .mapToObj(i -> smsReport().bizId("b-" + i).delivered())
                        .toList();
        emulator.deliver(reports);
        emulator.deliver(
                IntStream.range(0, HALF).filter(i -> i % 10 == 0).mapToObj(reports::get).toList());
    }

    private static Map<String, String> settings(AlicomEmulator emulator, SharedDatabase database) {
        Map<String, String> settings = new HashMap<>(database.settings());
        settings.put("alicom.queue-name", emulator.queueName("SmsReport"));
        settings.put("alicom.access-key", emulator.accessKey());
        settings.put("alicom.secret-key", emulator.secretKey());
        settings.put("alicom.token-endpoint", emulator.endpoint());
        settings.put("alicom.mns-endpoint", emulator.endpoint());
        settings.put("camel.management.enabled", "false");
        return settings;
    }

    private static void until(Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        CountDownLatch never = new CountDownLatch(1);
        while (!condition.call()) {
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException("Nothing came of it in " + PATIENCE);
            }
            never.await(20, TimeUnit.MILLISECONDS);
        }
    }
}
