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
import java.util.List;

import io.github.camelalicom.mns.benchmark.contender.Contenders;

/** How long a message takes from the queue into the route, when they trickle in. */
final class Latency {

    private static final Duration WARM_UP = Duration.ofSeconds(5);
    private static final Duration MEASURED = Duration.ofSeconds(15);

    /**
     * One row of the table; times in milliseconds.
     *
     * @param requests for each message
     */
    record Row(int perSecond, Duration latency, long p50, long p99, long most, double requests) {}

    private final String classPath;

    Latency(String classPath) {
        this.classPath = classPath;
    }

    Row measure(int perSecond, Duration latency) throws Exception {
        try (Service service = new MnsService();
                DelayingProxy proxy = new DelayingProxy(service.endpoint());
                WorkerProcess worker =
                        new WorkerProcess(
                                Contenders.COMPONENT, proxy.endpoint(), service, classPath)) {
            proxy.delay(latency);
            String queue = "Alicom-Queue-1-SmsReport";
            worker.work(queue);
            Trickle trickle = new Trickle(service, List.of(queue));
            trickle.run(perSecond, WARM_UP);
            worker.figures();
            long requests = proxy.requests();
            int sent = trickle.run(perSecond, MEASURED);
            Figures figures = worker.figures();
            return new Row(
                    perSecond,
                    latency,
                    figures.lag(50),
                    figures.lag(99),
                    figures.lag(100),
                    (proxy.requests() - requests) / (double) sent);
        }
    }
}
