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
package io.github.camelalicom.mns;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;
import java.util.stream.IntStream;

import org.apache.camel.ServiceStatus;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.camelalicom.mns.gateway.OpenClients;

import static io.github.camelalicom.mns.emulator.Receipts.receipt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Hundreds of queues in one JVM share the HTTP client of an address, the threads and the timer. */
class ManyQueuesTest extends AlicomMnsTestSupport {

    private static final Logger LOG = LoggerFactory.getLogger(ManyQueuesTest.class);

    private static final int QUEUES = 200;

    private static final List<String> TYPES =
            IntStream.range(0, QUEUES).mapToObj(i -> "Kind" + i + "Report").toList();

    @Test
    void twoHundredQueuesReceiveWithAHandfulOfThreadsAndStopTogether() {
        Set<String> before = consumerThreads();
        long heapBefore = usedHeap();
        Stopwatch watch = new Stopwatch();
        start(routes());
        await().until(() -> TYPES.stream().allMatch(this::isPolled));
        watch.lap("all receive");
        long heap = usedHeap() - heapBefore;
        Set<String> ours = new TreeSet<>(consumerThreads());
        ours.removeAll(before);
        watch.lap("(measured)");
        assertThat(ours).hasSizeLessThanOrEqualTo(60);

        TYPES.forEach(type -> alicom.deliver(receipt(type).json("{\"id\":\"" + type + "\"}")));
        await().until(() -> TYPES.stream().allMatch(type -> alicom.queue(type).deleted() == 1));
        watch.lap("a message of each is deleted");

        assertThat(arrived).hasSize(QUEUES);
        assertThat(OpenClients.count()).isEqualTo(1);
        // each of them would wait for a second of its own
        camel.stop();
        watch.lap("stopped");
        LOG.info(
                "{} queues: {}; {} threads, {} kB of heap each, the emulator's part included",
                QUEUES,
                watch,
                ours.size(),
                heap / QUEUES / 1024);
        assertThat(camel.getStatus()).isEqualTo(ServiceStatus.Stopped);
        await().until(() -> TYPES.stream().noneMatch(this::isPolled));
    }

    @Test
    void allConsumersEndReceivingWhenTheContextBeginsToStop() {
        camel.getShutdownStrategy().setTimeout(5);
        start(routes());
        await().until(() -> TYPES.stream().allMatch(this::isPolled));

        long start = System.nanoTime();
        camel.stop();

        // one after the other, each with a grace of a second, takes more than three minutes
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMinutes(2));
    }

    private boolean isPolled(String type) {
        return alicom.queue(type).waitingPolls() > 0;
    }

    private RouteBuilder routes() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                for (String type : TYPES) {
                    from(uri(type, "waitTime=30s"))
                            .routeId(type)
                            .process(ManyQueuesTest.this::arrive);
                }
            }
        };
    }

    private static long usedHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** Times of the steps, to be read; the speed of this machine is no matter of a test. */
    private static final class Stopwatch {

        private final StringJoiner laps = new StringJoiner(", ");
        private long start = System.nanoTime();

        void lap(String name) {
            long now = System.nanoTime();
            laps.add(name + " after " + Duration.ofNanos(now - start).toMillis() + " ms");
            start = now;
        }

        @Override
        public String toString() {
            return laps.toString();
        }
    }
}
