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
package io.github.camelalicom.mns.example.compensation;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.camelalicom.mns.emulator.AlicomEmulatorExtension;
import io.github.camelalicom.mns.emulator.Fault;
import io.github.camelalicom.mns.emulator.Receipts;
import io.github.camelalicom.mns.emulator.RequestKind;
import io.github.camelalicom.mns.emulator.SentMessage;
import io.github.camelalicom.mns.receipt.SmsReport;

import static io.github.camelalicom.mns.emulator.Receipts.sentMessage;
import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static org.assertj.core.api.Assertions.assertThat;

/** What the queue does not tell is asked for, and both roads together give one outcome. */
class CompensationRoutesTest {

    @RegisterExtension static AlicomEmulatorExtension alicom = AlicomEmulatorExtension.create();

    private static final ZoneOffset CHINA = ZoneOffset.ofHours(8);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final String NUMBER = "13900000001";

    /** A little more than the emulator's, which is the vendor's default. */
    private static final Duration LEASE = Duration.ofSeconds(31);

    /** What the application's maps call a message: biz id and number. */
    private static final String KEY = "%s %s";

    private static Application application;

    @BeforeAll
    static void start() throws Exception {
        application = Application.start(alicom);
    }

    @AfterEach
    void forget() throws Exception {
        application.execute("delete from message");
        within().until(() -> application.camel().getInflightRepository().size() == 0);
        application.settled().clear();
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @Test
    void everyMessageEndsInItsTrueStateExactlyOnce() throws Exception {
        // given a tenth of the receipts lost, and a service that fails at first
        alicom.sendDetails().loseReceipts(0.1, 7);
        alicom.faults()
                .add(Fault.error("Throttling.User", 400).on(RequestKind.SEND_DETAILS).times(4));
        alicom.faults().add(Fault.status(503).on(RequestKind.SEND_DETAILS).times(2));
        Map<String, String> truth = new HashMap<>();
        Set<String> waiting = sendThatWait(truth);
        int lost = sendAndReport(truth);
        assertThat(lost).isBetween(10, 50);
        int told = truth.size() - lost - waiting.size();
        // when
        within().until(() -> application.settled().size() == told);
        assertThat(alicom.requests().count(RequestKind.SEND_DETAILS)).isZero();
        application.hoursPass();
        within().until(() -> alicom.requests().count(RequestKind.SEND_DETAILS) >= 6);
        application.hoursPass();
        within().until(() -> application.settled().size() == told + lost);
        within().until(() -> waiting.stream().allMatch(id -> application.asked(id) > 0));
        // then
        assertThat(application.states()).containsExactlyInAnyOrderEntriesOf(truth);
        assertThat(application.settled()).doesNotHaveDuplicates();
        assertThat(application.count("source = 'COMPENSATION'")).isEqualTo(lost);
        assertThat(application.count("source = 'RECEIPT'")).isEqualTo(told);
        assertThat(application.count("source = 'RECEIPT' and asked > 0")).isZero();
    }

    /** Three messages a day to each of 40 numbers, and 10 requests to send with 12 numbers each. */
    private int sendAndReport(Map<String, String> truth) {
        int lost = 0;
        for (int i = 0; i < 120; i++) {
            lost += sendAndReport("single-" + i, number(i % 40), i % 7 == 0, truth);
        }
        for (int i = 0; i < 120; i++) {
            lost += sendAndReport("batch-" + i % 10, number(i), i % 7 == 0, truth);
        }
        return lost;
    }

    /** Reports twice in a while, to be sure. */
    private int sendAndReport(
            String bizId, String number, boolean fails, Map<String, String> truth) {
        application.record(bizId, number, OffsetDateTime.now());
        truth.put(KEY.formatted(bizId, number), fails ? "FAILED" : "DELIVERED");
        Receipts.SmsReport report = report(bizId, number);
        if (fails) {
            report.failed("MK:0001");
        }
        boolean lost = alicom.deliver(report).isEmpty();
        if (truth.size() % 5 == 0) {
            alicom.deliver(report);
        }
        return lost ? 1 : 0;
    }

    private Set<String> sendThatWait(Map<String, String> truth) {
        Set<String> bizIds = Set.of("waits-1", "waits-2", "waits-3");
        for (String bizId : bizIds) {
            application.record(bizId, NUMBER, OffsetDateTime.now());
            alicom.sendDetails().add(sentMessage(NUMBER).bizId(bizId));
            truth.put(KEY.formatted(bizId, NUMBER), "SENT");
        }
        return bizIds;
    }

    @Test
    void aReceiptThatComesAfterTheCompensationChangesNothing() throws Exception {
        send("b-1");
        alicom.sendDetails().loseReceiptsOf("b-1");
        alicom.deliver(report("b-1", NUMBER).failed("MK:0001"));
        application.hoursPass();
        within().until(() -> state("b-1").equals("FAILED"));

        alicom.sendDetails().loseNoReceipts();
        alicom.deliver(report("b-1", NUMBER).failed("MK:0001"), report("b-1", NUMBER).delivered());
        within().until(() -> alicom.queue("SmsReport").deleted() == 2);

        assertThat(state("b-1")).isEqualTo("FAILED");
        assertThat(application.count("source = 'COMPENSATION'")).isEqualTo(1);
        assertThat(application.settled()).hasSize(1);
    }

    @Test
    void whatWaitsIsAskedAgainLater() throws Exception {
        send("b-1");
        alicom.sendDetails().add(sentMessage(NUMBER).bizId("b-1"));
        application.hoursPass();
        within().until(() -> application.asked("b-1") == 1);
        assertStaysQuiet(1);
        assertThat(state("b-1")).isEqualTo("SENT");

        alicom.sendDetails().add(sentMessage(NUMBER).bizId("b-1").delivered());
        application.hoursPass();

        within().until(() -> state("b-1").equals("DELIVERED"));
        application.hoursPass();
        assertStaysQuiet(2);
    }

    @Test
    void whatTheServiceDoesNotKnowYetIsAskedAgainLater() throws Exception {
        send("b-1");
        application.hoursPass();
        within().until(() -> alicom.requests().count(RequestKind.SEND_DETAILS) == 1);

        alicom.sendDetails().add(sentMessage(NUMBER).bizId("b-1").delivered());
        within().until(() -> application.asked("b-1") == 1);
        application.hoursPass();

        within().until(() -> state("b-1").equals("DELIVERED"));
    }

    @Test
    void aReceiptThatOvertakesTheRecordIsMadeUpFor() throws Exception {
        alicom.deliver(report("b-1", NUMBER).delivered());
        within().until(() -> alicom.queue("SmsReport").deleted() == 1);

        send("b-1");
        application.hoursPass();

        within().until(() -> state("b-1").equals("DELIVERED"));
    }

    @Test
    void aReceiptStaysInTheQueueWhileTheDatabaseFails() throws Exception {
        send("b-1");
        application.execute("alter table message rename to message_away");
        alicom.deliver(report("b-1", NUMBER).delivered());
        within().until(() -> alicom.queue("SmsReport").invisible() == 1);
        within().until(() -> application.camel().getInflightRepository().size() == 0);

        application.execute("alter table message_away rename to message");
        alicom.clock().advance(LEASE);

        // which the route notes after the state
        within().until(() -> application.settled().size() == 1);
        assertThat(state("b-1")).isEqualTo("DELIVERED");
    }

    @Test
    void aServiceThatFailsIsLeftAloneUntilTheNextRound() throws Exception {
        // four attempts are what the producer makes for one question
        alicom.faults().add(Fault.status(503).on(RequestKind.SEND_DETAILS).times(4));
        for (int i = 1; i <= 5; i++) {
            send("b-" + i);
            alicom.sendDetails().add(sentMessage(NUMBER).bizId("b-" + i).delivered());
        }
        application.hoursPass();
        within().until(() -> application.settled().size() == 4);
        assertStaysQuiet(4 + 4);

        application.hoursPass();

        within().until(() -> application.settled().size() == 5);
        assertThat(alicom.requests().count(RequestKind.SEND_DETAILS)).isEqualTo(4 + 4 + 1);
    }

    @Test
    void aNumberThatCannotBeAskedForKeepsNobodyElseWaiting() throws Exception {
        application.record("b-1", "no number", OffsetDateTime.now());
        send("b-2");
        alicom.sendDetails().add(sentMessage(NUMBER).bizId("b-2").delivered());

        application.hoursPass();

        within().until(() -> state("b-2").equals("DELIVERED"));
        within().until(() -> application.asked("b-1") == 1);
        assertThat(alicom.requests().count(RequestKind.SEND_DETAILS)).isEqualTo(1);
    }

    @Test
    void theDayIsThatOfChina() throws Exception {
        // in UTC this is the day before
        OffsetDateTime earlyInTheMorning = twoDaysAgo().atTime(0, 1).atOffset(CHINA);
        alicom.sendDetails().add(delivered("b-1", earlyInTheMorning));

        record("b-1", earlyInTheMorning.withOffsetSameInstant(ZoneOffset.UTC));

        within().until(() -> state("b-1").equals("DELIVERED"));
        assertThat(application.asked("b-1")).isEqualTo(1);
    }

    @Test
    void whatTheCarrierGotAfterMidnightIsFoundWithTheSecondQuestion() throws Exception {
        OffsetDateTime midnight = twoDaysAgo().atTime(LocalTime.MIDNIGHT).atOffset(CHINA);
        alicom.sendDetails().add(delivered("b-1", midnight.plusSeconds(1)));
        record("b-1", midnight.minusSeconds(2));
        within().until(() -> application.asked("b-1") == 1);
        assertStaysQuiet(1);
        assertThat(state("b-1")).isEqualTo("SENT");

        application.hoursPass();

        within().until(() -> state("b-1").equals("DELIVERED"));
    }

    @Test
    void whatTheServiceNoLongerRemembersIsNotAskedFor() throws Exception {
        record("b-1", OffsetDateTime.now().minusDays(31));
        send("b-2");
        alicom.sendDetails().add(sentMessage(NUMBER).bizId("b-2").delivered());
        application.hoursPass();

        within().until(() -> state("b-2").equals("DELIVERED"));
        assertStaysQuiet(1);
        assertThat(application.asked("b-1")).isZero();
    }

    @Test
    void ofManyThatSettleTheSameMessageAtOnceOneDoes() throws Exception {
        ProducerTemplate outcome = application.camel().createProducerTemplate();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (int message = 0; message < 20; message++) {
                send("b-" + message);
                SmsReport report =
                        new SmsReport(
                                NUMBER,
                                null,
                                null,
                                true,
                                "DELIVERED",
                                null,
                                1,
                                "b-" + message,
                                null);
                Callable<Void> settle =
                        () -> {
                            outcome.sendBody("direct:outcome", report);
                            return null;
                        };
                for (Future<Void> done : threads.invokeAll(List.of(settle, settle, settle))) {
                    done.get();
                }
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(application.settled()).hasSize(20).doesNotHaveDuplicates();
    }

    @Test
    void ofTwoThatWantToAskOneDoes() {
        send("b-1");
        Map<String, Object> due = Map.of("biz_id", "b-1", "phone_number", NUMBER, "asked", 0);

        assertThat(List.of(claim(due), claim(due))).containsExactly(1, 0);
    }

    private Integer claim(Map<String, Object> row) {
        return application
                .camel()
                .createFluentProducerTemplate()
                .withBody(row)
                .to("sql:classpath:sql/claim.sql")
                .request(Exchange.class)
                .getMessage()
                .getHeader("CamelSqlUpdateCount", Integer.class);
    }

    private void send(String bizId) {
        record(bizId, OffsetDateTime.now());
    }

    /** If it was sent more than an hour ago, it is asked for at once. */
    private void record(String bizId, OffsetDateTime sentAt) {
        application.record(bizId, NUMBER, sentAt);
    }

    private String state(String bizId) {
        return application.states().get(KEY.formatted(bizId, NUMBER));
    }

    /** Several rounds go by without one more request. */
    private void assertStaysQuiet(int questions) {
        within().during(Duration.ofMillis(600))
                .until(() -> alicom.requests().count(RequestKind.SEND_DETAILS) == questions);
    }

    private static SentMessage delivered(String bizId, OffsetDateTime sentAt) {
        return sentMessage(NUMBER).bizId(bizId).sentAt(sentAt.toInstant()).delivered();
    }

    private static Receipts.SmsReport report(String bizId, String number) {
        String now = TIME.format(LocalDateTime.now(CHINA));
        return smsReport().bizId(bizId).phoneNumber(number).with("send_time", now);
    }

    private static String number(int i) {
        return String.valueOf(13_900_001_000L + i);
    }

    private static LocalDate twoDaysAgo() {
        return LocalDate.now(CHINA).minusDays(2);
    }

    /** As long as a busy machine may take. */
    private static ConditionFactory within() {
        return Awaitility.await().atMost(Duration.ofSeconds(60));
    }
}
