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
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.Builder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.impl.engine.PooledProcessorExchangeFactory;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.SplitDefinition;
import org.apache.camel.processor.aggregate.GroupedBodyAggregationStrategy;
import org.apache.camel.support.ExpressionAdapter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.camelalicom.mns.consumer.ConsumerSnapshot;
import io.github.camelalicom.mns.emulator.AlicomEmulatorExtension;
import io.github.camelalicom.mns.emulator.Assumption;
import io.github.camelalicom.mns.emulator.Fault;
import io.github.camelalicom.mns.emulator.MessageEvent;
import io.github.camelalicom.mns.emulator.QueueView;
import io.github.camelalicom.mns.emulator.QueuedMessage;
import io.github.camelalicom.mns.emulator.RequestKind;
import io.github.camelalicom.mns.gateway.MnsException;
import io.github.camelalicom.mns.receipt.SmsReport;

import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

/** Deleting and delaying by hand, on queues whose messages come back after two seconds. */
class SettlingByHandTest {

    private static final Duration LEASE = Duration.ofSeconds(2);
    private static final Duration A_MOMENT = Duration.ofMillis(300);

    @RegisterExtension
    static final AlicomEmulatorExtension alicom =
            AlicomEmulatorExtension.create(e -> e.visibility(LEASE));

    /** The seed of dice that show three times more than a half, and then less. */
    private static final long ONLY_THE_FOURTH = 6;

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final List<Exchange> arrived = new CopyOnWriteArrayList<>();

    /** What the steps of the route after settling by hand saw. */
    private final List<Exchange> settled = new CopyOnWriteArrayList<>();

    private final List<Exception> failures = new CopyOnWriteArrayList<>();

    @AfterEach
    void stopCamel() {
        camel.stop();
    }

    @Test
    void onlyTheRouteDeletes() {
        alicom.deliver(smsReport());
        start("deleteAfterRead=false", e -> {}, "deleteMessage");

        awaitSettled(1);

        assertThat(queue().deleted()).isEqualTo(1);
        assertThat(requests(RequestKind.DELETE)).isEqualTo(1);
        assertThat(failures).isEmpty();
    }

    @Test
    void withoutADeleteTheMessageIsRedelivered() {
        alicom.deliver(smsReport());
        start("deleteAfterRead=false", e -> {}, null);

        await().until(() -> arrived.size() >= 2);

        assertThat(queue().deleted()).isZero();
    }

    @Test
    void aRotatedHandleIsReplacedByTheCurrentOne() {
        // given a route that works longer than the lease, which is extended meanwhile
        alicom.deliver(smsReport());
        start(
                "deleteAfterRead=false&visibilityTimeout=2s",
                e -> awaitRequests(RequestKind.CHANGE_VISIBILITY, 2),
                "deleteMessage");
        // when
        awaitSettled(1);
        // then
        assertThat(failures).isEmpty();
        assertThat(queue().deleted()).isEqualTo(1);
        assertThat(arrived).hasSize(1);
    }

    @Test
    void aRotatedHandleIsReplacedByTheCurrentOneAlsoWhereTheIdIsNotKnown() {
        // given a route that removes the id, and works longer than the lease
        alicom.deliver(smsReport());
        start(
                "deleteAfterRead=false&visibilityTimeout=2s",
                e -> {
                    e.getMessage().removeHeader(AlicomMnsConstants.MESSAGE_ID);
                    awaitRequests(RequestKind.CHANGE_VISIBILITY, 2);
                },
                "deleteMessage");
        // when
        awaitSettled(1);
        // then
        assertThat(queue().deleted()).isEqualTo(1);
        assertThat(events()).doesNotContain(MessageEvent.Kind.DELETE_REFUSED);
    }

    @Test
    void aDeleteWaitsForTheExtensionUnderWay() {
        // given an extension that takes a while
        alicom.faults().add(Fault.delay(A_MOMENT).on(RequestKind.CHANGE_VISIBILITY));
        alicom.deliver(smsReport());
        start(
                "deleteAfterRead=false&visibilityTimeout=4s",
                e -> await().until(() -> alicom.faults().fired() == 1),
                "deleteMessage");
        // when
        awaitSettled(1);
        // then
        assertThat(failures).isEmpty();
        assertThat(queue().deleted()).isEqualTo(1);
        assertThat(events()).doesNotContain(MessageEvent.Kind.DELETE_REFUSED);
    }

    @ParameterizedTest
    @CsvSource({"deleteMessage, 1", "changeVisibility, 0"})
    void theLeaseIsKeptWhileTheProducerWaitsForItsToken(String operation, int deleted) {
        // given a consumer that has its token, and a producer whose token takes longer than a lease
        alicom.deliver(smsReport());
        start(
                "deleteAfterRead=false&visibilityTimeout=3s",
                e -> {
                    alicom.faults().add(Fault.delay(LEASE.multipliedBy(3)).on(RequestKind.TOKEN));
                    e.getMessage().setHeader(AlicomMnsConstants.VISIBILITY_TIMEOUT, "1h");
                },
                operation);
        // when
        awaitSettled(1);
        // then
        assertThat(alicom.faults().fired()).isEqualTo(1);
        assertThat(queue().deleted()).isEqualTo(deleted);
        assertThat(arrived).hasSize(1);
    }

