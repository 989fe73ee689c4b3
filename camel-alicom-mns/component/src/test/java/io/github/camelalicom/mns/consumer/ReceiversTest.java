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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.github.camelalicom.mns.SteppedTimer;
import io.github.camelalicom.mns.gateway.Threads;

import static org.awaitility.Awaitility.await;

class ReceiversTest {

    private final SteppedTimer time = new SteppedTimer();
    private final AtomicInteger refusals = new AtomicInteger();
    private final AtomicInteger steps = new AtomicInteger();
    private final ExecutorService exhausted =
            new ThreadPoolExecutor(
                    0, 1, 1, TimeUnit.SECONDS, new SynchronousQueue<>(), this::refusedOnce);
    private final Receivers receivers =
            new Receivers(8, new Threads(exhausted, exhausted, time), (peers, primary) -> null);

    @AfterEach
    void endThreads() {
        exhausted.shutdownNow();
    }

    /** As when a message ends and makes room: its thread must not get the error either. */
    @Test
    void aStepForWhichNoThreadIsAvailableFollowsASecondLater() {
        receivers.execute(steps::incrementAndGet);
        time.advance(Duration.ofSeconds(1));

        await().untilAtomic(steps, org.hamcrest.Matchers.is(1));
    }

    @Test
    void aStepAfterAPauseForWhichNoThreadIsAvailableFollowsASecondLater() {
        receivers.executeAfter(Duration.ofSeconds(5), steps::incrementAndGet);
        time.advance(Duration.ofSeconds(6));

        await().untilAtomic(steps, org.hamcrest.Matchers.is(1));
    }

    private Thread refusedOnce(Runnable task) {
        if (refusals.incrementAndGet() == 1) {
            throw new OutOfMemoryError("unable to create native thread, on purpose");
        }
        return new Thread(task, "second-attempt");
    }
}
