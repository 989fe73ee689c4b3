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

import org.apache.camel.CamelContext;
import org.apache.camel.ExtendedCamelContext;
import org.apache.camel.spi.ExecutorServiceManager;

import io.github.camelalicom.mns.gateway.Threads;

/**
 * The threads that all consumers, pollers and producers of a Camel context share: made for the
 * first user, ended after the last. Their number does not grow with the number of queues.
 */
final class SharedThreads {

    /** Answers are read and bookkeeping is done there; nothing blocks. */
    private static final int IO_THREADS =
            Math.max(2, Math.min(4, Runtime.getRuntime().availableProcessors()));

    private final ExecutorServiceManager manager;

    // guarded by this
    private int users;
    private Threads threads;

    private SharedThreads(ExecutorServiceManager manager) {
        this.manager = manager;
    }

    /** Those of this context. */
    static SharedThreads of(CamelContext context) {
        ExtendedCamelContext extension = context.getCamelContextExtension();
        synchronized (context) {
            SharedThreads present = extension.getContextPlugin(SharedThreads.class);
            if (present == null) {
                present = new SharedThreads(context.getExecutorServiceManager());
                extension.addContextPlugin(SharedThreads.class, present);
            }
            return present;
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
}