    @Test
    void whatIsDeletedIsNoLongerHeldOrExtended() {
        // given room for one message, and a route that goes on after the delete until two are done
        alicom.deliver(smsReport());
        start(
                "deleteAfterRead=false&visibilityTimeout=2s&maxInFlight=1&concurrentConsumers=2",
                e -> {},
                "deleteMessage",
                e -> await().until(() -> settled.size() == 2));
        awaitSettled(1);
        // when another comes
        alicom.deliver(smsReport());
        awaitSettled(2);
        // then
        assertThat(requests(RequestKind.CHANGE_VISIBILITY)).isZero();
        assertThat(queue().deleted()).isEqualTo(2);
        await().until(() -> snapshot().load().inFlight() == 0);
        assertThat(snapshot().totals().deleted()).isEqualTo(2);
    }

    @Test
    void deletingByHandWhatWouldBeDeletedAnywayDeletesOnce() {
        alicom.deliver(smsReport());
        start("deleteLinger=0", e -> {}, "deleteMessage");
        awaitSettled(1);
        await().until(() -> snapshot().load().inFlight() == 0);

        assertThat(queue().deleted()).isEqualTo(1);
        assertThat(requests(RequestKind.DELETE) + requests(RequestKind.BATCH_DELETE)).isEqualTo(1);
    }

    @Test
    void deletingTwiceIsDeleting() {
        alicom.deliver(smsReport());
        start("deleteAfterRead=false", e -> send("deleteMessage", e), "deleteMessage");

        awaitSettled(1);

        assertThat(failures).isEmpty();
        assertThat(queue().deleted()).isEqualTo(1);
    }

    @Test
    void afterTheExchangeTheHandleOfTheHeaderIsUsed() {
        // given a message that was left, and whose lease does not end
        alicom.clock().freeze();
        alicom.deliver(smsReport());
        start("deleteAfterRead=false", e -> {}, null);
        awaitLeft(1);
        // when
        Exchange answer = send("deleteMessage", arrived.get(0));
        // then
        assertThat(answer.getException()).isNull();
        assertThat(queue().deleted()).isEqualTo(1);
    }

    @Test
    void aLostHandleIsReportedInAClearSentence() {
        // given a message that has come again
        alicom.deliver(smsReport());
        start("deleteAfterRead=false", e -> {}, null);
        await().until(() -> arrived.size() >= 2);
        // when
        Exchange answer = send("deleteMessage", arrived.get(0));
        // then
        assertThat(answer.getException())
                .isInstanceOf(MnsException.class)
                .hasMessageContaining("The message was not deleted (ReceiptHandleError)")
                .hasMessageContaining("is redelivered");
        assertThat(queue().deleted()).isZero();
        // nor can its visibility be changed
        arrived.get(0).getMessage().setHeader(AlicomMnsConstants.VISIBILITY_TIMEOUT, "1m");
        assertThat(send("changeVisibility", arrived.get(0)).getException())
                .isInstanceOf(MnsException.class)
                .hasMessageContaining("MNS no longer accepts the receipt handle");
    }

    @Test
    void whereNoConsumerHoldsItTheHandleOfTheHeaderIsUsed() throws Exception {
        // given a producer in another application
        try (DefaultCamelContext other = new DefaultCamelContext()) {
            other.start();
            alicom.deliver(smsReport());
            start(
                    "deleteAfterRead=false&extendVisibility=false",
                    e ->
                            assertThat(
                                            other.createProducerTemplate()
                                                    .send(producer("deleteMessage"), headersOf(e))
                                                    .getException())
                                    .isNull(),
                    null);

            await().until(() -> queue().deleted() == 1);

            assertThat(failures).isEmpty();
        }
    }

    // visibility

    @Test
    void theRouteSetsWhenTheMessageIsRedelivered() {
        // given a route that asks for a longer pause than any lease
        alicom.deliver(smsReport());
        start(
                "deleteAfterRead=false&visibilityTimeout=2s",
                e -> e.getMessage().setHeader(AlicomMnsConstants.VISIBILITY_TIMEOUT, "1h"),
                "changeVisibility");
        // when
        awaitSettled(1);
        awaitLeft(1);
        // then
        assertThat(queue().messages().get(0).nextVisibleTime())
                .isAfter(alicom.clock().instant().plus(Duration.ofMinutes(59)));
        assertThat(header(settled.get(0), AlicomMnsConstants.RECEIPT_HANDLE))
                .isNotEqualTo(header(arrived.get(0), AlicomMnsConstants.RECEIPT_HANDLE));
        // when the message is deleted after its exchange, by the handle that the header has now
        Exchange answer = send("deleteMessage", settled.get(0));
        // then
        assertThat(answer.getException()).isNull();
        assertThat(queue().deleted()).isEqualTo(1);
    }

