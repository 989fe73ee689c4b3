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

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;

import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.support.DefaultThreadPoolFactory;
import org.junit.jupiter.api.Test;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.ExecutorServiceMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Pools that a factory of the application wraps, as {@code InstrumentedThreadPoolFactory} of
 * Camel's Micrometer component does.
 */
class WrappedPoolsTest extends AlicomMnsTestSupport {

    private static final int MORE_THAN_USUAL = 12;

    private final WrappingFactory pools = new WrappingFactory();
    private final Set<String> blocked = new ConcurrentSkipListSet<>();
    private final CountDownLatch mayEnd = new CountDownLatch(1);

    @Test
    void eachRouteThatBlocksHasAThreadAndAllEndAtTheStop() {
        camel.getExecutorServiceManager().setThreadPoolFactory(pools);
        deliver(MORE_THAN_USUAL);

        startPlain(
                "concurrentConsumers=" + MORE_THAN_USUAL,
                exchange -> {
                    blocked.add(Thread.currentThread().getName());
                    mayEnd.await();
                });
        await().until(() -> blocked.size() == MORE_THAN_USUAL);

        assertThat(blocked).allMatch(name -> name.contains("AlicomMnsConsumer"));
        mayEnd.countDown();
        awaitDeleted("SmsReport", MORE_THAN_USUAL);
        camel.stop();
        await().untilAsserted(
                        () -> assertThat(pools.created).allMatch(ExecutorService::isTerminated));
    }

    private static final class WrappingFactory extends DefaultThreadPoolFactory {

        private final MeterRegistry meters = new SimpleMeterRegistry();
        private final List<ExecutorService> created = new CopyOnWriteArrayList<>();

        @Override
        public ExecutorService newThreadPool(ThreadPoolProfile profile, ThreadFactory threads) {
            ExecutorService pool = super.newThreadPool(profile, threads);
            created.add(pool);
            return ExecutorServiceMetrics.monitor(meters, pool, "pool");
        }

        @Override
        public ScheduledExecutorService newScheduledThreadPool(
                ThreadPoolProfile profile, ThreadFactory threads) {
            ScheduledExecutorService pool = super.newScheduledThreadPool(profile, threads);
            created.add(pool);
            return ExecutorServiceMetrics.monitor(meters, pool, "timer");
        }
    }
}
