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
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.camelalicom.mns.emulator.AlicomEmulatorExtension;
import io.github.camelalicom.mns.emulator.QueuedMessage;
import io.github.camelalicom.mns.receipt.Receipt;

import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static org.awaitility.Awaitility.await;

/** A real Camel context, and the emulator that it talks to over HTTP. */
abstract class AlicomMnsTestSupport {

    /** The default of the emulator and of Alibaba Cloud. */
    static final Duration VISIBILITY = Duration.ofSeconds(30);

    static final Duration PATIENCE = PatientAwaits.PATIENCE;

    @RegisterExtension
    static final AlicomEmulatorExtension alicom = AlicomEmulatorExtension.create();

    final DefaultCamelContext camel = new DefaultCamelContext();

    /** What arrived in the route, in order. */
    final List<Exchange> arrived = new CopyOnWriteArrayList<>();

    final RecordingExceptionHandler errors = new RecordingExceptionHandler();

    @AfterEach
    void stopCamel() {
        camel.stop();
    }

    /** Starts a context with this route. */
    void start(RouteBuilder route) {
        try {
            camel.getRegistry().bind("errors", errors);
            camel.addRoutes(route);
            camel.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Starts a context with one route on the SMS reports, "plain", that does this with each. */
    void startPlain(String options, Processor... steps) {
        start(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        RouteDefinition route =
                                from(smsReports(options))
                                        .routeId("plain")
                                        .process(AlicomMnsTestSupport.this::arrive);
                        for (Processor step : steps) {
                            route.process(step);
                        }
                    }
                });
    }

    /** Puts so many SMS reports into their queue. */
    static void deliver(int count) {
        alicom.deliver(IntStream.range(0, count).mapToObj(i -> smsReport()).toList());
    }

    /** A consumer of SMS reports that answers quickly in tests. */
    static String smsReports(String... options) {
        return uri("SmsReport", options);
    }

    static String uri(String messageType, String... options) {
        String more = String.join("&", options);
        String quick = more.contains("waitTime=") ? "" : "&waitTime=1s";
        return alicom.uri(messageType, "exceptionHandler=#errors" + quick)
                + (more.isEmpty() ? "" : "&" + more);
    }

    void arrive(Exchange exchange) {
        arrived.add(exchange.copy());
    }

    /** The business ids of the SMS reports that arrived. */
    List<String> bizIds() {
        return arrived.stream()
                .map(exchange -> exchange.getIn().getBody(Receipt.class))
                .map(receipt -> (String) receipt.asMap().get("biz_id"))
                .toList();
    }

    void awaitArrivals(int count) {
        await().until(() -> arrived.size() >= count);
    }

    static void awaitDeleted(String messageType, int count) {
        await().until(() -> alicom.queue(messageType).deleted() == count);
    }

    /** Until a receive waits at the empty queue. */
    static void awaitIdle(String messageType) {
        await().until(() -> alicom.queue(messageType).waitingPolls() > 0);
    }

    /** Does this on a thread of its own. */
    static Thread inBackground(Callable<?> action) {
        Thread thread = new Thread(new FutureTask<>(action), "background");
        thread.start();
        return thread;
    }

    static void awaitEnd(Thread thread) {
        await().until(() -> !thread.isAlive());
    }

    /** Whether every message is deleted, or can be received again at most a second from now. */
    static boolean nothingIsStranded() {
        Instant soon = alicom.clock().instant().plusSeconds(1);
        return alicom.queue("SmsReport").messages().stream()
                .filter(message -> message.state() == QueuedMessage.State.INVISIBLE)
                .noneMatch(message -> message.nextVisibleTime().isAfter(soon));
    }

    /** Threads of ours, and of the SDK's HTTP client. */
    static Set<String> consumerThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(
                        name ->
                                name.contains("AlicomMns")
                                        || name.contains("I/O dispatcher")
                                        || name.matches("pool-\\d+-thread-\\d+"))
                .collect(Collectors.toSet());
    }
}
