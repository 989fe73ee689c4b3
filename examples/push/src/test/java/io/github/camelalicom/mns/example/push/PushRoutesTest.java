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
package io.github.camelalicom.mns.example.push;

import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.camelalicom.mns.emulator.AlicomEmulatorExtension;
import io.github.camelalicom.mns.emulator.Receipts;
import io.github.camelalicom.mns.receipt.Receipt;
import io.github.camelalicom.mns.receipt.SignSmsReport;
import io.github.camelalicom.mns.receipt.SmsReport;
import io.github.camelalicom.mns.receipt.TemplateSmsReport;

import static io.github.camelalicom.mns.emulator.Receipts.signSmsReport;
import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static io.github.camelalicom.mns.emulator.Receipts.templateSmsReport;
import static org.assertj.core.api.Assertions.assertThat;

/** The HTTP batch push of Alibaba Cloud, beside the queue. */
class PushRoutesTest {

    /** Within this time Alibaba Cloud expects the answer. */
    private static final Duration LIMIT = Duration.ofMillis(700);

    @RegisterExtension static AlicomEmulatorExtension alicom = AlicomEmulatorExtension.create();

    @TempDir Path failed;

    private final Main main = new Main();
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Receipt> processed = new CopyOnWriteArrayList<>();
    private volatile Processor work = exchange -> {};
    private int port;

