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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.apache.camel.CamelContext;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.support.LifecycleStrategySupport;
import org.apache.camel.util.concurrent.ThreadPoolRejectedPolicy;

import io.github.camelalicom.mns.consumer.BackgroundPolls;
import io.github.camelalicom.mns.consumer.SharedServices;
import io.github.camelalicom.mns.consumer.SharedServices.ContextStopListener;
import io.github.camelalicom.mns.gateway.Threads;

/**
 * Resources shared by all consumers, pollers and producers of a component. The threads are started
 * for the first user and ended after the last; their number does not grow with the number of
 * queues. When the context begins to stop, all consumers end receiving at the same time.
 */
public final class SharedResources extends LifecycleStrategySupport implements SharedServices {

    /** They read responses and update states; nothing blocks them. */
    private static final int IO_THREADS =
            Math.max(2, Math.min(4, Runtime.getRuntime().availableProcessors()));

    private static final String WORKERS = "AlicomMnsConsumer";

    /** More are started while all of these are blocked. */
    private static final int USUAL_WORKERS = 8;

    /** The threads, while there are users. */
    private record Pools(Threads threads, ExecutorService camelsWorkers, int users) {

        Pools plus(int more) {
            return new Pools(threads, camelsWorkers, users + more);
        }
    }

    private final CamelContext context;
    private final BackgroundPolls backgroundPolls = new BackgroundPolls();
    private final Set<ContextStopListener> receiving = ConcurrentHashMap.newKeySet();
    private final AtomicReference<Pools> pools = new AtomicReference<>();

    /** When the context began to stop, by {@link System#nanoTime()}; null if it does not. */
    private volatile Long stoppingSince;

    public SharedResources(CamelContext context) {
        this.context = context;
    }

    /** Starts to listen to the life cycle of the context. */
    public SharedResources register() {
        context.addLifecycleStrategy(this);
        return this;
    }

    /** The component has stopped: ends what is still finishing in the background. */
    public void unregister() {
        receiving.forEach(ContextStopListener::finish);
        context.getLifecycleStrategies().remove(this);
    }

    /** Adds a user, which must call {@link #release()} once. */
    public Threads acquire() {
        Pools present = pools.get();
        while (present != null) {
            if (pools.compareAndSet(present, present.plus(1))) {
                return present.threads();
            }
            present = pools.get();
        }
        Pools fresh = newPools();
        if (pools.compareAndSet(null, fresh)) {
            return fresh.threads();
        }
        end(fresh);
        return acquire();
    }

    private Pools newPools() {
        ExecutorServiceManager manager = context.getExecutorServiceManager();
        List<ExecutorService> begun = new ArrayList<>(3);
        try {
            return newPools(manager, begun);
        } catch (RuntimeException | Error e) {
            begun.forEach(manager::shutdownNow);
            throw e;
        }
    }

    private Pools newPools(ExecutorServiceManager manager, List<ExecutorService> begun) {
        ScheduledExecutorService timer =
                manager.newScheduledThreadPool(this, "AlicomMnsTimer", timerProfile());
        begun.add(timer);
        forgetDelayedTasksAtShutdown(timer);
        ExecutorService workers = newWorkers(manager);
        begun.add(workers);
        Threads threads =
                new Threads(
                        manager.newThreadPool(this, "AlicomMnsQueue", profile(IO_THREADS)),
                        workers instanceof ThreadPoolExecutor pool
                                ? new WorkerPool(pool, timer)
                                : workers,
                        timer);
        return new Pools(threads, workers, 1);
    }

    /**
     * A factory of the application, such as Micrometer's, may wrap the pool, so that {@link
     * WorkerPool} cannot make it grow: then it is one that grows by itself. With virtual threads
     * each task has a thread, whatever the profile says.
     */
    private ExecutorService newWorkers(ExecutorServiceManager manager) {
        ExecutorService usual = manager.newThreadPool(this, WORKERS, profile(USUAL_WORKERS));
        if (usual instanceof ThreadPoolExecutor) {
            return usual;
        }
        manager.shutdownNow(usual);
        return manager.newThreadPool(this, WORKERS, growingProfile());
    }

    /** Never drops a task: by default, Camel's pools discard tasks after their shutdown. */
    private static ThreadPoolProfile profile(int size) {
        ThreadPoolProfile profile = new ThreadPoolProfile();
        profile.setPoolSize(size);
        profile.setMaxPoolSize(size);
        profile.setMaxQueueSize(Integer.MAX_VALUE);
        profile.setKeepAliveTime(60L);
        profile.setTimeUnit(TimeUnit.SECONDS);
        profile.setAllowCoreThreadTimeOut(true);
        profile.setRejectedPolicy(ThreadPoolRejectedPolicy.Abort);
        return profile;
    }

    /** A task that no thread is free for gets a new one. */
    private static ThreadPoolProfile growingProfile() {
        ThreadPoolProfile profile = profile(USUAL_WORKERS);
        profile.setMaxPoolSize(Integer.MAX_VALUE);
        profile.setMaxQueueSize(0);
        return profile;
    }

    /** Without a maximum size, Camel does not limit the tasks to a thousand. */
    private static ThreadPoolProfile timerProfile() {
        ThreadPoolProfile profile = profile(1);
        profile.setMaxPoolSize(-1);
        return profile;
    }

    /**
     * Camel shuts down a pool that is still in use when the context has stopped, for example since
     * a poller's last delete is on its way, and waits ten seconds for its tasks. A time limit that
     * is not due before has nothing to limit any more.
     */
    private static void forgetDelayedTasksAtShutdown(ScheduledExecutorService timer) {
        if (timer instanceof ScheduledThreadPoolExecutor pool) {
            pool.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
            // as Camel's own, except for virtual threads: a cancelled task would keep its consumer
            pool.setRemoveOnCancelPolicy(true);
        }
    }

    public void release() {
        Pools before = pools.getAndUpdate(now -> now.users() == 1 ? null : now.plus(-1));
        if (before.users() == 1) {
            end(before);
        }
    }

    private void end(Pools ended) {
        ExecutorServiceManager manager = context.getExecutorServiceManager();
        manager.shutdownNow(ended.threads().timer());
        // its queued tasks are short, and release resources of calls
        manager.shutdown(ended.threads().io());
        manager.shutdownNow(ended.camelsWorkers());
    }

    /** Makes the engine end receiving when the context begins to stop. */
    public void opened(ContextStopListener engine) {
        receiving.add(engine);
    }

    @Override
    public void closed(ContextStopListener engine) {
        receiving.remove(engine);
        release();
    }

    /** For users that have acquired them. */
    @Override
    public Threads threads() {
        return pools.get().threads();
    }

    @Override
    public BackgroundPolls backgroundPolls() {
        return backgroundPolls;
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
        receiving.forEach(ContextStopListener::endReceiving);
    }
}
