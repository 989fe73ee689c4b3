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

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.apache.camel.Exchange;
import org.apache.camel.Producer;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.camelalicom.mns.emulator.AlicomEmulatorExtension;
import io.github.camelalicom.mns.emulator.Fault;
import io.github.camelalicom.mns.emulator.RequestKind;
import io.github.camelalicom.mns.gateway.MnsException;
import io.github.camelalicom.mns.gateway.MnsException.Kind;
import io.github.camelalicom.mns.receipt.Receipt;
import io.github.camelalicom.mns.receipt.SendDetail;
import io.github.camelalicom.mns.receipt.SendDetail.Status;
import io.github.camelalicom.mns.receipt.SendDetailsQuery;
import io.github.camelalicom.mns.receipt.SmsReport;

import static io.github.camelalicom.mns.emulator.Receipts.sentMessage;
import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Asking the SMS service for what the queue did not bring. */
class SendDetailsTest {

    private static final String NUMBER = "13900001234";
    private static final ZoneOffset CHINA = ZoneOffset.ofHours(8);
    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;

    @RegisterExtension
    static final AlicomEmulatorExtension alicom = AlicomEmulatorExtension.create();

    @RegisterExtension final LogCapture log = new LogCapture("io.github.camelalicom");

    private final DefaultCamelContext camel = new DefaultCamelContext();

    @AfterEach
    void stopCamel() {
        camel.stop();
    }

    @Test
    void tellsEveryStatusInTypedDetails() {
        // given
        Instant sent = noon();
        alicom.sendDetails()
                .add(
                        sentMessage(NUMBER).bizId("b-1").content("hello").sentAt(sent),
                        sentMessage(NUMBER).bizId("b-1").content("x").sentAt(sent).outId("o-0"),
                        sentMessage(NUMBER)
                                .bizId("b-2")
                                .sentAt(sent.plusSeconds(1))
                                .failed("MK:0001"),
                        sentMessage(NUMBER)
                                .bizId("b-3")
                                .outId("o-3")
                                .sentAt(sent.plusSeconds(2))
                                .reportedAt(sent.plusSeconds(9))
                                .delivered());
        // when
        Exchange answer = ask(headers(NUMBER, today(), null));
        // then
        List<SendDetail> details = details(answer);
        assertThat(details)
                .extracting(SendDetail::status)
                .containsExactly(Status.WAITING, Status.FAILED, Status.DELIVERED);
        assertThat(details.get(0).content()).isEqualTo("x");
        assertThat(details.get(0).reportTime()).isNull();
        assertThat(details.get(1).errCode()).isEqualTo("MK:0001");
        SendDetail last = details.get(2);
        assertThat(last.phoneNumber()).isEqualTo(NUMBER);
        assertThat(last.sendTime()).isEqualTo(sent.plusSeconds(2).atOffset(CHINA));
        assertThat(last.reportTime()).isEqualTo(sent.plusSeconds(9).atOffset(CHINA));
        assertThat(last.outId()).isEqualTo("o-3");
        assertThat(last.templateCode()).isEqualTo("SMS_122310183");
        assertThat(last.source().properties()).isEmpty();
        assertThat(answer.getMessage().getHeader(AlicomMnsConstants.TOTAL_COUNT)).isEqualTo(3L);
    }

    @Test
    void aDetailOfAMessageBecomesTheReceiptThatDidNotCome() {
        // given a receipt that is lost
        alicom.sendDetails().loseReceiptsOf("b-1");
        alicom.deliver(smsReport().phoneNumber(NUMBER).bizId("b-1").outId("o-1").delivered());
        // when
        SendDetail detail = details(ask(headers(NUMBER, sentToday(), "b-1"))).get(0);
        SmsReport report = camel.getTypeConverter().convertTo(SmsReport.class, detail);
        // then
        assertThat(report.success()).isTrue();
        assertThat(report.bizId()).isEqualTo("b-1");
        assertThat(report.phoneNumber()).isEqualTo(NUMBER);
        assertThat(report.outId()).isEqualTo("o-1");
        assertThat(report.errCode()).isEqualTo("DELIVERED");
    }