    @Test
    void whatTheRouteSaidIsNeitherExtendedNorReplacedByTheRedeliveryDelay() {
        // given a route that asks for a minute, works on, and fails
        alicom.deliver(smsReport());
        start(
                "deleteAfterRead=false&visibilityTimeout=2s&redeliveryDelay=1s",
                e -> e.getMessage().setHeader(AlicomMnsConstants.VISIBILITY_TIMEOUT, "1m"),
                "changeVisibility",
                e -> {
                    throw new IllegalStateException("on purpose");
                });
        // when
        awaitLeft(1);
        // then
        assertThat(requests(RequestKind.CHANGE_VISIBILITY)).isEqualTo(1);
        assertThat(queue().messages().get(0).nextVisibleTime())
                .isAfter(alicom.clock().instant().plusSeconds(50));
    }

    @Test
    void aMessageWhoseVisibilityWasChangedIsDeletedWithItsNewHandle() {
        alicom.deliver(smsReport());
        start(
                "deleteAfterRead=true&deleteLinger=0",
                e -> e.getMessage().setHeader(AlicomMnsConstants.VISIBILITY_TIMEOUT, 60_000),
                "changeVisibility");

        await().until(() -> queue().deleted() == 1);

        assertThat(arrived).hasSize(1);
        assertThat(events()).doesNotContain(MessageEvent.Kind.DELETE_REFUSED);
    }

    @Test
    void aFailedAttemptLeavesTheMessageInTheCareOfItsConsumer() {
        // given a delete that is refused
        alicom.faults().add(Fault.error("InvalidArgument", 400).on(RequestKind.DELETE));
        alicom.deliver(smsReport());
        start(
                "deleteAfterRead=true&deleteLinger=0&visibilityTimeout=2s",
                e -> {
                    Exchange refused = send("deleteMessage", e);
                    failures.add(refused.getException());
                    awaitRequests(RequestKind.CHANGE_VISIBILITY, 3);
                },
                null);
        // then it is still extended, and deleted in the end
        await().until(() -> queue().deleted() == 1);
        assertThat(failures).hasSize(1).allMatch(MnsException.class::isInstance);
        assertThat(arrived).hasSize(1);
    }

    @Test
    void aDeleteWhoseAnswerIsLostIsTriedAgain() {
        alicom.faults().add(Fault.dropAfter().on(RequestKind.DELETE));
        alicom.faults().add(Fault.error("InternalError", 500).on(RequestKind.DELETE));
        alicom.deliver(smsReport());
        start("deleteAfterRead=false", e -> {}, "deleteMessage");

        awaitSettled(1);

        assertThat(failures).isEmpty();
        assertThat(queue().deleted()).isEqualTo(1);
        assertThat(arrived).hasSize(1);
    }

    @Test
    void betweenAttemptsTheLeaseIsKept() {
        // given a delete that is throttled for longer than a lease is due
        alicom.faults().add(Fault.error("QpsLimitExceeded", 429).on(RequestKind.DELETE).times(3));
        alicom.deliver(smsReport());
        start(
                "deleteAfterRead=false&visibilityTimeout=2s",
                e -> awaitRequests(RequestKind.CHANGE_VISIBILITY, 1),
                "deleteMessage");

        awaitSettled(1);

        assertThat(requests(RequestKind.CHANGE_VISIBILITY)).isGreaterThanOrEqualTo(2);
        assertThat(queue().deleted()).isEqualTo(1);
        assertThat(arrived).hasSize(1);
    }

    static Stream<Arguments> times() {
        return Stream.of(
                Arguments.of(null, "CamelAlicomMnsVisibilityTimeout is missing"),
                Arguments.of("0", "must be from 1s to 12h"),
                Arguments.of("13h", "must be from 1s to 12h"),
                Arguments.of(Duration.ofMillis(999), "must be from 1s to 12h"),
                Arguments.of("soon", "is not a time such as 5m"),
                Arguments.of("Px", "is not a time such as 5m"),
                Arguments.of("x", "is not a time such as 5m"),
                Arguments.of("5x", "is not a time such as 5m"),
                Arguments.of("30S", "is not a time such as 5m"),
                Arguments.of(5.0, "is not a time such as 5m"),
                Arguments.of(new Date(), "is not a time such as 5m"));
    }

    @ParameterizedTest
    @MethodSource("times")
    void aMalformedTimeIsRefusedBeforeAnyCall(Object time, String message) {
        camel.start();

        Exchange answer = sendWith("changeVisibility", AlicomMnsConstants.VISIBILITY_TIMEOUT, time);

        assertThat(answer.getException())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
        assertThat(requests(RequestKind.CHANGE_VISIBILITY)).isZero();
    }

    private Exchange sendWith(String operation, String header, Object value) {
        return template()
                .send(
                        producer(operation),
                        e -> {
                            e.getIn().setHeader(AlicomMnsConstants.RECEIPT_HANDLE, "h");
                            e.getIn().setHeader(header, value);
                        });
    }

