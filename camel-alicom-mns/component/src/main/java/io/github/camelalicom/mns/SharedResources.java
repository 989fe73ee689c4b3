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

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

import org.apache.camel.CamelContext;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.support.LifecycleStrategySupport;

import io.github.camelalicom.mns.consumer.LeftPolls;
import io.github.camelalicom.mns.consumer.Receiving;
import io.github.camelalicom.mns.consumer.Surroundings;
import io.github.camelalicom.mns.gateway.Threads;

/**
 * What all consumers, pollers and producers of a component share. The threads are made for the
 * first user and ended after the last; their number does not grow with the number of queues. When
 * the context begins to stop, all consumers end receiving at the same time.
 */
final class SharedResources extends LifecycleStrategySupport implements Surroundings {

    /** Answers are read and bookkeeping is done there; nothing blocks. */
    private static final int IO_THREADS =
            Math.max(2, Math.min(4, Runtime.getRuntime().availableProcessors()));

    /** The threads, while there are users. */
    private record Pools(Threads threads, int users) {

        Pools plus(int more) {
            return new Pools(threads, users + more);
        }
    }

    private final CamelContext context;
    private final LeftPolls leftPolls = new LeftPolls();
    private final Set<Receiving> receivings = ConcurrentHashMap.newKeySet();
    private final AtomicReference<Pools> pools = new AtomicReference<>();

    /** Since when the context stops, by the clock of {@link System#nanoTime()}; null if not. */
    private volatile Long stoppingSince;

    SharedResources(CamelContext context) {
        this.context = context;
    }

    /** Follows the context's life from now on. */
    SharedResources register() {
        context.addLifecycleStrategy(this);
        return this;
    }

    /** The component has stopped: what still finishes in the background comes to its end. */
    void unregister() {
        receivings.forEach(Receiving::finish);
        context.getLifecycleStrategies().remove(this);
    }

    /** One more user, who calls {@link #release()} once. */
    Threads acquire() {
        Pools present = pools.get();
        while (present != null) {
            if (pools.compareAndSet(present, present.plus(1))) {
                return present.threads();
            }
            present = pools.get();
        }
        Threads fresh = newThreads();
        if (pools.compareAndSet(null, new Pools(fresh, 1))) {
            return fresh;
        }
        end(fresh);
        return acquire();
    }

    private Threads newThreads() {
        ExecutorServiceManager manager = context.getExecutorServiceManager();
        return new Threads(
                manager.newFixedThreadPool(this, "AlicomMnsQueue", IO_THREADS),
                manager.newCachedThreadPool(this, "AlicomMnsConsumer"),
                manager.newSingleThreadScheduledExecutor(this, "AlicomMnsTimer"));
    }

    void release() {
        Pools before = pools.getAndUpdate(now -> now.users() == 1 ? null : now.plus(-1));
        if (before.users() == 1) {
            end(before.threads());
        }
    }

    private void end(Threads threads) {
        ExecutorServiceManager manager = context.getExecutorServiceManager();
        manager.shutdownNow(threads.timer());
        manager.shutdownNow(threads.io());
        manager.shutdownNow(threads.workers());
    }

    /** From now on it ends receiving when the context begins to stop. */
    void opened(Receiving receiving) {
        receivings.add(receiving);
    }

    @Override
    public void closed(Receiving receiving) {
        receivings.remove(receiving);
        release();
    }

    /** For those who have acquired them. */
    @Override
    public Threads threads() {
        return pools.get().threads();
    }

    @Override
    public LeftPolls leftPolls() {
        return leftPolls;
    }

    @Override
    public Optional<Duration> graceLeft(Duration grace) {
        return Optional.ofNullable(stoppingSince)
                .map(since -> grace.minusNanos(System.nanoTime() - since));
    }

    @Override
    public void onContextStarting(CamelContext starting) {
        stoppingSince = null;
    }

    @Override
    public void onContextStopping(CamelContext stopping) {
        stoppingSince = System.nanoTime();
        receivings.forEach(Receiving::endReceiving);
    }
}
