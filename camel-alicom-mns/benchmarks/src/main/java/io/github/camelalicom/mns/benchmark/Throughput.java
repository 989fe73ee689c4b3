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
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

import io.github.camelalicom.mns.benchmark.contender.Contenders;

/**
 * How fast each contender works through a full queue, and what that costs, with every answer of the
 * service held up by so much. A fresh JVM for each cell; it works through a queue for warm-up, then
 * through another that is measured.
 */
final class Throughput {

    /** What is measured ends when the queue is empty or this is over. */
    private static final Duration LONGEST = Duration.ofSeconds(15);

    private static final Duration LONGEST_WARM_UP = Duration.ofSeconds(10);
    private static final int SLOW_SERVICE = 4;

    /** The JIT compiler takes its share of the two CPUs for about so many messages. */
    private static final int WARM_UP_ROUNDS = 3;

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    /**
     * One cell of the table.
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
            double requests) {}

    private final String classPath;
    private final int messages;
    private int queues;

    /**
     * @param messages in each queue; a quarter of it where the service takes them slowly
     */
    Throughput(String classPath, int messages) {
        this.classPath = classPath;
        this.messages = messages;
    }

    /** Several runs of the same cell, of which the median by throughput counts. */
    Cell median(Contenders contender, Duration latency, int runs) throws Exception {
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            cells.add(measure(contender, latency));
        }
        cells.sort(Comparator.comparingDouble(Cell::messagesPerSecond));
        return cells.get(runs / 2);
    }

    Cell measure(Contenders contender, Duration latency) throws Exception {
        boolean sqs = contender.service() == Contenders.Service.SQS;
        try (Service service = sqs ? new SqsService() : new MnsService();
                DelayingProxy proxy = new DelayingProxy(service.endpoint(), latency);
                WorkerProcess worker =
                        new WorkerProcess(contender, proxy.endpoint(), service, classPath)) {
            int size = sqs ? messages / SLOW_SERVICE : messages;
            warmUp(service, worker, sqs ? size : WARM_UP_ROUNDS * size);
            return measure(contender, latency, service, proxy, worker, size);
        }
    }

    private void warmUp(Service service, WorkerProcess worker, int size) {
        String queue = nextQueue();
        service.fill(queue, size);
        worker.work(queue);
        awaitEmpty(service, queue, LONGEST_WARM_UP);
        worker.rest();
    }

    private Cell measure(
            Contenders contender,
            Duration latency,
            Service service,
            DelayingProxy proxy,
            WorkerProcess worker,
            int size)
            throws IOException {
        String queue = nextQueue();
        service.fill(queue, size);
        long requests = proxy.requests();
        Figures before = worker.figures();
        long start = System.nanoTime();
        worker.work(queue);
        awaitEmpty(service, queue, LONGEST);
        double seconds = (System.nanoTime() - start) / 1e9;
        double deleted = size - service.left(queue);
        Figures after = worker.figures();
        return new Cell(
                contender,
                latency,
                deleted / seconds,
                (after.cpuNanos() - before.cpuNanos()) / 1e3 / deleted,
                (after.allocated() - before.allocated()) / 1e3 / deleted,
                (proxy.requests() - requests) / deleted);
    }

    private String nextQueue() {
        return "Alicom-Queue-1-" + ++queues + "-SmsReport";
    }

    private static void awaitEmpty(Service service, String queue, Duration longest) {
        long end = System.nanoTime() + longest.toNanos();
        while (service.left(queue) > 0 && System.nanoTime() < end) {
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }
}
