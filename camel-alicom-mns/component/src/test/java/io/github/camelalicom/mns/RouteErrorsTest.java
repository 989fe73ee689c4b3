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

import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.engine.PooledExchangeFactory;
import org.apache.camel.model.ProcessorDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.camelalicom.mns.emulator.QueuedMessage;
import io.github.camelalicom.mns.receipt.SmsReport;

import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static org.apache.camel.builder.Builder.simple;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A step that throws an error of the virtual machine, which Camel does not catch: the message is
 * left, and Camel's own books stay right.
 */
class RouteErrorsTest extends AlicomMnsTestSupport {

    private static final int COUNT = 400;
    private static final int FAILING = COUNT / 4;

    private final Queue<String> mixedUp = new ConcurrentLinkedQueue<>();
    private final Set<String> failed = ConcurrentHashMap.newKeySet();

    static Stream<Arguments> routes() {
        Consumer<ProcessorDefinition<?>> between = route -> {};
        Consumer<ProcessorDefinition<?>> direct = route -> route.to("direct:sub");
        Consumer<ProcessorDefinition<?>> later = route -> route.threads(3, 3);
        return Stream.of(false, true)
                .flatMap(
                        pooled ->
                                Stream.of(
                                        Arguments.of("at once", pooled, between),
                                        Arguments.of("after another route", pooled, direct),
                                        Arguments.of("before threads", pooled, later)));
    }

    @ParameterizedTest(name = "{0}, pooled {1}")
    @MethodSource("routes")
    void leavesItsMessageAndNoOther(
            String name, boolean pooled, Consumer<ProcessorDefinition<?>> steps) throws Exception {
        usePooledExchanges(pooled);
        camel.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:sub").routeId("sub").to("log:sub?level=OFF");
                    }
                });
        boolean errorFirst = name.startsWith("before");
        deliverNumbered();
        startRoute(
                route -> {
                    ProcessorDefinition<?> noted = route.process(this::note);
                    if (errorFirst) {
                        noted.process(this::failIfOneOfFour);
                    }
                    steps.accept(noted);
                    if (!errorFirst) {
                        noted.process(this::failIfOneOfFour);
                    }
                    noted.process(this::check).to("log:done?level=OFF").process(this::check);
                });

        awaitAllEnded();
        assertThat(camel.getInflightRepository().size("sub")).isZero();
        assertThat(mixedUp).isEmpty();
        assertThat(failed).hasSize(FAILING);
        assertThat(alicom.queue("SmsReport").messages())
                .filteredOn(message -> message.state() == QueuedMessage.State.INVISIBLE)
                .extracting(QueuedMessage::id)
                .containsExactlyInAnyOrderElementsOf(failed);
        assertThat(errors.reports)
                .allSatisfy(
                        report -> assertThat(report.cause()).hasStackTraceContaining("on purpose"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void inAPartOfASplitMessageLeavesTheWhole(boolean pooled) {
        usePooledExchanges(pooled);
        deliverNumbered();
        startRoute(
                route -> {
                    ProcessorDefinition<?> noted = route.process(this::note);
                    noted.setProperty("id", simple("${body.bizId}"))
                            .split(simple("${body.bizId}"))
                            .process(this::failIfPropertyIsOneOfFour)
                            .end()
                            .process(this::check);
                });

        awaitAllEnded();
    }

    /** Not every error handler gets to see an error, so none decides. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void leavesItsMessageWhateverTheErrorHandler(boolean deadLetters) {
        deliverNumbered();
        start(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        if (deadLetters) {
                            errorHandler(deadLetterChannel("log:dead?level=OFF"));
                        } else {
                            onException(StackOverflowError.class).handled(true).to("log:on");
                        }
                        from(smsReports("concurrentConsumers=4"))
                                .routeId("plain")
                                .process(RouteErrorsTest.this::failIfOneOfFour)
                                .to("log:done?level=OFF");
                    }
                });

        awaitAllEnded();
    }

    @Test
    void withoutAnErrorHandlerLeavesItsMessage() {
        deliverNumbered();
        start(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        errorHandler(noErrorHandler());
                        from(smsReports("concurrentConsumers=4"))
                                .routeId("plain")
                                .process(RouteErrorsTest.this::failIfOneOfFour)
                                .to("log:done?level=OFF");
                    }
                });

        awaitAllEnded();
    }

    private void awaitAllEnded() {
        awaitDeleted("SmsReport", COUNT - FAILING);
        await().until(() -> errors.reports.size() == FAILING);
        await().untilAsserted(() -> assertThat(camel.getInflightRepository().size()).isZero());
        assertThat(camel.getInflightRepository().size("plain")).isZero();
    }

    private void note(Exchange exchange) {
        exchange.setProperty("noted", exchange.getExchangeId());
        exchange.setProperty("bizId", exchange.getIn().getBody(SmsReport.class).bizId());
    }

    /** That no other worker has this exchange at the same time. */
    private void check(Exchange exchange) {
        String bizId = exchange.getIn().getBody(SmsReport.class).bizId();
        if (!exchange.getExchangeId().equals(exchange.getProperty("noted"))
                || !bizId.equals(exchange.getProperty("bizId"))) {
            mixedUp.add(exchange.getExchangeId() + " of " + bizId);
        }
    }

    private void failIfOneOfFour(Exchange exchange) {
        if (isOneOfFour(exchange.getIn().getBody(SmsReport.class).bizId())) {
            failed.add(exchange.getIn().getHeader(AlicomMnsConstants.MESSAGE_ID, String.class));
            throw new StackOverflowError("on purpose");
        }
    }

    private void failIfPropertyIsOneOfFour(Exchange exchange) {
        if (isOneOfFour(exchange.getProperty("id", String.class))) {
            throw new StackOverflowError("on purpose");
        }
    }

    private static boolean isOneOfFour(String bizId) {
        return Integer.parseInt(bizId.substring(2)) % 4 == 0;
    }

    private static void deliverNumbered() {
        alicom.deliver(
                IntStream.range(0, COUNT).mapToObj(i -> smsReport().bizId("b-" + i)).toList());
    }

    private void usePooledExchanges(boolean pooled) {
        if (pooled) {
            camel.getCamelContextExtension().setExchangeFactory(new PooledExchangeFactory());
        }
    }

    private void startRoute(Consumer<ProcessorDefinition<?>> steps) {
        start(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        steps.accept(from(smsReports("concurrentConsumers=4")).routeId("plain"));
                    }
                });
    }
}
