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
package io.github.camelalicom.mns.example.recipes;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.camelalicom.mns.AlicomMnsComponent;
import io.github.camelalicom.mns.AlicomMnsConfiguration;
import io.github.camelalicom.mns.emulator.AlicomEmulatorExtension;
import io.github.camelalicom.mns.emulator.Fault;
import io.github.camelalicom.mns.emulator.Receipts;
import io.github.camelalicom.mns.emulator.RequestKind;
import io.github.camelalicom.mns.receipt.SmsUp;

import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static io.github.camelalicom.mns.emulator.Receipts.smsUp;
import static io.github.camelalicom.mns.emulator.Receipts.voiceReport;
import static org.assertj.core.api.Assertions.assertThat;

/** The routes of the page with recipes, as they stand there. */
class RecipesTest {

    @RegisterExtension static AlicomEmulatorExtension alicom = AlicomEmulatorExtension.create();

    /** A little more than the emulator's, which is the vendor's default. */
    private static final Duration LEASE = Duration.ofSeconds(31);

    private static final Duration PAUSE = Duration.ofMinutes(5);

    private final CamelContext camel = new DefaultCamelContext();
    private final Properties properties = new Properties();
    private final Map<String, List<Exchange>> arrived = new ConcurrentHashMap<>();

    @AfterEach
    void stop() {
        camel.stop();
    }

    @Test
    void whoeverAnswersWithOneOfTheWordsIsUnsubscribed() throws Exception {
        start(new UnsubscribeRoute(), "unsubscribe", "inbox");

        for (String text :
                List.of("TD", "td", " T d\u3000", "ＴＤ", "ｔ", "退订", "退 订。", "“退订”", "T退订!")) {
            alicom.deliver(smsUp().content(text));
        }
        awaitDeleted("SmsUp", 9);

        assertThat(arrived("unsubscribe")).hasSize(9);
        assertThat(arrived("inbox")).isEmpty();
    }

    @Test
    void whatOnlyContainsAWordIsForAPerson() throws Exception {
        start(new UnsubscribeRoute(), "unsubscribe", "inbox");

        for (String text : List.of("怎么退订？", "TOMORROW", "TD1", "不退订", "")) {
            alicom.deliver(smsUp().content(text));
        }
        alicom.deliver(smsUp().without("content"));
        awaitDeleted("SmsUp", 6);

        assertThat(arrived("unsubscribe")).isEmpty();
        assertThat(arrived("inbox"))
                .extracting(exchange -> exchange.getMessage().getBody(SmsUp.class).content())
                .contains("怎么退订？", "不退订");
    }

    @Test
    void aSharedQueueIsRoutedByTheMarkInTheOutId() throws Exception {
        start(new SharedQueueRoute(), "test", "production");

        alicom.deliver(
                smsReport().outId("test-1"),
                smsReport().outId("prod-1"),
                smsReport().without("out_id"));
        awaitDeleted("SmsReport", 3);

        assertThat(arrived("test")).hasSize(1);
        assertThat(arrived("production")).hasSize(2);
    }

    @Test
    void theQueuesOfTwoAccountsAreRead() throws Exception {
        for (String account : List.of("bank", "shop")) {
            properties.setProperty(account + ".queue", "Alicom-Queue-" + account + "-SmsReport");
            properties.setProperty(account + ".key", alicom.accessKey());
            properties.setProperty(account + ".secret", alicom.secretKey());
        }
        start(new AccountsRoute(), "bank", "shop");

        alicom.deliverTo("Alicom-Queue-bank-SmsReport", smsReport().outId("bank-1"));
        alicom.deliverTo("Alicom-Queue-shop-SmsReport", smsReport().outId("shop-1"));

        within().until(() -> arrived("bank").size() == 1 && arrived("shop").size() == 1);
    }

