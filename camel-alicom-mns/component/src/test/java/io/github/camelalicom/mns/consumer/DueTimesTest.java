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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DueTimesTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final DueTimes<Object> times = new DueTimes<>();

    @Test
    void whatIsDueForTheLongestTimeComesFirst() {
        times.add("later", 2 * SECOND);
        times.add("first", SECOND);
        times.add("second", SECOND);

        assertThat(times.next()).hasValue(SECOND);
        assertThat(times.poll(SECOND - 1)).isNull();
        assertThat(times.poll(SECOND)).isEqualTo("first");
        assertThat(times.poll(SECOND)).isEqualTo("second");
        assertThat(times.poll(SECOND)).isNull();
        assertThat(times.poll(2 * SECOND)).isEqualTo("later");
        assertThat(times.next()).isEmpty();
    }

    @Test
    void aLaterTimeReplacesTheEarlierOne() {
        times.add("one", SECOND);
        times.add("one", 3 * SECOND);

        assertThat(times.poll(2 * SECOND)).isNull();
        assertThat(times.poll(3 * SECOND)).isEqualTo("one");
    }

    @Test
    void whatWasRemovedIsNotDue() {
        times.add("one", SECOND);
        times.remove("one");
        times.remove("never added");

        assertThat(times.next()).isEmpty();
        assertThat(times.all()).isEmpty();
    }

    @Test
    void nothingIsDueBeforeItsTimeAlsoWhenTheClockIsNegative() {
        times.add("one", -SECOND - 1);

        assertThat(times.poll(-SECOND - 2)).isNull();
        assertThat(times.poll(-SECOND)).isEqualTo("one");
    }

    @Test
    void ofAHundredThousandOnlyThoseThatAreDueAreLookedAt() {
        AtomicLong looks = new AtomicLong();
        List<Counted> all = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            all.add(new Counted(looks));
            times.add(all.get(i), i * SECOND / 1000);
        }
        looks.set(0);

        // 16 are due, one comes and one goes
        List<Object> due = new ArrayList<>();
        for (Object one = times.poll(15 * SECOND / 1000); one != null; ) {
            due.add(one);
            one = times.poll(15 * SECOND / 1000);
        }
        times.add(new Counted(looks), 5 * SECOND);
        times.remove(all.get(50_000));
        times.next();

        assertThat(due).hasSizeBetween(11, 16);
        assertThat(looks.get()).isLessThan(200);
    }

    /** Counts how often a collection looks at it. */
    private static final class Counted {

        private final AtomicLong looks;

        Counted(AtomicLong looks) {
            this.looks = looks;
        }

        @Override
        public int hashCode() {
            looks.incrementAndGet();
            return super.hashCode();
        }

        @Override
        public boolean equals(Object other) {
            looks.incrementAndGet();
            return this == other;
        }
    }
}
