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
import java.util.List;
import java.util.concurrent.locks.LockSupport;

import io.github.camelalicom.mns.benchmark.contender.Contenders;

/**
 * How fast each contender works through a full queue, and what that costs, with every answer of the
 * service held up by so much. A fresh JVM for each run of a contender: it works through queues
 * until its JIT compiler has come to rest, then through one for each latency.
 */
final class Throughput {

    /** What is measured ends when the queue is empty or this is over. */
    private static final Duration LONGEST = Duration.ofSeconds(15);

    /** Far longer than a contender takes that cannot keep up. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final int SLOW_SERVICE = 4;

    /** Each queue has so much of a hundred more, worked through before measuring begins. */
    private static final int RUN_UP_PERCENT = 10;

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(5);

    private final String classPath;
    private final int messages;
    private final WarmUp warmUp;
    private int queues;

    /**
     * @param messages measured in each queue; a quarter of it where the service takes them slowly
     */
    Throughput(String classPath, int messages, WarmUp warmUp) {
        this.classPath = classPath;
        this.messages = messages;
        this.warmUp = warmUp;
    }

    /** One run: a cell for each latency. */
    List<Cell> measure(Contenders contender, List<Duration> latencies) throws Exception {
        boolean sqs = contender.service() == Contenders.Service.SQS;
        int size = sqs ? messages / SLOW_SERVICE : messages;
        try (Service service = Service.of(contender);
                DelayingProxy proxy = new DelayingProxy(service.endpoint());
                WorkerProcess worker =
                        new WorkerProcess(contender, proxy.endpoint(), service, classPath)) {
            warmUp.run(worker, () -> workThrough(service, worker, size));
            List<Cell> cells = new ArrayList<>();
            for (Duration latency : latencies) {
                proxy.delay(latency);
                cells.add(measure(contender, latency, service, proxy, worker, size));
            }
            return cells;
        }
    }

    private void workThrough(Service service, WorkerProcess worker, int size) {
        String queue = nextQueue();
        service.fill(queue, size);
        worker.work(queue);
        awaitLeft(service, queue, 0);
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
        int all = size + size * RUN_UP_PERCENT / 100;
        service.fill(queue, all);
        Figures atFirst = worker.figures();
        worker.work(queue);
        // the start of a context does not count as a cost of messages
        awaitLeft(service, queue, size);
        Figures before = worker.figures();
        long requests = proxy.requests();
        long left = service.left(queue);
        long start = System.nanoTime();
        awaitLeft(service, queue, 0);
        double seconds = (System.nanoTime() - start) / 1e9;
        long leftAtEnd = service.left(queue);
        double deleted = left - leftAtEnd;
        requests = proxy.requests() - requests;
        Figures after = worker.figures().requireDone(atFirst, all - leftAtEnd);
        worker.rest();
        if (deleted <= 0) {
            throw new IllegalStateException(contender + " has deleted nothing in " + LONGEST);
        }
        return new Cell(
                contender,
                latency,
                deleted / seconds,
                (after.cpuNanos() - before.cpuNanos()) / 1e3 / deleted,
                (after.allocated() - before.allocated()) / 1e3 / deleted,
                requests / deleted);
    }

    private String nextQueue() {
        return "Alicom-Queue-1-" + ++queues + "-SmsReport";
    }

    /** Returns when so many messages are left, or after {@link #LONGEST}. */
    private static void awaitLeft(Service service, String queue, int wanted) {
        awaitLeft(service, queue, wanted, LONGEST);
    }

    /**
     * @throws IllegalStateException if messages are left after {@link #PATIENCE}
     */
    static void awaitEmpty(Service service, String queue) {
        awaitLeft(service, queue, 0, PATIENCE);
        long left = service.left(queue);
        if (left > 0) {
            throw new IllegalStateException(left + " messages of " + queue + " are left");
        }
    }

    private static void awaitLeft(Service service, String queue, int wanted, Duration longest) {
        long end = System.nanoTime() + longest.toNanos();
        while (service.left(queue) > wanted && System.nanoTime() < end) {
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }
}
