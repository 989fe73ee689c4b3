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
    void allowsOneBatchUntilAPaceIsKnown() {
        assertThat(pace(1).limit()).isEqualTo(16);
    }

    @Test
    void allowsWhatIsFinishedInTwoSeconds() {
        ThroughputEstimate pace = pace(1);

        work(pace, 20, Duration.ofMillis(50));

        assertThat(pace.limit()).isEqualTo(40);
    }

    @Test
    void allowsOnePerWorkerHoweverSlow() {
        ThroughputEstimate pace = pace(4);

        work(pace, 3, Duration.ofSeconds(60));

        assertThat(pace.limit()).isEqualTo(4);
    }

    @Test
    void neverAllowsMoreThanTheOptionSays() {
        ThroughputEstimate pace = pace(1);

        work(pace, 1000, Duration.ofNanos(10));

        assertThat(pace.limit()).isEqualTo(256);
    }

    @Test
    void idleTimeSaysNothing() {
        ThroughputEstimate pace = pace(1);
        for (int i = 0; i < 10; i++) {
            work(pace, 1, Duration.ofMillis(50));
            time.advance(Duration.ofMinutes(1));
        }

        assertThat(pace.limit()).isEqualTo(40);
    }

    @Test
    void followsARouteThatBecomesSlow() {
        ThroughputEstimate pace = pace(1);
        work(pace, 1000, Duration.ofMillis(10));
        assertThat(pace.limit()).isEqualTo(200);

        work(pace, 60, Duration.ofSeconds(1));

        assertThat(pace.limit()).isLessThan(10);
    }

    @Test
    void slowsDownAlreadyWhileTheFirstSlowOneIsAtWork() {
        ThroughputEstimate pace = pace(1);
        work(pace, 100, Duration.ofMillis(10));
        pace.opened();

        time.advance(Duration.ofSeconds(99));

        assertThat(pace.limit()).isEqualTo(2);
    }

    @Test
    void whatNobodyWorkedOnSaysNothing() {
        ThroughputEstimate pace = pace(1);
        pace.opened();
        pace.dropped();

        assertThat(pace.limit()).isEqualTo(16);
    }

    private ThroughputEstimate pace(int workers) {
        return new ThroughputEstimate(workers, 16, 256, time::nanoTime);
    }

    private void work(ThroughputEstimate pace, int messages, Duration each) {
        for (int i = 0; i < messages; i++) {
            pace.opened();
            time.advance(each);
            pace.closed();
        }
    }
}