    @Test
    void aReceiptFindsItsRowEvenBeforeSendingHasReturned() throws Exception {
        // given a receipt that arrives while the call to send is under way
        RouteBuilder.addRoutes(
                camel,
                routes ->
                        routes.from("direct:send-sms")
                                .process(
                                        exchange -> {
                                            String outId =
                                                    exchange.getMessage()
                                                            .getHeader("outId", String.class);
                                            alicom.deliver(smsReport().outId(outId).delivered());
                                            awaitDeleted("SmsReport", 1);
                                        }));
        start(new SendAndTrackRoute(), "insert", "sent", "update");
        // when
        camel.createProducerTemplate().sendBody("direct:send", "hello");
        // then the row, the receipt and the result of sending have the same id
        assertThat(List.of(arrived("insert"), arrived("update"), arrived("sent")))
                .allSatisfy(exchanges -> assertThat(exchanges).hasSize(1))
                .extracting(exchanges -> exchanges.get(0).getMessage().getHeader("outId"))
                .doesNotContainNull()
                .containsOnly(arrived("insert").get(0).getMessage().getHeader("outId"));
    }

    @Test
    void aBusyLineIsCalledAgainAfterAPause() throws Exception {
        start(new BusyRoute(), "call", "ended");
        alicom.deliver(busy("reminder-17/1"));
        within().until(() -> isPutBack() && camel.getInflightRepository().size() == 0);
        assertThat(arrived("call")).isEmpty();

        alicom.clock().advance(PAUSE);

        awaitDeleted("VoiceReport", 1);
        assertThat(arrived("call"))
                .extracting(exchange -> exchange.getMessage().getHeader("outId"))
                .containsExactly("reminder-17/2");
        assertThat(arrived("ended")).isEmpty();
    }

    @Test
    void attemptsHaveAnEndAndOtherOutcomesNeedNone() throws Exception {
        start(new BusyRoute(), "call", "ended");

        alicom.deliver(
                busy("reminder-17/3"),
                busy("no count"),
                busy("reminder-18/1").without("out_id"),
                voiceReport().outId("reminder-19/1").statusCode("200000"),
                voiceReport().outId("reminder-20/1").statusCode("200003"),
                voiceReport().outId("reminder-21/1").without("status_code"));
        awaitDeleted("VoiceReport", 6);

        assertThat(arrived("ended")).hasSize(6);
        assertThat(arrived("call")).isEmpty();
    }

    @Test
    void aReceiptThatComesTwiceCallsOnce() throws Exception {
        start(new BusyRoute(), "call", "ended");
        Receipts.VoiceReport report = busy("reminder-17/2");
        alicom.deliver(report, report);
        within().until(() -> alicom.queue("VoiceReport").invisible() == 2);
        within().until(() -> camel.getInflightRepository().size() == 0);

        alicom.clock().advance(PAUSE);

        awaitDeleted("VoiceReport", 2);
        assertThat(arrived("call")).hasSize(1);
    }

    @Test
    void aReceiptWhoseDeleteFailsCallsOnce() throws Exception {
        start(new BusyRoute(), "call", "ended");
        alicom.deliver(busy("reminder-17/2"));
        within().until(() -> alicom.queue("VoiceReport").invisible() == 1);
        within().until(() -> camel.getInflightRepository().size() == 0);
        // the producer makes four attempts
        alicom.faults()
                .add(Fault.status(503).on(RequestKind.DELETE, RequestKind.BATCH_DELETE).times(4));

        alicom.clock().advance(PAUSE);

        within().until(() -> arrived("call").size() == 1);
        within().until(() -> camel.getInflightRepository().size() == 0);
        alicom.clock().advance(PAUSE);
        awaitDeleted("VoiceReport", 1);
        assertThat(arrived("call")).hasSize(1);
    }

    @Test
    void anAlarmIsRaisedWhenCarrierTextOrAccountFail() throws Exception {
        start(new DeliveryRateRoute(), "work", "alarm");

        deliverReports(60, "EXPIRED", "CONTENT_KEYWORD", "isv.AMOUNT_NOT_ENOUGH", "MB:9999");

        within().until(() -> !arrived("alarm").isEmpty());
        awaitDeleted("SmsReport", 60);
        assertThat(arrived("work")).hasSize(60);
    }

