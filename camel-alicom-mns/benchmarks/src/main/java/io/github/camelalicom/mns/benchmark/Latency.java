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

import io.github.camelalicom.mns.benchmark.contender.Contenders;

/**
 * How long a message takes from the queue into the route, when they trickle in. At ten messages a
 * second a JVM stays cold for hours, so it works through full queues first, until its JIT compiler
 * has come to rest.
 */
final class Latency {

    private static final String QUEUE = "Alicom-Queue-1-SmsReport";
    private static final int WARM_UP_MESSAGES = 20_000;

    /**
     * One row of the table.
     *
     * @param figures with the lag of each message
     * @param requests for each message
     */
    record Row(
            Contenders contender,
            int perSecond,
            Duration latency,
            Figures figures,
            double requests) {}

    private final String classPath;
    private final WarmUp warmUp;
    private final Duration runUp;
    private final Duration measured;

    /**
     * @param runUp at each rate; does not count
     * @param measured at each rate
     */
    Latency(String classPath, WarmUp warmUp, Duration runUp, Duration measured) {
        this.classPath = classPath;
        this.warmUp = warmUp;
        this.runUp = runUp;
        this.measured = measured;
    }

    /** One JVM for all rows: a row for each rate and latency. */
    List<Row> measure(Contenders contender, int[] rates, List<Duration> latencies)
            throws Exception {
        try (Service service = new MnsService();
                DelayingProxy proxy = new DelayingProxy(service.endpoint());
                WorkerProcess worker =
                        new WorkerProcess(contender, proxy.endpoint(), service, classPath)) {
            // a queue exists from its first message on, and contenders end where there is none
            service.fill(QUEUE, 1);
            worker.work(QUEUE);
            warmUp.run(worker, () -> workThrough(service));
            Trickle trickle = new Trickle(service, List.of(QUEUE));
            List<Row> rows = new ArrayList<>();
            for (int perSecond : rates) {
                for (Duration latency : latencies) {
                    proxy.delay(latency);
                    Row row = measure(contender, trickle, perSecond, latency, proxy, worker);
                    Report.tell(row);
                    rows.add(row);
                }
            }
            return rows;
        }
    }

    private Row measure(
            Contenders contender,
            Trickle trickle,
            int perSecond,
            Duration latency,
            DelayingProxy proxy,
            WorkerProcess worker) {
        trickle.run(perSecond, runUp);
        Throughput.awaitEmpty(trickle.service(), QUEUE);
        Figures before = worker.figures();
        long requests = proxy.requests();
        int sent = trickle.run(perSecond, measured);
        // those that wait longest are still in the queue
        Throughput.awaitEmpty(trickle.service(), QUEUE);
        Figures figures = worker.figures().requireDone(before, sent);
        return new Row(
                contender,
                perSecond,
                latency,
                figures,
                (proxy.requests() - requests) / (double) sent);
    }

    private static void workThrough(Service service) {
        service.fill(QUEUE, WARM_UP_MESSAGES);
        Throughput.awaitEmpty(service, QUEUE);
    }
}
