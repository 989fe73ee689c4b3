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

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.github.camelalicom.mns.SteppedTimer;
import io.github.camelalicom.mns.gateway.Threads;

import static org.awaitility.Awaitility.await;

class DeliveryTrackerTest {

    private static final ConsumerStats.Listener NO_LISTENER =
            new ConsumerStats.Listener() {
                @Override
                public void begun(long lagNanos) {}

                @Override
                public void deleted(long leaseLeftNanos) {}
            };

    private final SteppedTimer time = new SteppedTimer();
    private final CountDownLatch end = new CountDownLatch(1);

    /** Its only thread is busy, so that the caller runs what is due at once. */
    private final ThreadPoolExecutor busy =
            new ThreadPoolExecutor(
                    1,
                    1,
                    1,
                    TimeUnit.SECONDS,
                    new SynchronousQueue<>(),
                    new ThreadPoolExecutor.CallerRunsPolicy());

    private final DeliveryTracker tracker =
            new DeliveryTracker(
                    new EngineParts(
                            new ScriptedQueue(),
                            Messages.settings(),
                            new TestSharedServices(new Threads(busy, busy, time)),
                            (message, cause) -> {},
                            NO_LISTENER,
                            time::nanoTime,
                            InstantSource.system()),
                    (delivery, state) -> {});

    @AfterEach
    void endThread() {
        end.countDown();
        busy.shutdownNow();
    }

    @Test
    void aMessageWhoseLeaseIsOverWhenItArrivesIsForgotten() {
        busy.execute(this::awaitEnd);

        WeakReference<Delivery> lapsed = holdLapsed();

        await().until(
                        () -> {
                            System.gc();
                            return lapsed.get() == null;
                        });
    }

    private WeakReference<Delivery> holdLapsed() {
        List<Delivery> received =
                tracker.received(List.of(Messages.message("1", Duration.ofSeconds(-1))));
        tracker.hold(received);
        return new WeakReference<>(received.get(0));
    }

    private void awaitEnd() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