    // batches

    /** Those claimed first would not be extended while the last one is waited for. */
    @Test
    void aBatchIsClaimedWhenTheExtensionsOfAllAreAnswered() {
        // given a batch of which one extension, not that of the first, is answered late
        alicom.faults()
                .add(
                        Fault.delayAfter(Duration.ofSeconds(3))
                                .on(RequestKind.CHANGE_VISIBILITY)
                                .withProbability(0.5, ONLY_THE_FOURTH));
        alicom.deliver(IntStream.range(0, 6).mapToObj(i -> smsReport()).toList());
        start(
                "deleteAfterRead=false&batching=true&visibilityTimeout=2s",
                e -> await().until(() -> alicom.faults().fired() == 1),
                "deleteMessage");
        // when
        await().until(() -> queue().deleted() == 6);
        // then that one was received again, and not the three before it as well
        assertThat(queue().messages().stream().mapToInt(QueuedMessage::dequeueCount).sum())
                .isLessThan(6 + 4);
    }

    @ParameterizedTest
    @CsvSource({"deleteMessage, 20", "changeVisibility, 20"})
    void aBatchIsSettledTogether(String operation, int messages) {
        alicom.deliver(IntStream.range(0, messages).mapToObj(i -> smsReport()).toList());
        start(
                "deleteAfterRead=false&batching=true",
                e -> e.getMessage().setHeader(AlicomMnsConstants.VISIBILITY_TIMEOUT, "1h"),
                operation);
        await().until(() -> sizes(settled) == messages);

        assertThat(failures).isEmpty();
        if (operation.equals("deleteMessage")) {
            assertThat(queue().deleted()).isEqualTo(messages);
            assertThat(requests(RequestKind.DELETE) + requests(RequestKind.BATCH_DELETE))
                    .isEqualTo(settled.size());
        } else {
            assertThat(queue().messages())
                    .allMatch(
                            message ->
                                    message.nextVisibleTime()
                                            .isAfter(alicom.clock().instant().plusSeconds(3000)));
            assertThat(settled.get(0).getMessage().getHeader(AlicomMnsConstants.RECEIPT_HANDLE))
                    .isInstanceOf(List.class);
        }
    }

    @Test
    void aPartOfASplitBatchIsDeletedAlone() {
        alicom.clock().freeze();
        alicom.deliver(IntStream.range(0, 3).mapToObj(i -> smsReport().bizId("b-" + i)).toList());
        start(
                "deleteAfterRead=false&batching=true",
                SettlingByHandTest::becomeItsFirstPart,
                "deleteMessage");
        await().until(() -> queue().visible() == 0 && allAreSettled());

        assertThat(failures).isEmpty();
        assertThat(queue().deleted()).isEqualTo(settled.size());
        assertThat(handles(settled.get(0))).as("not the whole batch").hasSizeGreaterThan(1);
    }

    @Test
    void aPartOfASplitBatchIsDeletedAloneWhateverItsBodyHasBecome() {
        alicom.clock().freeze();
        alicom.deliver(IntStream.range(0, 3).mapToObj(i -> smsReport().bizId("b-" + i)).toList());
        // when only one of three parts is deleted
        startSplitting(
                route ->
                        route.split()
                                .body()
                                .convertBodyTo(String.class)
                                .filter(Builder.body().contains("b-1"))
                                .to(producer("deleteMessage"))
                                .end()
                                .end());
        await().until(() -> sizes(settled) == 3);
        // then the others are left
        assertThat(settled).as("not each a batch").hasSizeLessThan(3);
        assertThat(queue().deleted()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"reversed", "filtered", "streamed", "split again", "corrected"})
    void aPartOfARearrangedBatchIsDeletedAlone(String how) {
        alicom.clock().freeze();
        alicom.deliver(IntStream.range(0, 3).mapToObj(i -> smsReport().bizId("b-" + i)).toList());
        // when only the part of the first message is deleted
        startSplitting(
                route -> {
                    SplitDefinition parts =
                            route.process(e -> e.getMessage().setBody(rearranged(how, e)))
                                    .split(Builder.body());
                    if (how.equals("streamed")) {
                        parts.streaming();
                    }
                    ProcessorDefinition<?> part =
                            parts.filter(Builder.simple("${body.bizId} == 'b-0'"))
                                    .process(e -> correct(how, e.getMessage()))
                                    .setBody(Builder.constant(List.of("2 rows", "of SQL")));
                    (how.equals("split again") ? part.split(Builder.body()) : part)
                            .to(producer("deleteMessage"))
                            .end()
                            .end();
                });
        await().until(() -> !queue().messages().isEmpty() && !deleted().isEmpty());
        // then the others are left
        camel.stop();
        assertThat(deleted()).containsExactly(0);
    }

    /** With another phone number, and so another key. */
    private static void correct(String how, Message part) {
        if (how.equals("corrected")) {
            part.setBody(new SmsReport("139", null, null, true, null, null, null, "b-0", null));
        }
    }