    @Test
    void bothRoadsGiveTheSameBusinessKey() throws Exception {
        // given
        MockEndpoint received = camel.getEndpoint("mock:received", MockEndpoint.class);
        received.expectedMessageCount(1);
        route(alicom.uri("SmsReport", "waitTime=1s"), "mock:received");
        alicom.deliver(smsReport().phoneNumber(NUMBER).bizId("b-1").failed("MK:0001"));
        MockEndpoint.assertIsSatisfied(camel);
        Receipt fromQueue = received.getExchanges().get(0).getIn().getBody(Receipt.class);
        // when
        SendDetail detail = details(ask(headers(NUMBER, sentToday(), "b-1"))).get(0);
        // then
        assertThat(detail.toSmsReport().key()).isEqualTo(fromQueue.key());
        assertThat(detail.toSmsReport().success()).isFalse();
    }

    @Test
    void ofAMessageThatWaitsTheReportDoesNotSayHowItEnded() {
        alicom.sendDetails().add(sentMessage(NUMBER));

        SendDetail detail = details(ask(headers(NUMBER, today(), null))).get(0);

        assertThat(detail.toSmsReport().success()).isNull();
        assertThat(detail.bizId()).isNull();
    }

    @Test
    void aMaskedNumberInTheAnswerIsTheOneThatWasAskedFor() {
        alicom.sendDetails().add(sentMessage(NUMBER)).numbersMasked(true);

        assertThat(details(ask(headers(NUMBER, today(), null))).get(0).phoneNumber())
                .isEqualTo(NUMBER);
    }

    @Test
    void nothingIsAnEmptyList() {
        Exchange answer = ask(headers(NUMBER, today(), null));

        assertThat(details(answer)).isEmpty();
        assertThat(answer.getMessage().getHeader(AlicomMnsConstants.TOTAL_COUNT)).isEqualTo(0L);
    }

    @Test
    void aDetailInALogHidesNumberContentAndOutId() {
        alicom.sendDetails().add(sentMessage(NUMBER).content("my secret").outId("customer-77"));

        assertThat(details(ask(headers(NUMBER, today(), null))).get(0).toString())
                .startsWith("SendDetail[phoneNumber=139****1234")
                .contains("status=WAITING")
                .doesNotContain(NUMBER, "my secret", "customer-77");
    }

