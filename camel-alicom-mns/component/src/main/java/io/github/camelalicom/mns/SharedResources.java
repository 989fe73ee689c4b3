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

import org.apache.camel.CamelContext;
import org.apache.camel.ExtendedCamelContext;
import org.apache.camel.NonManagedService;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.Service;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.support.LifecycleStrategySupport;

import io.github.camelalicom.mns.consumer.LeftPolls;
import io.github.camelalicom.mns.consumer.Receiving;
import io.github.camelalicom.mns.consumer.Surroundings;
import io.github.camelalicom.mns.gateway.Threads;

/**
 * What all consumers, pollers and producers of a Camel context share. The threads are made for the
 * first user and ended after the last; their number does not grow with the number of queues. When
 * the context begins to stop, all consumers end receiving at the same time.
 */
final class SharedResources extends LifecycleStrategySupport
        implements Surroundings, Service, NonManagedService {

    /** Answers are read and bookkeeping is done there; nothing blocks. */
    private static final int IO_THREADS =
            Math.max(2, Math.min(4, Runtime.getRuntime().availableProcessors()));

    private final ExecutorServiceManager manager;
    private final LeftPolls leftPolls = new LeftPolls();
    private final Set<Receiving> receivings = ConcurrentHashMap.newKeySet();

    // guarded by this
    private int users;
    private Threads threads;
    private boolean stopping;
    private long stoppingSince;

    private SharedResources(ExecutorServiceManager manager) {
        this.manager = manager;
    }

    /** Those of this context. */
    static SharedResources of(CamelContext context) {
        ExtendedCamelContext extension = context.getCamelContextExtension();
        synchronized (context) {
            SharedResources present = extension.getContextPlugin(SharedResources.class);
            if (present == null) {
                present = new SharedResources(context.getExecutorServiceManager());
                extension.addContextPlugin(SharedResources.class, present);
                context.addLifecycleStrategy(present);
                present.register(context);
            }
            return present;
        }
    }

    private void register(CamelContext context) {
        try {
            context.addService(this, true, true);
        } catch (Exception e) {
            throw RuntimeCamelException.wrapRuntimeException(e);
        }
    }

    /** One more user, who calls {@link #release()} once. */
    synchronized Threads acquire() {
        if (threads == null) {
            threads =
                    new Threads(
                            manager.newFixedThreadPool(this, "AlicomMnsQueue", IO_THREADS),
                            manager.newCachedThreadPool(this, "AlicomMnsConsumer"),
                            manager.newSingleThreadScheduledExecutor(this, "AlicomMnsTimer"));
        }
        users++;
        return threads;
    }

    synchronized void release() {
        users--;
        if (users == 0) {
            manager.shutdownNow(threads.timer());
            manager.shutdownNow(threads.io());
            manager.shutdownNow(threads.workers());
            threads = null;
        }
    }

    /** From now on it ends receiving when the context begins to stop. */
    void opened(Receiving receiving) {
        receivings.add(receiving);
    }

    @Override
    public synchronized Threads threads() {
        return threads;
    }

    @Override
    public LeftPolls leftPolls() {
        return leftPolls;
    }

    @Override
    public void closed(Receiving receiving) {
        receivings.remove(receiving);
        release();
    }

    @Override
    public synchronized Optional<Duration> graceLeft(Duration grace) {
        return stopping
                ? Optional.of(grace.minusNanos(System.nanoTime() - stoppingSince))
                : Optional.empty();
    }

    @Override
    public void onContextStarting(CamelContext context) {
        // a context that starts again has forgotten the services of its earlier life
        register(context);
        setStopping(false);
    }

    @Override
    public void onContextStopping(CamelContext context) {
        setStopping(true);
        receivings.forEach(Receiving::endReceiving);
    }

    private synchronized void setStopping(boolean value) {
        stopping = value;
        stoppingSince = System.nanoTime();
    }

    @Override
    public void start() {
        // there is nothing to start before the first user
    }

    /** What stopped earlier and still finishes in the background comes to its end. */
    @Override
    public void stop() {
        receivings.forEach(Receiving::finish);
    }
}
