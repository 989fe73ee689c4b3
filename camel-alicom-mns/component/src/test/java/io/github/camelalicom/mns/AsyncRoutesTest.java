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

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;

import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.engine.PooledExchangeFactory;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.spi.Policy;
import org.apache.camel.support.AsyncProcessorSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.camelalicom.mns.receipt.SmsReport;

import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Routes with asynchronous steps, which free the thread that began them. */
class AsyncRoutesTest extends AlicomMnsTestSupport {

    private final Parking parking = new Parking();
    private final Set<String> threads = new ConcurrentSkipListSet<>();

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void oneWorkerHasAsManyExchangesUnderWayAsMaxInFlightAllows(boolean pooled) {
        usePooledExchanges(pooled);
        deliver(64);
        startRoute("maxInFlight=48", route -> route.process(parking));

        await().until(() -> parking.size() == 48);
        parking.goOn();
        await().until(() -> parking.size() == 16);
        parking.goOn();

        awaitDeleted("SmsReport", 64);
        assertThat(errors.reports).isEmpty();
        await().until(() -> camel.getInflightRepository().size() == 0);
    }

    @Test
    void anAsynchronousDelayHoldsNoWorker() {
        deliver(60);
        startRoute("", route -> route.delay(2_000).asyncDelayed().process(this::arrive));

        // one after the other they take two minutes
        await().until(() -> arrived.size() == 60);
        awaitDeleted("SmsReport", 60);
    }

    @Test
    void theStepsAfterThreadsRunInParallel() {
        CyclicBarrier together = new CyclicBarrier(4);
        deliver(8);
        startRoute("", route -> route.threads(4, 4).process(exchange -> meet(together)));

        awaitDeleted("SmsReport", 8);
    }

    @Test
    void exchangesThatCompleteInAnotherOrderSettleTheirOwnMessages() {
        usePooledExchanges(true);
        List<String> sent = IntStream.range(0, 32).mapToObj(i -> "b-" + i).toList();
        alicom.deliver(sent.stream().map(id -> smsReport().bizId(id)).toList());
        startRoute("maxInFlight=32", route -> route.process(parking));
        await().until(() -> parking.size() == 32);

        parking.goOnBackwards(AsyncRoutesTest::isOdd);

        awaitDeleted("SmsReport", 16);
        await().until(() -> errors.reports.size() == 16);
        alicom.clock().advance(VISIBILITY);
        await().until(() -> parking.size() == 16);
        assertThat(parking.exchanges()).allMatch(AsyncRoutesTest::isOdd);
        parking.goOn();
        awaitDeleted("SmsReport", 32);
    }

    private static boolean isOdd(Exchange exchange) {
        String id = exchange.getIn().getBody(SmsReport.class).bizId();
        return Integer.parseInt(id.substring(2)) % 2 == 1;
    }

    @Test
    void aTransactedRouteStaysOnTheThreadOfItsWorker() {
        deliver(5);
        startRoute(
                "",
                route ->
                        route.process(exchange -> noteThread())
                                .policy(new Transacting())
                                .threads(2, 2)
                                .process(exchange -> noteThread()));

        awaitDeleted("SmsReport", 5);

        assertThat(threads).hasSize(1).allMatch(name -> name.contains("AlicomMns"));
    }

    @Test
    void aStopWaitsForWhatIsUnderWayAndDeletesIt() {
        deliver(5);
        startRoute("", route -> route.process(parking));
        await().until(() -> parking.size() == 5);

        Thread stopping =
                inBackground(
                        () -> {
                            camel.stop();
                            return null;
                        });
        await().until(() -> alicom.queue("SmsReport").waitingPolls() == 0);
        parking.goOn();
        awaitEnd(stopping);

        assertThat(alicom.queue("SmsReport").deleted()).isEqualTo(5);
    }

    private void noteThread() {
        threads.add(Thread.currentThread().getName());
    }

    private static void meet(CyclicBarrier barrier)
            throws InterruptedException, BrokenBarrierException {
        try {
            barrier.await(60, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException("they do not run in parallel", e);
        }
    }

    private void usePooledExchanges(boolean pooled) {
        if (pooled) {
            camel.getCamelContextExtension().setExchangeFactory(new PooledExchangeFactory());
        }
    }

    private void startRoute(String options, Consumer<ProcessorDefinition<?>> steps) {
        start(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        steps.accept(from(smsReports(options)).routeId("plain"));
                    }
                });
    }

    /** An asynchronous step whose exchanges go on when the test says so. */
    private static final class Parking extends AsyncProcessorSupport {

        private record Parked(Exchange exchange, AsyncCallback callback) {}

        private final Queue<Parked> parked = new ConcurrentLinkedQueue<>();

        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            parked.add(new Parked(exchange, callback));
            return false;
        }

        List<Exchange> exchanges() {
            return parked.stream().map(Parked::exchange).toList();
        }

        int size() {
            return parked.size();
        }

        /** Those that are parked now; others may arrive as these make room. */
        void goOn() {
            for (int left = parked.size(); left > 0; left--) {
                parked.remove().callback().done(false);
            }
        }

        /** The last one first; those that match fail. */
        void goOnBackwards(Predicate<Exchange> failing) {
            List<Parked> all = new ArrayList<>(parked);
            Collections.reverse(all);
            parked.clear();
            for (Parked one : all) {
                if (failing.test(one.exchange())) {
                    one.exchange().setException(new IllegalStateException("on purpose"));
                }
                one.callback().done(false);
            }
        }
    }

    /** Marks the exchange as Camel's transaction policies do, without a transaction manager. */
    private static final class Transacting implements Policy {

        @Override
        public void beforeWrap(Route route, NamedNode definition) {
            // nothing to prepare
        }

        @Override
        public Processor wrap(Route route, Processor processor) {
            return exchange -> {
                exchange.getUnitOfWork().beginTransactedBy(this);
                try {
                    processor.process(exchange);
                } finally {
                    exchange.getUnitOfWork().endTransactedBy(this);
                }
            };
        }
    }
}
