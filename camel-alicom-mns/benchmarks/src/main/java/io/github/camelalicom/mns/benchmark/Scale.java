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
import java.util.stream.IntStream;

import io.github.camelalicom.mns.benchmark.contender.Contenders;

/**
 * What many queues in one JVM cost: the start and stop of the context, and threads, heap, requests
 * and CPU under each load. A fresh JVM for each number of queues, so that no earlier one has warmed
 * it up or left threads in it.
 */
final class Scale {

    private final String classPath;
    private final Duration settling;
    private final Duration measured;

    /**
     * @param settling after the first messages have arrived; does not count
     * @param measured for each load; a multiple of the long poll's 30 s counts all polls
     */
    Scale(String classPath, Duration settling, Duration measured) {
        this.classPath = classPath;
        this.settling = settling;
        this.measured = measured;
    }

    ScaleRow measure(Contenders contender, int size) throws Exception {
        List<String> queues = names(size);
        try (Service service = Service.of(contender);
                DelayingProxy proxy = new DelayingProxy(service.endpoint());
                WorkerProcess worker =
                        new WorkerProcess(contender, proxy.endpoint(), service, classPath)) {
            queues.forEach(queue -> service.fill(queue, 1));
            // the answer means that its JVM has started
            worker.figures();
            Duration start = time(() -> worker.work(queues));
            queues.forEach(queue -> Throughput.awaitEmpty(service, queue));
            Trickle trickle = new Trickle(service, queues);
            trickle.run(0, settling);
            List<Usage> usages = new ArrayList<>();
            for (Load load : Load.values()) {
                usages.add(measure(load, trickle, proxy, worker));
            }
            queues.forEach(queue -> Throughput.awaitEmpty(service, queue));
            return new ScaleRow(contender, size, start, time(worker::rest), usages);
        }
    }

    private static List<String> names(int size) {
        return IntStream.rangeClosed(1, size)
                .mapToObj(i -> "Alicom-Queue-1-" + i + "-SmsReport")
                .toList();
    }

    private Usage measure(Load load, Trickle trickle, DelayingProxy proxy, WorkerProcess worker) {
        Figures before = worker.figures();
        long requests = proxy.requests();
        trickle.run(load.perSecond(trickle.queues().size()), measured);
        requests = proxy.requests() - requests;
        Figures after = worker.figures();
        return Usage.of(load, measured, before, after, requests, worker.footprint());
    }

    private static Duration time(Runnable step) {
        long start = System.nanoTime();
        step.run();
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
