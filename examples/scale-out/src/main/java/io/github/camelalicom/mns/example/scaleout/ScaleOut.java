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

import java.io.IOException;
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
import io.github.camelalicom.mns.emulator.QueueView;
import io.github.camelalicom.mns.emulator.Receipts.SmsReport;

import static io.github.camelalicom.mns.emulator.Receipts.smsReport;

/** A queue of the emulator, and workers in JVMs of their own that share it and a database. */
final class ScaleOut implements AutoCloseable {

    /** When messages of a killed worker are redelivered; of a real queue it is a setting. */
    private static final Duration VISIBILITY = Duration.ofSeconds(5);

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final SharedDatabase database;
    private final AlicomEmulator emulator;
    private final List<WorkerProcess> workers = new ArrayList<>();

    ScaleOut(SharedDatabase database) throws IOException {
        this.database = database;
        emulator = AlicomEmulator.builder().visibility(VISIBILITY).start();
    }

    /** Starts worker-1, worker-2 and so on, and waits until each of them polls. */
    void start(int number) throws Exception {
        for (int i = 1; i <= number; i++) {
            workers.add(new WorkerProcess("worker-" + i, settings()));
        }
        until(() -> queue().waitingPolls() == number);
    }

    /** Every tenth comes twice, as the queue may deliver it. */
    void deliver(int first, int number) {
        List<SmsReport> reports =
                IntStream.range(first, first + number)
                        .mapToObj(i -> smsReport().bizId("b-" + i).delivered())
                        .toList();
        emulator.deliver(reports);
        emulator.deliver(
                IntStream.range(0, number)
                        .filter(i -> i % 10 == 0)
                        .mapToObj(reports::get)
                        .toList());
    }

    /** As when its machine fails. */
    void killFirst() throws InterruptedException {
        workers.get(0).kill();
    }

    QueueView queue() {
        return emulator.queue("SmsReport");
    }

    ReceiptsTable table() {
        return database.table();
    }

    static void until(Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        CountDownLatch never = new CountDownLatch(1);
        while (!condition.call()) {
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException("Nothing came of it in " + PATIENCE);
            }
            never.await(20, TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void close() throws InterruptedException {
        for (WorkerProcess worker : workers) {
            worker.close();
        }
        emulator.close();
    }

    /** Of a worker that reads the emulator's queue. */
    static Map<String, String> settings(AlicomEmulator emulator, SharedDatabase database) {
        Map<String, String> settings = new HashMap<>(database.settings());
        settings.put("alicom.queue-name", emulator.queueName("SmsReport"));
        settings.put("alicom.access-key", emulator.accessKey());
        settings.put("alicom.secret-key", emulator.secretKey());
        settings.put("alicom.token-endpoint", emulator.endpoint());
        settings.put("alicom.mns-endpoint", emulator.endpoint());
        return settings;
    }

    private Map<String, String> settings() {
        Map<String, String> settings = settings(emulator, database);
        settings.put("camel.management.enabled", "false");
        return settings;
    }
}