    @Test
    void failuresOnTheSideOfTheRecipientsRaiseNone() throws Exception {
        // an alarm whatever the rate, to see what was counted
        properties.setProperty("alarm-below", "101");
        start(new DeliveryRateRoute(), "work", "alarm");

        deliverReports(60, "MOBILE_NOT_ON_SERVICE", "MK:0001", "MOBILE_IN_BLACK");
        awaitDeleted("SmsReport", 60);

        within().until(() -> rates().stream().mapToLong(DeliveryRate::total).sum() == 30);
        assertThat(rates()).extracting(DeliveryRate::percent).containsOnly(100L);
    }

    @Test
    void aReceiptThatComesAgainAfterWorkThatFailedIsCountedOnce() throws Exception {
        AtomicBoolean failed = new AtomicBoolean();
        properties.setProperty("alarm-below", "101");
        properties.setProperty("enough", "1");
        RouteBuilder.addRoutes(
                camel,
                routes ->
                        routes.from("direct:work")
                                .filter(exchange -> failed.compareAndSet(false, true))
                                .throwException(new IllegalStateException("the work failed")));
        start(new DeliveryRateRoute(), "alarm");
        alicom.deliver(smsReport().delivered());
        within().until(() -> failed.get() && camel.getInflightRepository().size() == 0);

        alicom.clock().advance(LEASE);
        awaitDeleted("SmsReport", 1);

        within().until(() -> !arrived("alarm").isEmpty());
        assertThat(rates()).containsExactly(new DeliveryRate(1, 0));
    }

    /** Every other one failed, so that any part of them shows the same rate. */
    private void deliverReports(int count, String... codes) {
        IntStream.range(0, count)
                .mapToObj(
                        i ->
                                i % 2 == 0
                                        ? smsReport().delivered()
                                        : smsReport().failed(codes[i / 2 % codes.length]))
                .forEach(alicom::deliver);
    }

    private List<DeliveryRate> rates() {
        return arrived("alarm").stream()
                .map(exchange -> exchange.getMessage().getBody(DeliveryRate.class))
                .toList();
    }

    private static Receipts.VoiceReport busy(String outId) {
        return voiceReport().outId(outId).statusCode("200002");
    }

    private boolean isPutBack() {
        return alicom.queue("VoiceReport").invisible() == 1;
    }

    private List<Exchange> arrived(String where) {
        return arrived.computeIfAbsent(where, name -> new CopyOnWriteArrayList<>());
    }

    /** The routes of a recipe, and routes that take in what it sends. */
    private void start(RouteBuilder recipe, String... ends) throws Exception {
        AlicomMnsConfiguration account =
                camel.getComponent("alicom-mns", AlicomMnsComponent.class).getConfiguration();
        account.setAccessKey(alicom.emulator().accessKey());
        account.setSecretKey(alicom.emulator().secretKey());
        account.setTokenEndpoint(alicom.endpoint());
        account.setMnsEndpoint(alicom.endpoint());
        properties.setProperty("replies", alicom.queueName("SmsUp"));
        properties.setProperty("calls", alicom.queueName("VoiceReport"));
        properties.setProperty("receipts", alicom.queueName("SmsReport"));
        properties.setProperty("pause", PAUSE.toString());
        properties.setProperty("window", "1000");
        properties.putIfAbsent("enough", "2");
        properties.putIfAbsent("alarm-below", "90");
        camel.getPropertiesComponent().setInitialProperties(properties);
        camel.addRoutes(recipe);
        for (String end : ends) {
            RouteBuilder.addRoutes(
                    camel,
                    routes -> routes.from("direct:" + end).process(e -> arrived(end).add(e)));
        }
        camel.start();
    }

    private static void awaitDeleted(String messageType, int count) {
        within().until(() -> alicom.queue(messageType).deleted() == count);
    }

    /** As long as a busy machine may take. */
    private static ConditionFactory within() {
        return Awaitility.await().atMost(Duration.ofSeconds(60));
    }
}