    private static List<?> rearranged(String how, Exchange batch) {
        List<?> receipts = batch.getMessage().getBody(List.class);
        List<Object> rearranged = new ArrayList<>(receipts);
        Collections.reverse(rearranged);
        if (how.equals("filtered")) {
            rearranged.removeIf(receipt -> ((SmsReport) receipt).bizId().equals("b-1"));
        }
        return rearranged;
    }

    /** The places of the deleted messages in the order in which they were put into the queue. */
    private static List<Integer> deleted() {
        List<QueuedMessage> messages = queue().messages();
        return IntStream.range(0, messages.size())
                .filter(i -> messages.get(i).state() == QueuedMessage.State.DELETED)
                .boxed()
                .toList();
    }

    /** A step that sets the body makes another message of it, and so do pooled exchanges. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPartIsRecognizedByItsJson(boolean pooled) {
        if (pooled) {
            camel.getCamelContextExtension()
                    .setProcessorExchangeFactory(new PooledProcessorExchangeFactory());
        }
        alicom.clock().freeze();
        alicom.deliver(IntStream.range(0, 3).mapToObj(i -> smsReport().bizId("b-" + i)).toList());
        startSplitting(
                route ->
                        route.transform(reversed())
                                .split(Builder.body())
                                .filter(Builder.simple("${body.bizId} == 'b-0'"))
                                .convertBodyTo(byte[].class)
                                .to(producer("deleteMessage"))
                                .end()
                                .end());
        await().until(() -> !deleted().isEmpty());
        camel.stop();
        assertThat(deleted()).containsExactly(0);
    }

    private static ExpressionAdapter reversed() {
        return new ExpressionAdapter() {
            @Override
            public Object evaluate(Exchange exchange) {
                return rearranged("reversed", exchange);
            }
        };
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void aPartThatMatchesNoMessageIsRefused(int parts) {
        alicom.clock().freeze();
        alicom.deliver(IntStream.range(0, 2).mapToObj(i -> smsReport()).toList());
        startSplitting(
                route ->
                        route.setBody(Builder.constant(Collections.nCopies(parts, "a row")))
                                .split(Builder.body())
                                .doTry()
                                .to(producer("deleteMessage"))
                                .doCatch(IllegalArgumentException.class)
                                .process(e -> failures.add(caught(e)))
                                .end()
                                .end());
        await().until(() -> !settled.isEmpty());

        assertThat(failures)
                .hasSize(parts)
                .allSatisfy(failure -> assertThat(failure).hasMessageStartingWith("ALICOM-716"));
        assertThat(queue().deleted()).isZero();
    }

    private static Exception caught(Exchange exchange) {
        return exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    }

    @Test
    void aPartWithAListOfItsOwnSettlesThatList() {
        // given messages that were left, with leases that do not end
        alicom.clock().freeze();
        alicom.deliver(smsReport(), smsReport());
        start("deleteAfterRead=false&batching=true", e -> {}, null);
        awaitLeft(2);
        List<String> handles = arrived.stream().flatMap(e -> handles(e).stream()).toList();
        // when
        template()
                .send(
                        splitting(
                                route ->
                                        route.setHeader(
                                                        AlicomMnsConstants.RECEIPT_HANDLE,
                                                        Builder.body())
                                                .to(producer("deleteMessage"))),
                        e -> e.getIn().setBody(List.of(handles)));
        // then
        assertThat(queue().deleted()).isEqualTo(2);
    }

    private String splitting(Consumer<SplitDefinition> steps) {
        try {
            camel.addRoutes(
                    new RouteBuilder() {
                        @Override
                        public void configure() {
                            steps.accept(from("direct:split").split(body()));
                        }
                    });
            return "direct:split";
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theBatchIsDeletedAsAWholeAfterASplitThatCollectsItsParts() {
        alicom.clock().freeze();
        alicom.deliver(IntStream.range(0, 3).mapToObj(i -> smsReport()).toList());

        startSplitting(
                route ->
                        route.split(Builder.body(), new GroupedBodyAggregationStrategy())
                                .convertBodyTo(String.class)
                                .end()
                                .to(producer("deleteMessage")));
        await().until(() -> sizes(settled) == 3);

        assertThat(settled).as("not each a batch").hasSizeLessThan(3);
        assertThat(queue().deleted()).isEqualTo(3);
    }

    /** A batch that was handed over correlates with the exchange of the consumer. */
    @Test
    void aBatchThatWasHandedOverIsDeletedAsAWholeAfterItsSplit() throws Exception {
        alicom.clock().freeze();
        alicom.deliver(IntStream.range(0, 3).mapToObj(i -> smsReport()).toList());
        camel.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("seda:work")
                                .split(body(), new GroupedBodyAggregationStrategy())
                                .setBody(constant("a row"))
                                .end()
                                .to(producer("deleteMessage"));
                    }
                });

        startSplitting(route -> route.to("seda:work"));
        await().until(() -> sizes(settled) == 3);

        await().until(() -> queue().deleted() == 3);
    }

    @Test
    void aBatchIsDeletedAsAWholeWhenItIsHandedOverAfterItsSplit() throws Exception {
        alicom.clock().freeze();
        alicom.deliver(IntStream.range(0, 3).mapToObj(i -> smsReport()).toList());
        camel.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("seda:work").to(producer("deleteMessage"));
                    }
                });

        startSplitting(
                route ->
                        route.split(Builder.body(), new GroupedBodyAggregationStrategy())
                                .setBody(Builder.constant("a row"))
                                .end()
                                .to("seda:work"));

        await().until(() -> queue().deleted() == 3);
    }

    /** The group is a copy of its first part. */
    @Test
    void aGroupOfPartsDoesNotSettleOneOfThem() {
        alicom.clock().freeze();
        alicom.deliver(IntStream.range(0, 2).mapToObj(i -> smsReport()).toList());
        startSplitting(
                route ->
                        route.split(Builder.body())
                                .aggregate(
                                        Builder.constant(true),
                                        new GroupedBodyAggregationStrategy())
                                .completionSize(2)
                                .doTry()
                                .to(producer("deleteMessage"))
                                .doCatch(IllegalArgumentException.class)
                                .process(e -> failures.add(caught(e)))
                                .end()
                                .end()
                                .end());
        await().until(() -> !failures.isEmpty());

        assertThat(queue().deleted()).isZero();
    }

    @Test
    void aPartThatIsAListOfReceiptsDoesNotSettleTheWholeBatch() {
        alicom.clock().freeze();
        alicom.deliver(IntStream.range(0, 2).mapToObj(i -> smsReport()).toList());
        startSplitting(
                route ->
                        route.process(e -> e.getMessage().setBody(List.of(body(e))))
                                .split(Builder.body())
                                .process(e -> e.getMessage().setBody(body(e).subList(0, 1)))
                                .split(Builder.body(), new GroupedBodyAggregationStrategy())
                                .convertBodyTo(String.class)
                                .end()
                                .doTry()
                                .to(producer("deleteMessage"))
                                .doCatch(IllegalArgumentException.class)
                                .process(e -> failures.add(caught(e)))
                                .end()
                                .end());
        await().until(() -> !settled.isEmpty());

        assertThat(failures).hasSize(1);
        assertThat(queue().deleted()).isZero();
    }

    private static List<?> body(Exchange exchange) {
        return exchange.getMessage().getBody(List.class);
    }

    private void startSplitting(Consumer<RouteDefinition> steps) {
        try {
            camel.addRoutes(
                    new RouteBuilder() {
                        @Override
                        public void configure() {
                            String options = quick("deleteAfterRead=false&batching=true");
                            RouteDefinition route = from(alicom.uri("SmsReport", options));
                            steps.accept(route);
                            route.process(e -> settled.add(e.copy()));
                        }
                    });
            camel.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theVisibilityOfAPartOfASplitBatchIsChangedAlone() {
        alicom.clock().freeze();
        alicom.deliver(IntStream.range(0, 3).mapToObj(i -> smsReport().bizId("b-" + i)).toList());
        start("deleteAfterRead=false&batching=true", e -> {}, null);
        awaitLeft(3);
        Exchange batch = arrived.get(0);
        List<String> handles = handles(batch);
        // when
        batch.getMessage().setHeader(AlicomMnsConstants.VISIBILITY_TIMEOUT, "1h");
        becomeItsFirstPart(batch);
        Exchange changed =
                template()
                        .send(
                                producer("changeVisibility"),
                                e -> e.setIn(batch.getMessage().copy()));
        // then the handles of the other parts are where they were
        assertThat(changed.getException()).isNull();
        assertThat(handles(changed)).hasSameSizeAs(handles);
        assertThat(handles(changed).subList(1, handles.size()))
                .isEqualTo(handles.subList(1, handles.size()));
        assertThat(handles(changed).get(0)).isNotEqualTo(handles.get(0));
    }

    private boolean allAreSettled() {
        return !settled.isEmpty() && settled.size() == arrived.size();
    }

    /** As a splitter does: the headers are those of the batch. */
    private static void becomeItsFirstPart(Exchange batch) {
        batch.getMessage().setBody(batch.getMessage().getBody(List.class).get(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"array", "set"})
    void theNamesOfABatchMayBeInAnyCollection(String collection) {
        // given messages that were left, with leases that do not end
        alicom.clock().freeze();
        alicom.deliver(IntStream.range(0, 2).mapToObj(i -> smsReport()).toList());
        start("deleteAfterRead=false&batching=true", e -> {}, null);
        awaitLeft(2);
        Set<String> handles = new LinkedHashSet<>();
        arrived.forEach(e -> handles.addAll(handles(e)));
        Object header = collection.equals("set") ? handles : handles.toArray(String[]::new);
        // when
        Exchange changed = changeVisibility(header);
        // then the new handles are in the same order
        assertThat(changed.getException()).isNull();
        assertThat(handles(changed)).hasSize(2).doesNotContainAnyElementsOf(handles);
        changed.getMessage()
                .setHeader(
                        AlicomMnsConstants.RECEIPT_HANDLE, handles(changed).toArray(String[]::new));
        assertThat(send("deleteMessage", changed).getException()).isNull();
        assertThat(queue().deleted()).isEqualTo(2);
    }

    private Exchange changeVisibility(Object handles) {
        Map<String, Object> known =
                Map.of(
                        AlicomMnsConstants.RECEIPT_HANDLE,
                        handles,
                        AlicomMnsConstants.VISIBILITY_TIMEOUT,
                        "1h");
        return template().send(producer("changeVisibility"), headers(known));
    }

    @Test
    void aBatchOfWhichOnlyTheHandlesAreKnownStaysABatch() {
        // given messages that were left, with leases that do not end
        alicom.clock().freeze();
        alicom.deliver(IntStream.range(0, 2).mapToObj(i -> smsReport()).toList());
        start("deleteAfterRead=false&batching=true", e -> {}, null);
        awaitLeft(2);
        List<String> handles = arrived.stream().flatMap(e -> handles(e).stream()).toList();
        // when
        Exchange changed = changeVisibility(handles);
        // then the new handles are those of the whole batch
        assertThat(changed.getException()).isNull();
        assertThat(send("deleteMessage", changed).getException()).isNull();
        assertThat(queue().deleted()).isEqualTo(2);
    }

    private static int sizes(List<Exchange> batches) {
        return batches.stream().mapToInt(e -> e.getMessage().getBody(List.class).size()).sum();
    }

    @Test
    void ofABatchTheOthersAreDeletedWhenOneIsLost() {
        // given a batch of which one message was deleted, and one handle is not good
        alicom.deliver(IntStream.range(0, 3).mapToObj(i -> smsReport()).toList());
        start(
                "deleteAfterRead=false&batching=true&extendVisibility=false",
                e ->
                        e.getMessage()
                                .setHeader(
                                        AlicomMnsConstants.RECEIPT_HANDLE,
                                        List.of("1-bad", handles(e).get(1), handles(e).get(2))),
                "deleteMessage");
        // then
        await().until(() -> !failures.isEmpty());
        assertThat(failures.get(0)).hasMessageContaining("1 of 3 messages were not deleted");
        assertThat(queue().deleted()).isEqualTo(2);
    }

    /** An answer that names no handle stands for all of the batch. */
    @Test
    void ofABatchThatIsRefusedAsAWholeTheOthersAreDeletedOneByOne() {
        alicom.assume(Assumption.DELETE_FAILURE_404_PLAIN);
        alicom.deliver(IntStream.range(0, 3).mapToObj(i -> smsReport()).toList());
        start(
                "deleteAfterRead=false&batching=true&extendVisibility=false",
                e ->
                        e.getMessage()
                                .setHeader(
                                        AlicomMnsConstants.RECEIPT_HANDLE,
                                        List.of("1-bad", handles(e).get(1), handles(e).get(2))),
                "deleteMessage");

        await().until(() -> !failures.isEmpty());

        assertThat(failures.get(0)).hasMessageContaining("1 of 3 messages were not deleted");
        assertThat(queue().deleted()).isEqualTo(2);
    }

    /** Nothing is deleted by the first request, whatever its answer names. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void messagesThatFailForAPassingReasonAreTriedAgain(boolean bothAreNamed) {
        alicom.deliver(smsReport(), smsReport());
        start(
                "deleteAfterRead=false&batching=true&extendVisibility=false",
                e -> {
                    List<String> handles = handles(e);
                    String other = bothAreNamed ? handles.get(1) : "1-unknown";
                    alicom.faults()
                            .add(
                                    Fault.status(404, "text/xml", failing(handles.get(0), other))
                                            .on(RequestKind.BATCH_DELETE)
                                            .times(1));
                },
                "deleteMessage");

        await().until(() -> queue().deleted() == 2 || !failures.isEmpty());

        assertThat(failures).isEmpty();
        assertThat(arrived).hasSize(1);
    }

    private static String failing(String... handles) {
        return Stream.of(handles)
                .map(
                        handle ->
                                "<Error><ErrorCode>InternalError</ErrorCode><ErrorMessage>busy"
                                        + "</ErrorMessage><ReceiptHandle>"
                                        + handle
                                        + "</ReceiptHandle></Error>")
                .collect(
                        Collectors.joining(
                                "",
                                "<Errors xmlns=\"http://mns.aliyuncs.com/doc/v1\">",
                                "</Errors>"));
    }

    @Test
    void ofABatchWhoseVisibilityIsChangedHalfwayTheNewHandlesAreKnown() {
        // given a message that was left, with a lease that does not end
        alicom.clock().freeze();
        alicom.deliver(smsReport());
        start("deleteAfterRead=false&batching=true&extendVisibility=false", e -> {}, null);
        awaitLeft(1);
        List<String> handles = List.of(handles(arrived.get(0)).get(0), "1-bad");
        // when
        Exchange changed = changeVisibility(handles);
        // then
        assertThat(changed.getException()).isInstanceOf(MnsException.class);
        assertThat(handles(changed).get(0)).isNotEqualTo(handles.get(0));
        assertThat(handles(changed).get(1)).isEqualTo("1-bad");
        assertThat(send("deleteMessage", changed).getException())
                .hasMessageContaining("1 of 2 messages were not deleted");
        assertThat(queue().deleted()).isEqualTo(1);
    }

    @SuppressWarnings("unchecked") // what a batch promises
    private static List<String> handles(Exchange exchange) {
        return exchange.getMessage().getHeader(AlicomMnsConstants.RECEIPT_HANDLE, List.class);
    }

    @Test
    void whereBatchesAreRefusedItDeletesOneByOne() {
        alicom.faults().add(Fault.error("AccessDenied", 403).on(RequestKind.BATCH_DELETE).always());
        alicom.deliver(IntStream.range(0, 3).mapToObj(i -> smsReport()).toList());
        start("deleteAfterRead=false&batching=true", e -> {}, "deleteMessage");

        await().until(() -> queue().deleted() == 3);

        assertThat(failures).isEmpty();
    }

    // what is missing

    @ParameterizedTest
    @ValueSource(strings = {"deleteMessage", "changeVisibility"})
    void theQueueNameIsRequired(String operation) {
        String uri = "alicom-mns:SmsReport?accessKey=a&secretKey=b&operation=" + operation;

        assertThat(
                        catchThrowable(
                                () -> {
                                    camel.addRoutes(route("direct:start", e -> {}, uri));
                                    camel.start();
                                }))
                .hasStackTraceContaining("Option queueName is not set");
    }

    @Test
    void aMessageWithoutAHandleCannotBeSettled() {
        camel.start();

        assertThat(template().send(producer("deleteMessage"), e -> {}).getException())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("No message to settle");
        assertThat(
                        template()
                                .send(
                                        producer("deleteMessage"),
                                        headers(Map.of(AlicomMnsConstants.MESSAGE_ID, "m-1")))
                                .getException())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("m-1 is not held by a consumer");
    }

    @Test
    void listsThatDoNotGoTogetherAreRefused() {
        camel.start();
        Map<String, Object> headers =
                Map.of(
                        AlicomMnsConstants.MESSAGE_ID, List.of("a", "b"),
                        AlicomMnsConstants.RECEIPT_HANDLE, List.of("h"));

        assertThat(template().send(producer("deleteMessage"), headers(headers)).getException())
                .hasMessageContaining("2 message ids do not match 1 handles");
    }

    private void start(String options, Processor first, String operation, Processor... then) {
        String to = operation == null ? null : producer(operation);
        try {
            camel.addRoutes(route(alicom.uri("SmsReport", quick(options)), first, to, then));
            camel.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static String quick(String options) {
        return options.contains("waitTime") ? options : options + "&waitTime=1s";
    }

    private RouteBuilder route(String from, Processor first, String to, Processor... then) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                onException(MnsException.class)
                        .process(
                                e ->
                                        failures.add(
                                                e.getProperty(
                                                        Exchange.EXCEPTION_CAUGHT,
                                                        Exception.class)));
                var route =
                        from(from)
                                .routeId("plain")
                                .process(e -> arrived.add(e.copy()))
                                .process(first);
                if (to != null) {
                    route.to(to);
                }
                route.process(e -> settled.add(e.copy()));
                Stream.of(then).forEach(route::process);
            }
        };
    }

    private static String producer(String operation) {
        return alicom.uri("SmsReport", "operation=" + operation);
    }

    private Exchange send(String operation, Exchange exchange) {
        return template().send(producer(operation), headersOf(exchange));
    }

    private static Processor headersOf(Exchange source) {
        return e -> e.getIn().setHeaders(new HashMap<>(source.getMessage().getHeaders()));
    }

    private static Processor headers(Map<String, Object> headers) {
        return e -> e.getIn().setHeaders(new HashMap<>(headers));
    }

    private ProducerTemplate template() {
        return camel.createProducerTemplate();
    }

    private static QueueView queue() {
        return alicom.queue("SmsReport");
    }

    private static long requests(RequestKind kind) {
        return alicom.requests().count(kind);
    }

    private static void awaitRequests(RequestKind kind, int count) {
        await().until(() -> requests(kind) >= count);
    }

    private void awaitSettled(int count) {
        await().until(() -> settled.size() >= count || !failures.isEmpty());
        assertThat(failures).isEmpty();
    }

    /** Until so many messages were left, and are not held any more. */
    private void awaitLeft(int count) {
        await().until(() -> snapshot().totals().left() >= count);
    }

    private ConsumerSnapshot snapshot() {
        return ((AlicomMnsConsumer) camel.getRoute("plain").getConsumer()).snapshot().orElseThrow();
    }

    private static List<MessageEvent.Kind> events() {
        return queue().history().get(0).events().stream().map(MessageEvent::kind).toList();
    }

    private static Object header(Exchange exchange, String name) {
        return exchange.getMessage().getHeader(name);
    }
}
