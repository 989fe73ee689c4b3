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
package io.github.camelalicom.mns.lifecycle;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

class SharedResourcesTest {

    private static final Duration LESS_THAN_CAMEL_WAITS_FOR_A_POOL = Duration.ofSeconds(8);

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final SharedResources resources = new SharedResources(camel);

    @Test
    void aTimerThatIsStillDueDoesNotHoldUpTheStopOfTheContext() {
        camel.start();
        ScheduledExecutorService timer = resources.acquire().timer();
        timer.schedule(() -> {}, 1, TimeUnit.HOURS);

        // the last answer of a poller may release them later, or at the same moment
        assertTimeout(LESS_THAN_CAMEL_WAITS_FOR_A_POOL, camel::stop);

        resources.release();
        assertThat(timer.isTerminated()).isTrue();
    }
}
