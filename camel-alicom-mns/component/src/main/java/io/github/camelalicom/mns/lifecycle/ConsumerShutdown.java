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
import java.util.concurrent.TimeUnit;

import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.spi.ShutdownStrategy;

/** What Camel's shutdown strategy has said to a consumer since it was started or resumed. */
public final class ConsumerShutdown {

    private volatile boolean completesAllTasks;

    /** A consumer that is stopped by itself has no strategy behind it. */
    private volatile boolean byStrategy;

    /** The consumer receives again: what was said before no longer counts. */
    public void revoke() {
        completesAllTasks = false;
        byStrategy = false;
    }

    /** The strategy begins to suspend or stop the consumer. */
    public void begin(ShutdownRunningTask task) {
        completesAllTasks = task == ShutdownRunningTask.CompleteAllTasks;
        byStrategy = true;
    }

    /** Whether all held messages are processed first. */
    public boolean completesAllTasks() {
        return completesAllTasks;
    }

    /**
     * How long a stop may wait: the timeout of Camel, or zero if it has passed, which may be that
     * of a single route. The strategy reports that until its next run, also to consumers that are
     * stopped without it. A strategy that does not wait, such as that of Quarkus, has no unit.
     */
    public Duration timeout(ShutdownStrategy strategy) {
        if (byStrategy && strategy.isTimeoutOccurred()) {
            return Duration.ZERO;
        }
        TimeUnit unit = strategy.getTimeUnit();
        // one that does not fit, so that Camel waits indefinitely, is shortened to 292 years
        return unit == null ? Duration.ZERO : Duration.ofNanos(unit.toNanos(strategy.getTimeout()));
    }
}