    @BeforeEach
    void start() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        Map.of(
                        "alicom.queue-name", alicom.queueName("SmsReport"),
                        "alicom.access-key", alicom.accessKey(),
                        "alicom.secret-key", alicom.secretKey(),
                        "alicom.token-endpoint", alicom.endpoint(),
                        "alicom.mns-endpoint", alicom.endpoint(),
                        "push.port", String.valueOf(port),
                        "push.key", "k-1",
                        "push.waiting", "4",
                        "push.redelivery-delay", "10",
                        "push.folder", failed.toString())
                .forEach(main::addOverrideProperty);
        main.configure().addRoutesBuilder(new PushRoutes());
        main.configure()
                .addRoutesBuilder(
                        new RouteBuilder() {
                            @Override
                            public void configure() {
                                // with Camel's default error handler, as in the application
                                from("direct:process")
                                        .process(exchange -> work.process(exchange))
                                        .process(this::keep);
                            }

                            private void keep(Exchange exchange) {
                                processed.add(exchange.getMessage().getBody(Receipt.class));
                            }
                        });
        main.start();
    }

    @AfterEach
    void stop() {
        main.stop();
    }

    @Test
    void aPushIsAnsweredAndItsReceiptsAreThoseOfTheQueue() throws Exception {
        HttpResponse<String> answer =
                push("SmsReport", smsReport().bizId("b-1"), smsReport().bizId("b-2").failed("x"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"code\":0,\"msg\":\"received\"}");
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        awaitProcessed(2);
        assertThat(processed)
                .hasOnlyElementsOfType(SmsReport.class)
                .extracting(receipt -> ((SmsReport) receipt).bizId())
                .containsExactly("b-1", "b-2");
    }

    @Test
    void theAnswerDoesNotWaitForTheProcessing() throws Exception {
        // given a connection, and processing that blocks
        push("SmsReport", smsReport());
        awaitProcessed(1);
        CountDownLatch end = new CountDownLatch(1);
        work = exchange -> end.await();
        // when
        long start = System.nanoTime();
        HttpResponse<String> answer = push("SmsReport", smsReport(), smsReport());
        Duration taken = Duration.ofNanos(System.nanoTime() - start);
        // then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(processed).hasSize(1);
        end.countDown();
        awaitProcessed(3);
        assertThat(taken).isLessThan(LIMIT);
    }

    @Test
    void aReceiptThatComesFromBothSourcesIsProcessedOnce() throws Exception {
        Receipts.SmsReport report = smsReport().bizId("b-1");
        push("SmsReport", report, smsReport().bizId("b-2"));
        awaitProcessed(2);

        alicom.deliver(report, smsReport().bizId("b-3"));
        push("SmsReport", report);

        within().until(() -> alicom.queue("SmsReport").deleted() == 2);
        awaitProcessed(3);
        awaitNothingInFlight();
        assertThat(processed)
                .extracting(receipt -> ((SmsReport) receipt).bizId())
                .containsExactlyInAnyOrder("b-1", "b-2", "b-3");
    }

    @Test
    void aPushIsRecognizedAfterThousandsOfOtherReceipts() throws Exception {
        Receipts.SmsReport report = smsReport().bizId("b-1");
        push("SmsReport", report);
        alicom.emulator()
                .deliver(
                        IntStream.range(0, 2_000)
                                .mapToObj(i -> smsReport().bizId("other-" + i))
                                .toList());
        awaitProcessed(2_001);

        push("SmsReport", report, smsReport().bizId("last"));

        within().until(() -> bizIds().contains("last"));
        assertThat(bizIds()).containsOnlyOnce("b-1");
    }

    private List<String> bizIds() {
        return processed.stream().map(receipt -> ((SmsReport) receipt).bizId()).toList();
    }

    @Test
    void typesThatAreOnlyPushedAreTyped() throws Exception {
        push("SignSmsReport", signSmsReport());
        // documented as a single item, which may stand without its array
        pushJson("TemplateSmsReport", templateSmsReport().json());
        awaitProcessed(2);

        assertThat(processed)
                .hasAtLeastOneElementOfType(SignSmsReport.class)
                .hasAtLeastOneElementOfType(TemplateSmsReport.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no json", "[{\"biz_id\":\"b-1\"},7]", "\"x\"", "[] []"})
    void anInvalidPushIsRefusedAsAWhole(String body) throws Exception {
        HttpResponse<String> answer = pushJson("SmsReport", body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).startsWith("{\"code\":1");
        awaitNothingInFlight();
        assertThat(processed).isEmpty();
    }

    @Test
    void anEmptyPushIsAnswered() throws Exception {
        assertThat(push("SmsReport").statusCode()).isEqualTo(200);
    }

    @Test
    void aPushWithoutTheKeyIsNotFound() throws Exception {
        HttpResponse<String> answer = send("/push/other/SmsReport", "[" + smsReport().json() + "]");

        assertThat(answer.statusCode()).isEqualTo(404);
        awaitNothingInFlight();
        assertThat(processed).isEmpty();
    }

    @Test
    void aPushThatFindsNoRoomIsRepeatedWithoutDuplicates() throws Exception {
        // given room for four, one in processing
        CountDownLatch end = new CountDownLatch(1);
        work = exchange -> end.await();
        push("SmsReport", smsReport().bizId("first"));
        within().until(() -> main.getCamelContext().getInflightRepository().size("pushed") == 1);
        Receipts.SmsReport[] many =
                Stream.of("1", "2", "3", "4", "5", "6")
                        .map(id -> smsReport().bizId(id))
                        .toArray(Receipts.SmsReport[]::new);
        // when
        assertThat(push("SmsReport", many).statusCode()).isEqualTo(503);
        end.countDown();
        awaitProcessed(5);
        // then the push is repeated
        within().until(() -> push("SmsReport", many).statusCode() == 200);
        awaitProcessed(7);
        awaitNothingInFlight();
        assertThat(processed)
                .extracting(receipt -> ((SmsReport) receipt).bizId())
                .containsExactlyInAnyOrder("first", "1", "2", "3", "4", "5", "6");
    }

    @Test
    void aReceiptWhoseProcessingFailsIsTriedAgainAndThenKept() throws Exception {
        work =
                exchange -> {
                    if (bizId(exchange).equals("bad")) {
                        throw new IllegalStateException("the database is down");
                    }
                };

        push("SmsReport", smsReport().bizId("bad"), smsReport().bizId("good"));

        awaitProcessed(1);
        within().until(() -> kept().size() == 1);
        awaitNothingInFlight();
        assertThat(Files.readString(kept().get(0))).contains("\"bad\"");
        // and it is not taken for a duplicate
        work = exchange -> {};
        pushJson("SmsReport", Files.readString(kept().get(0)));
        awaitProcessed(2);
    }

    @Test
    void aReceiptWhoseProcessingFailsForAMomentIsTriedAgain() throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        work =
                exchange -> {
                    if (attempts.incrementAndGet() < 6) {
                        throw new IllegalStateException("the database is down");
                    }
                };

        push("SmsReport", smsReport().bizId("late"));

        awaitProcessed(1);
        assertThat(bizIds()).containsExactly("late");
        awaitNothingInFlight();
        assertThat(kept()).isEmpty();
    }

    @Test
    void aReceiptIsKeptAsItCameWhateverTheProcessingMadeOfIt() throws Exception {
        work =
                exchange -> {
                    exchange.getMessage().setBody("changed");
                    throw new IllegalStateException("the database is down");
                };

        push("SmsReport", smsReport().bizId("b-1"));

        within().until(() -> kept().size() == 1);
        awaitNothingInFlight();
        assertThat(Files.readString(kept().get(0))).contains("\"b-1\"");
    }

    /** As after the failure of a transaction that an error handler has handled. */
    @Test
    void aReceiptWhoseProcessingIsRolledBackIsKept() throws Exception {
        work = exchange -> exchange.setRollbackOnly(true);

        push("SmsReport", smsReport().bizId("b-1"));

        within().until(() -> kept().size() == 1);
        awaitNothingInFlight();
        assertThat(Files.readString(kept().get(0))).contains("\"b-1\"");
    }

    @Test
    void aReceiptOfTheQueueWhoseProcessingIsRolledBackIsRedelivered() {
        AtomicInteger attempts = new AtomicInteger();
        work = exchange -> exchange.setRollbackOnlyLast(attempts.incrementAndGet() == 1);

        alicom.deliver(smsReport().bizId("b-1"));

        within().until(() -> attempts.get() == 1);
        awaitNothingInFlight();
        alicom.clock().advance(Duration.ofMinutes(1)); // the lease ends
        awaitProcessed(1);
        assertThat(attempts).hasValue(2);
    }

    private static String bizId(Exchange exchange) {
        return exchange.getMessage().getBody(SmsReport.class).bizId();
    }

    private List<Path> kept() throws Exception {
        try (Stream<Path> files = Files.list(failed)) {
            return files.toList();
        }
    }

    private HttpResponse<String> push(
            String messageType, io.github.camelalicom.mns.emulator.Receipt<?>... receipts)
            throws Exception {
        return pushJson(
                messageType,
                Stream.of(receipts)
                        .map(io.github.camelalicom.mns.emulator.Receipt::json)
                        .collect(Collectors.joining(",", "[", "]")));
    }

    private HttpResponse<String> pushJson(String messageType, String body) throws Exception {
        return send("/push/k-1/" + messageType, body);
    }

    private HttpResponse<String> send(String path, String body) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build();
        return client.send(request, BodyHandlers.ofString());
    }

    private void awaitProcessed(int count) {
        within().until(() -> processed.size() == count);
    }

    private void awaitNothingInFlight() {
        within().until(() -> main.getCamelContext().getInflightRepository().size() == 0);
    }

    /** As long as a busy machine may take. */
    private static ConditionFactory within() {
        return Awaitility.await().atMost(Duration.ofSeconds(60));
    }
}