    // pages

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4, 5, 6, 10, 11})
    void readsAllPagesOnce(int messages) {
        // given
        addMessages(messages);
        // when
        Exchange answer = ask("pageSize=5", headers(NUMBER, today(), null));
        // then
        assertThat(details(answer))
                .extracting(SendDetail::outId)
                .doesNotHaveDuplicates()
                .hasSize(messages);
        assertThat(answer.getMessage().getHeader(AlicomMnsConstants.TOTAL_COUNT, Integer.class))
                .isEqualTo(messages);
        assertThat(queries()).isEqualTo(Math.max(1, (messages + 4) / 5));
    }

    @Test
    void readsAllPagesUnderATotalThatIsAText() {
        addMessages(7);
        alicom.sendDetails().totalAsText(true);

        Exchange answer = ask("pageSize=3", headers(NUMBER, today(), null));

        assertThat(details(answer)).hasSize(7);
        assertThat(answer.getMessage().getHeader(AlicomMnsConstants.TOTAL_COUNT)).isEqualTo(7L);
    }

    @Test
    void aTotalAboveAnEmptyListEndsWithTheFirstPage() {
        addMessages(7);
        alicom.sendDetails().listEmpty(true);

        Exchange answer = ask("pageSize=3", headers(NUMBER, today(), null));

        assertThat(details(answer)).isEmpty();
        assertThat(answer.getMessage().getHeader(AlicomMnsConstants.TOTAL_COUNT)).isEqualTo(7L);
        assertThat(queries()).isEqualTo(1);
    }

    @Test
    void withoutATotalTheLastPageIsTheOneThatIsNotFull() {
        // given a first page that is full, and tells no total
        addMessages(2);
        alicom.faults()
                .add(
                        Fault.status(200, "application/json", ONE_WITHOUT_TOTAL)
                                .on(RequestKind.SEND_DETAILS));
        // when
        Exchange answer = ask("pageSize=1", headers(NUMBER, today(), null));
        // then the second page is that of the emulator, which tells a total of two
        assertThat(details(answer)).extracting(SendDetail::outId).containsExactly("odd", "o-1");
    }

    private static final String ONE_WITHOUT_TOTAL =
            """
            {"Code":"OK","SmsSendDetailDTOs":{"SmsSendDetailDTO":[{"OutId":"odd","SendStatus":"3",
            "SendDate":"yesterday","Grade":7}]}}""";

    @Test
    void oddValuesAreReadLenientlyAndKept() {
        alicom.faults()
                .add(
                        Fault.status(200, "application/json", ONE_WITHOUT_TOTAL)
                                .on(RequestKind.SEND_DETAILS));

        SendDetail detail = details(ask(headers(NUMBER, today(), null))).get(0);

        assertThat(detail.status()).isEqualTo(Status.DELIVERED);
        assertThat(detail.sendTime()).isNull();
        assertThat(detail.source().properties())
                .containsEntry("SendDate", "yesterday")
                .containsEntry("Grade", 7);
    }

    @Test
    void aSingleDetailInPlaceOfTheListIsRead() {
        alicom.faults()
                .add(
                        Fault.status(200, "application/json", ONE_WITHOUT_LIST)
                                .on(RequestKind.SEND_DETAILS));

        assertThat(details(ask(headers(NUMBER, today(), null))))
                .extracting(SendDetail::outId)
                .containsExactly("single");
    }

    private static final String ONE_WITHOUT_LIST =
            """
            {"Code":"OK","TotalCount":1,
            "SmsSendDetailDTOs":{"SmsSendDetailDTO":{"OutId":"single","SendStatus":3}}}""";

    // what may be asked

    static Stream<Arguments> inputs() {
        String text = DAY.format(today());
        return Stream.of(
                Arguments.of("headers", null, headers(NUMBER, today(), "b-1")),
                Arguments.of("a text as day", null, headers(NUMBER, text, "b-1")),
                Arguments.of("an ISO text as day", null, headers(NUMBER, today() + "", "b-1")),
                Arguments.of("a time as day", null, headers(NUMBER, noon(), "b-1")),
                Arguments.of(
                        "a number with its code", null, headers("+86 139-0000-1234", text, "b-1")),
                Arguments.of("a query", new SendDetailsQuery(NUMBER, today(), "b-1"), Map.of()),
                Arguments.of(
                        "a map",
                        Map.of("phoneNumber", NUMBER, "sendDate", text, "bizId", "b-1"),
                        Map.of()),
                Arguments.of(
                        "a map, and headers for the rest",
                        Map.of("phoneNumber", 13900001234L, "id", 7),
                        headers("", today(), "b-1")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("inputs")
    void theMessageSaysWhatToAskFor(String name, Object body, Map<String, Object> headers) {
        alicom.sendDetails()
                .add(sentMessage(NUMBER).bizId("b-1"), sentMessage(NUMBER).bizId("b-2"));

        Exchange answer = ask("", body, headers);

        assertThat(details(answer)).extracting(SendDetail::bizId).containsExactly("b-1");
    }

    static Stream<Arguments> refused() {
        LocalDate today = today();
        return Stream.of(
                Arguments.of(null, today, "No phone number to ask for: set the header"),
                Arguments.of(" ", today, "No phone number to ask for: set the header"),
                Arguments.of(NUMBER + "," + NUMBER, today, "not 3 to 20 digits"),
                Arguments.of(NUMBER, null, "No send date to ask for: set the header"),
                Arguments.of(NUMBER, "", "No send date to ask for: set the header"),
                Arguments.of(NUMBER, "2026/11/25", "neither a day nor a time"),
                Arguments.of(NUMBER, "20261399", "neither a day nor a time"),
                Arguments.of(NUMBER, today.plusDays(1), "is not one of the last 30 days in China"),
                Arguments.of(NUMBER, today.minusDays(31), "is not one of the last 30 days"),
                Arguments.of(NUMBER, DAY.format(today.minusDays(40)), "the last 30 days"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatCannotBeAskedIsRefusedBeforeAnyCall(Object number, Object day, String message) {
        Exception failure = ask(headers(number, day, null)).getException();

        assertThat(failure).isInstanceOf(IllegalArgumentException.class);
        assertThat(failure).hasMessageContaining(message).hasMessageNotContaining(NUMBER);
        assertThat(queries()).isZero();
    }

    @Test
    void aDayThirtyDaysAgoIsStillAskedFor() {
        assertThat(ask(headers(NUMBER, today().minusDays(30), null)).getException()).isNull();
    }

    // what may go wrong

    static Stream<Arguments> passing() {
        return Stream.of(
                Arguments.of(Fault.error("Throttling.User", 400)),
                Arguments.of(Fault.error("isv.BUSINESS_LIMIT_CONTROL", 200)),
                Arguments.of(Fault.error("InternalError", 500)),
                Arguments.of(Fault.error("isp.SYSTEM_ERROR", 200)),
                Arguments.of(Fault.status(503)),
                Arguments.of(Fault.status(502, "text/html", "<html>proxy</html>")),
                Arguments.of(Fault.status(200, "text/html", "<html>portal</html>")),
                Arguments.of(Fault.dropBefore()),
                Arguments.of(Fault.dropAfter()));
    }

    @ParameterizedTest
    @MethodSource("passing")
    void whatPassesByItselfIsTriedAgain(Fault fault) {
        addMessages(1);
        alicom.faults().add(fault.on(RequestKind.SEND_DETAILS));

        assertThat(details(ask(headers(NUMBER, today(), null)))).hasSize(1);
        assertThat(queries()).isEqualTo(2);
    }

    @Test
    void anErrorWithoutADocumentOfTheServiceIsReportedWithoutACode() {
        alicom.faults().add(Fault.status(503).on(RequestKind.SEND_DETAILS).always());

        assertThat(failure(ask(headers(NUMBER, today(), null))))
                .hasMessageContaining("answer of the SMS service")
                .hasMessageNotContaining("(null)");
    }

    @Test
    void attemptsHaveAnEnd() {
        alicom.faults()
                .add(Fault.error("Throttling.User", 400).on(RequestKind.SEND_DETAILS).always());

        MnsException failure = failure(ask(headers(NUMBER, today(), null)));

        assertThat(failure.kind()).isEqualTo(Kind.THROTTLED);
        assertThat(failure.code()).isEqualTo("Throttling.User");
        assertThat(queries()).isEqualTo(4);
    }

    static Stream<Arguments> lasting() {
        return Stream.of(
                Arguments.of("isv.MOBILE_NUMBER_ILLEGAL", 200, Kind.REJECTED, "refused send"),
                Arguments.of("isv.INVALID_PARAMETERS", 200, Kind.REJECTED, "refused send details"),
                Arguments.of("isv.OUT_OF_SERVICE", 200, Kind.REJECTED, "refused send details"),
                Arguments.of("isp.RAM_PERMISSION_DENY", 200, Kind.DENIED, "dysms:QuerySendDetails"),
                Arguments.of(
                        "InvalidAccessKeyId.NotFound", 404, Kind.DENIED, "check accessKey and"),
                Arguments.of("InvalidApi.NotFound", 404, Kind.REJECTED, "refused send details"));
    }

    @ParameterizedTest
    @MethodSource("lasting")
    void aRefusalIsReportedImmediately(String code, int status, Kind kind, String words) {
        alicom.faults()
                .add(
                        Fault.error(code, status, "wrong: " + NUMBER)
                                .on(RequestKind.SEND_DETAILS)
                                .always());

        MnsException failure = failure(ask(headers(NUMBER, today(), null)));

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure)
                .hasMessageContaining("SMS service")
                .hasMessageContaining(words)
                .hasMessageContaining(code)
                .hasMessageNotContaining(NUMBER);
        assertThat(queries()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"139-0000-5678", "+86 139 0000 5678", "(010) 6500-1234"})
    void aNumberInGroupsThatTheServiceQuotesIsNotPartOfTheFailure(String number) {
        alicom.faults()
                .add(
                        Fault.error("isv.X", 400, "Not on 2026-11-30: " + number)
                                .on(RequestKind.SEND_DETAILS)
                                .always());

        assertThat(failure(ask(headers(NUMBER, today(), null))))
                // followed by the random id of the request, which may contain any digits
                .hasMessageMatching(".*Not on 2026-11-30: [+(]?\\*{3} \\(RequestId \\S+\\)");
    }

    @Test
    void neitherKeysNorNumbersGetIntoFailuresOrLogs() {
        // given
        alicom.faults().add(Fault.dropBefore().on(RequestKind.SEND_DETAILS).always());
        // when
        Exchange dropped = ask(headers(NUMBER, today(), null));
        alicom.faults().clear();
        Exchange wrong = ask("secretKey=another-secret", headers(NUMBER, today(), null));
        // then
        assertThat(failure(wrong)).hasMessageContaining("check accessKey and secretKey");
        assertThat(log.text() + stackTrace(dropped) + stackTrace(wrong))
                .contains("No answer from the SMS service at " + alicom.endpoint())
                .doesNotContain(
                        NUMBER,
                        "PhoneNumber=",
                        "Signature=",
                        "AccessKeyId=",
                        "another-secret",
                        alicom.secretKey());
    }

    @Test
    void aStopEndsThePausesOfAttempts() {
        // given an exchange whose attempts go on for seconds
        alicom.faults()
                .add(Fault.error("Throttling.User", 400).on(RequestKind.SEND_DETAILS).always());
        start();
        Producer producer = endpoint("").createProducer();
        producer.start();
        Exchange exchange = exchange(null, headers(NUMBER, today(), null));
        Thread asking =
                AlicomMnsTestSupport.inBackground(
                        () -> {
                            try {
                                producer.process(exchange);
                            } catch (MnsException e) {
                                exchange.setException(e);
                            }
                            return null;
                        });
        await().until(() -> queries() >= 1);
        // when
        producer.stop();
        // then
        AlicomMnsTestSupport.awaitEnd(asking);
        assertThat(failure(exchange).kind()).isIn(Kind.CLOSED, Kind.THROTTLED);
        assertThat(queries()).isLessThan(4);
    }

    @Test
    void pagesAreAskedForOneAfterTheOtherWithTheOwner() {
        addMessages(3);

        ask("pageSize=1&ownerId=42", headers(NUMBER, today(), null));

        assertThat(alicom.requests().ofKind(RequestKind.SEND_DETAILS))
                .allMatch(request -> request.target().contains("OwnerId=42"))
                .allMatch(request -> request.target().contains("PageSize=1"))
                .extracting(request -> request.target().replaceAll(".*CurrentPage=(\\d+).*", "$1"))
                .containsExactly("1", "2", "3");
    }

    private static void addMessages(int count) {
        IntStream.range(0, count)
                .mapToObj(i -> sentMessage(NUMBER).outId("o-" + i))
                .forEach(alicom.sendDetails()::add);
    }

    private static long queries() {
        return alicom.requests().count(RequestKind.SEND_DETAILS);
    }

    private Exchange ask(Map<String, Object> headers) {
        return ask("", null, headers);
    }

    private Exchange ask(String options, Map<String, Object> headers) {
        return ask(options, null, headers);
    }

    private Exchange ask(String options, Object body, Map<String, Object> headers) {
        start();
        return camel.createProducerTemplate().send(endpoint(options), exchange(body, headers));
    }

    private Exchange exchange(Object body, Map<String, Object> headers) {
        Exchange exchange = endpoint("").createExchange();
        exchange.getIn().setBody(body);
        exchange.getIn().setHeaders(new HashMap<>(headers));
        return exchange;
    }

    private AlicomMnsEndpoint endpoint(String options) {
        return camel.getEndpoint(alicom.uri("SmsReport", more(options)), AlicomMnsEndpoint.class);
    }

    private static String more(String options) {
        return "operation=querySendDetails" + (options.isEmpty() ? "" : "&" + options);
    }

    private void start() {
        camel.start();
    }

    private void route(String from, String to) throws Exception {
        camel.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(from).to(to);
                    }
                });
        camel.start();
    }

    @SuppressWarnings("unchecked") // what the producer promises
    private static List<SendDetail> details(Exchange answer) {
        assertThat(answer.getException()).isNull();
        return answer.getMessage().getBody(List.class);
    }

    private static MnsException failure(Exchange answer) {
        assertThat(answer.getException()).isInstanceOf(MnsException.class);
        return (MnsException) answer.getException();
    }

    private static String stackTrace(Exchange answer) {
        StringWriter text = new StringWriter();
        answer.getException().printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private static Map<String, Object> headers(Object number, Object day, String bizId) {
        Map<String, Object> headers = new HashMap<>();
        headers.put(AlicomMnsConstants.PHONE_NUMBER, number);
        headers.put(AlicomMnsConstants.SEND_DATE, day);
        headers.put(AlicomMnsConstants.BIZ_ID, bizId);
        return headers;
    }

    private static LocalDate today() {
        return LocalDate.ofInstant(Instant.now(), CHINA);
    }

    /** A time of today in China that is far from midnight. */
    private static Instant noon() {
        return LocalDateTime.of(today(), LocalTime.NOON).toInstant(CHINA);
    }

    /** The emulator's sample is sent some seconds before it is made: maybe yesterday. */
    private static LocalDate sentToday() {
        return LocalDate.ofInstant(Instant.now().minusSeconds(10), CHINA);
    }
}
