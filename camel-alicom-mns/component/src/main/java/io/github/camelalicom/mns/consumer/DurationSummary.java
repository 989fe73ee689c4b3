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
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

import io.github.camelalicom.mns.gateway.Durations;

/**
 * A distribution of times in four figures.
 *
 * @param count the number of times; if it is 0, the others are zero
 */
public record DurationSummary(long count, Duration min, Duration mean, Duration max) {

    static final DurationSummary NONE =
            new DurationSummary(0, Duration.ZERO, Duration.ZERO, Duration.ZERO);

    DurationSummary plus(DurationSummary other) {
        if (count == 0 || other.count == 0) {
            return count == 0 ? other : this;
        }
        long both = count + other.count;
        Duration all = mean.multipliedBy(count).plus(other.mean.multipliedBy(other.count));
        return new DurationSummary(
                both,
                Durations.shorter(min, other.min),
                all.dividedBy(both),
                Durations.longer(max, other.max));
    }

    /** Collects the figures of a {@link DurationSummary} without a lock. */
    static final class Recorder {

        private final LongAdder count = new LongAdder();
        private final LongAdder total = new LongAdder();
        private final LongAccumulator min = new LongAccumulator(Math::min, Long.MAX_VALUE);
        private final LongAccumulator max = new LongAccumulator(Math::max, 0);

        void record(long nanos) {
            total.add(nanos);
            min.accumulate(nanos);
            max.accumulate(nanos);
            count.increment();
        }

        /** Under load, each figure is correct by itself. */
        DurationSummary summary() {
            long n = count.sum();
            return n == 0
                    ? new DurationSummary(0, Duration.ZERO, Duration.ZERO, Duration.ZERO)
                    : new DurationSummary(
                            n,
                            Duration.ofNanos(min.get()),
                            Duration.ofNanos(total.sum() / n),
                            Duration.ofNanos(max.get()));
        }
    }
}
