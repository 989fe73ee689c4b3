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
package io.github.camelalicom.mns.consumer;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import io.github.camelalicom.mns.SteppedTimer;

import static org.assertj.core.api.Assertions.assertThat;

class ThroughputEstimateTest {

    private final SteppedTimer time = new SteppedTimer();

    @Test
    void allowsOneBatchUntilTheThroughputIsKnown() {
        assertThat(throughput(1).limit()).isEqualTo(16);
    }

    @Test
    void allowsWhatIsFinishedInTwoSeconds() {
        ThroughputEstimate throughput = throughput(1);

        work(throughput, 20, Duration.ofMillis(50));

        assertThat(throughput.limit()).isEqualTo(40);
    }

    @Test
    void allowsOnePerWorkerHoweverSlow() {
        ThroughputEstimate throughput = throughput(4);

        work(throughput, 3, Duration.ofSeconds(60));

        assertThat(throughput.limit()).isEqualTo(4);
    }

    @Test
    void neverAllowsMoreThanTheOptionSays() {
        ThroughputEstimate throughput = throughput(1);

        work(throughput, 1000, Duration.ofNanos(10));

        assertThat(throughput.limit()).isEqualTo(256);
    }

    @Test
    void idleTimeSaysNothing() {
        ThroughputEstimate throughput = throughput(1);
        for (int i = 0; i < 10; i++) {
            work(throughput, 1, Duration.ofMillis(50));
            time.advance(Duration.ofMinutes(1));
        }

        assertThat(throughput.limit()).isEqualTo(40);
    }

    @Test
    void followsARouteThatBecomesSlow() {
        ThroughputEstimate throughput = throughput(1);
        work(throughput, 1000, Duration.ofMillis(10));
        assertThat(throughput.limit()).isEqualTo(200);

        work(throughput, 60, Duration.ofSeconds(1));

        assertThat(throughput.limit()).isLessThan(10);
    }

    @Test
    void slowsDownAlreadyWhileTheFirstSlowOneIsAtWork() {
        ThroughputEstimate throughput = throughput(1);
        work(throughput, 100, Duration.ofMillis(10));
        throughput.opened(1);

        time.advance(Duration.ofSeconds(99));

        assertThat(throughput.limit()).isEqualTo(2);
    }

    @Test
    void anUnprocessedMessageChangesNothing() {
        ThroughputEstimate throughput = throughput(1);
        throughput.opened(1);
        throughput.dropped(1);

        assertThat(throughput.limit()).isEqualTo(16);
    }

    private ThroughputEstimate throughput(int workers) {
        return new ThroughputEstimate(workers, 16, 256, time::nanoTime);
    }

    private void work(ThroughputEstimate throughput, int messages, Duration each) {
        for (int i = 0; i < messages; i++) {
            throughput.opened(1);
            time.advance(each);
            throughput.closed(1);
        }
    }
}
