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
import java.util.concurrent.locks.LockSupport;

import io.github.camelalicom.mns.benchmark.contender.Contenders;

/** How many requests an empty queue costs. */
final class Idle {

    private static final Duration SETTLING = Duration.ofSeconds(20);
    private static final Duration MEASURED = Duration.ofSeconds(120);

    private final String classPath;

    Idle(String classPath) {
        this.classPath = classPath;
    }

    /** Answers for each minute, after the first messages have been worked on. */
    double requestsPerMinute(Contenders contender) throws Exception {
        try (Service service = Service.of(contender);
                DelayingProxy proxy = new DelayingProxy(service.endpoint());
                WorkerProcess worker =
                        new WorkerProcess(contender, proxy.endpoint(), service, classPath)) {
            String queue = "Alicom-Queue-1-SmsReport";
            service.fill(queue, 10);
            worker.work(queue);
            Throughput.awaitEmpty(service, queue);
            LockSupport.parkNanos(SETTLING.toNanos());
            long before = proxy.requests();
            long end = System.nanoTime() + MEASURED.toNanos();
            while (System.nanoTime() < end) {
                LockSupport.parkNanos(end - System.nanoTime());
            }
            double requests = proxy.requests() - before;
            // fails if the worker has ended: it sends no requests either
            worker.figures();
            return requests / MEASURED.toMinutes();
        }
    }
}
