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
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.camel.Consumer;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import io.github.camelalicom.mns.lifecycle.SharedResources;

import static org.assertj.core.api.Assertions.assertThat;

/** An endpoint that an application creates by itself has resources of its own. */
class EndpointWithoutComponentTest extends AlicomMnsTestSupport {

    @Test
    void receivesAndLeavesNothingInTheContextWhenItIsStopped() throws Exception {
        camel.start();
        AlicomMnsEndpoint endpoint = endpoint();
        for (int i = 1; i <= 2; i++) {
            endpoint.start();
            Consumer consumer = endpoint.createConsumer(this::arrive);
            consumer.start();
            deliver(1);
            awaitArrivals(i);
            assertThat(registered()).hasSize(1);

            consumer.stop();
            endpoint.stop();

            assertThat(registered()).isEmpty();
        }
    }

    @RepeatedTest(20)
    void consumersThatStartAtTheSameTimeShareThem() throws Exception {
        camel.start();
        AlicomMnsEndpoint endpoint = endpoint();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        CyclicBarrier together = new CyclicBarrier(4);
        Callable<SharedResources> first =
                () -> {
                    together.await();
                    return endpoint.shared();
                };
        try {
            Set<SharedResources> all =
                    threads.invokeAll(List.of(first, first, first, first)).stream()
                            .map(EndpointWithoutComponentTest::result)
                            .collect(Collectors.toSet());
            assertThat(all).hasSize(1);
            assertThat(registered()).containsExactlyElementsOf(all);
        } finally {
            threads.shutdownNow();
        }
    }

    private static <T> T result(Future<T> future) {
        try {
            return future.get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private AlicomMnsEndpoint endpoint() {
        AlicomMnsConfiguration configuration =
                camel.getEndpoint(alicom.uri("SmsReport", "waitTime=1s"), AlicomMnsEndpoint.class)
                        .getConfiguration();
        AlicomMnsEndpoint endpoint =
                new AlicomMnsEndpoint("alicom-mns:SmsReport", null, configuration);
        endpoint.setMessageType("SmsReport");
        endpoint.setCamelContext(camel);
        return endpoint;
    }

    private List<SharedResources> registered() {
        SharedResources ofComponent =
                camel.getComponent("alicom-mns", AlicomMnsComponent.class).shared();
        return camel.getLifecycleStrategies().stream()
                .flatMap(
                        one ->
                                one instanceof SharedResources shared && shared != ofComponent
                                        ? Stream.of(shared)
                                        : Stream.empty())
                .toList();
    }
}
