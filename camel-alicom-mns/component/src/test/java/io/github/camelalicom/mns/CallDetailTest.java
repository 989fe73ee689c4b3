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

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

import org.apache.camel.ConsumerTemplate;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.camelalicom.mns.emulator.Fault;
import io.github.camelalicom.mns.emulator.PlacedCall;
import io.github.camelalicom.mns.emulator.RequestKind;
import io.github.camelalicom.mns.gateway.MnsException;
import io.github.camelalicom.mns.gateway.MnsException.Kind;
import io.github.camelalicom.mns.receipt.CallDetail;
import io.github.camelalicom.mns.receipt.CallDetailQuery;
import io.github.camelalicom.mns.receipt.VoiceReport;

import static io.github.camelalicom.mns.emulator.Receipts.placedCall;
import static io.github.camelalicom.mns.emulator.Receipts.voiceReport;
import static org.assertj.core.api.Assertions.assertThat;

/** Asking the voice service for a call whose receipt was not received. */
class CallDetailTest extends QueryTestSupport {

    private static final ZoneOffset CHINA = ZoneOffset.ofHours(8);
    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;
    private static final String CALL = "116014888060^102816310001";
    private static final String NUMBER = "13900001234";
    private static final long PRODUCT = PlacedCall.NOTIFICATION;

    @Test
    void aCallBecomesATypedDetail() {
        // given
        Instant placed = noon();
        alicom.callDetails().add(placedCall(CALL).callee(NUMBER).placedAt(placed));
        // when
        CallDetail detail = answer(ask(headers(CALL, today(), PRODUCT)), CallDetail.class);
        // then
        assertThat(detail.callId()).isEqualTo(CALL);
        assertThat(detail.statusCode()).isEqualTo("200000");
        assertThat(detail.callee()).isEqualTo(NUMBER);
        assertThat(detail.createTime()).isEqualTo(placed.atOffset(CHINA));
        assertThat(detail.startTime()).isAfter(detail.createTime());
        assertThat(detail.endTime()).isEqualTo(detail.startTime().plusSeconds(detail.duration()));
        assertThat(detail.source().properties()).isEmpty();
    }

    @Test
    void aDetailBecomesTheReceiptThatWasNotReceived() {
        // given
        alicom.callDetails().loseReceiptsOf(CALL);
        alicom.deliver(voiceReport().callId(CALL).callee(NUMBER).statusCode("200002"));
        // when
        CallDetail detail = answer(ask(headers(CALL, dayOfSample(), PRODUCT)), CallDetail.class);
        VoiceReport report = detail.toVoiceReport();
        // then
        assertThat(report.callId()).isEqualTo(CALL);
        assertThat(report.statusCode()).isEqualTo("200002");
        assertThat(report.callee()).isEqualTo(NUMBER);
        assertThat(report.originateTime()).isNotNull();
        assertThat(report.endTime()).isNotNull();
        assertThat(report.messageType()).isEqualTo("VoiceReport");
        assertThat(camel.getTypeConverter().convertTo(VoiceReport.class, detail)).isEqualTo(report);
    }

    @Test
    void theReportFromTheQueueHasTheSameKey() throws Exception {
        // given
        var sent = voiceReport().callId(CALL).callee(NUMBER).statusCode("200003");
        alicom.deliver(sent);
        camel.start();
        // when
        VoiceReport received;
        try (ConsumerTemplate template = camel.createConsumerTemplate()) {
            received = template.receiveBody(alicom.uri("VoiceReport"), 30_000, VoiceReport.class);
        }
        CallDetail detail = answer(ask(headers(CALL, dayOfSample(), PRODUCT)), CallDetail.class);
        // then
        assertThat(detail.toVoiceReport().key()).isEqualTo(received.key());
    }

    @Test
    void aCallThatTheServiceDoesNotHaveIsNull() {
        alicom.callDetails().add(placedCall(CALL).placedAt(noon()));

        Exchange unknown = ask(headers("another", today(), PRODUCT));
        Exchange otherDay = ask(headers(CALL, today().minusDays(1), PRODUCT));
        Exchange otherProduct = ask(headers(CALL, today(), 11010000138001L));

        assertThat(Stream.of(unknown, otherDay, otherProduct))
                .allSatisfy(
                        exchange -> {
                            assertThat(exchange.getException()).isNull();
                            assertThat(exchange.getMessage().getBody()).isNull();
                        });
    }

    @ParameterizedTest
    @CsvSource({"00:00:00", "23:59:59"})
    void theDayIsThatOfChina(LocalTime time) {
        LocalDate day = today().minusDays(2);
        alicom.callDetails()
                .add(placedCall(CALL).placedAt(LocalDateTime.of(day, time).toInstant(CHINA)));

        assertThat(ask(headers(CALL, day, PRODUCT)).getMessage().getBody()).isNotNull();
        assertThat(ask(headers(CALL, day.minusDays(1), PRODUCT)).getMessage().getBody()).isNull();
        assertThat(ask(headers(CALL, day.plusDays(1), PRODUCT)).getMessage().getBody()).isNull();
    }

    @Test
    void aDetailInALogHidesTheNumbers() {
        alicom.callDetails().add(placedCall(CALL).callee(NUMBER).caller("057100001234"));

        CallDetail detail = answer(ask(headers(CALL, today(), PRODUCT)), CallDetail.class);

        assertThat(detail.toString())
                .startsWith("CallDetail[callId=" + CALL)
                .contains("callee=139****1234")
                .doesNotContain(NUMBER, "057100001234");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'Code':'OK'}",
                "{'Code':'OK','Data':''}",
                "{'Code':'OK','Data':null}",
                "{'Code':'OK','Data':'null'}",
                "{'Code':'OK','Data':'{}'}"
            })
    void anAnswerWithoutDataIsNull(String json) {
        onceAnswered(json);

        Exchange answer = ask(headers(CALL, today(), PRODUCT));

        assertThat(answer.getException()).isNull();
        assertThat(answer.getMessage().getBody()).isNull();
    }

    @Test
    void oddValuesAreReadLenientlyAndKept() {
        onceAnswered("{'Code':'OK','Data':{'state':200005,'duration':'','startDate':'x','n':7}}");

        CallDetail detail = answer(ask(headers(CALL, today(), PRODUCT)), CallDetail.class);

        assertThat(detail.statusCode()).isEqualTo("200005");
        assertThat(detail.duration()).isNull();
        assertThat(detail.source().properties())
                .containsEntry("startDate", "x")
                .containsEntry("n", 7);
        assertThat(detail.toVoiceReport().startTime()).isNull();
    }

    @Test
    void dataThatIsNotJsonIsAskedForAgain() {
        alicom.callDetails().add(placedCall(CALL).placedAt(noon()));
        onceAnswered("{'Code':'OK','Data':'[not json'}");

        assertThat(ask(headers(CALL, today(), PRODUCT)).getMessage().getBody()).isNotNull();
        assertThat(queries()).isEqualTo(2);
    }

    private static void onceAnswered(String json) {
        alicom.faults()
                .add(
                        Fault.status(200, "application/json", json.replace('\'', '"'))
                                .on(RequestKind.CALL_DETAIL));
    }

    // what may be asked

    static Stream<Arguments> inputs() {
        String text = DAY.format(today());
        return Stream.of(
                Arguments.of("headers", null, headers(CALL, today(), PRODUCT)),
                Arguments.of("texts", null, headers(CALL, text, String.valueOf(PRODUCT))),
                Arguments.of("an ISO text as day", null, headers(CALL, today() + "", PRODUCT)),
                Arguments.of("an instant as day", null, headers(CALL, noon(), PRODUCT)),
                Arguments.of("a query", new CallDetailQuery(CALL, today(), PRODUCT), Map.of()),
                Arguments.of(
                        "a map",
                        Map.of("callId", CALL, "queryDate", text, "prodId", PRODUCT),
                        Map.of()),
                Arguments.of(
                        "a map, and headers for the rest",
                        Map.of("callId", CALL, "id", 7),
                        headers("", today(), PRODUCT)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("inputs")
    void theMessageSaysWhatToAskFor(String name, Object body, Map<String, Object> headers) {
        alicom.callDetails().add(placedCall(CALL).placedAt(noon()));

        assertThat(answer(ask(body, headers), CallDetail.class).callId()).isEqualTo(CALL);
    }

    static Stream<Arguments> refused() {
        LocalDate today = today();
        return Stream.of(
                Arguments.of(null, today, PRODUCT, "No call id to ask for: set the header"),
                Arguments.of(" ", today, PRODUCT, "No call id to ask for: set the header"),
                Arguments.of(CALL, null, PRODUCT, "No query date to ask for: set the header"),
                Arguments.of(CALL, "2026/11/25", PRODUCT, "query date is neither a day nor a time"),
                Arguments.of(CALL, today.plusDays(1), PRODUCT, "is in the future"),
                Arguments.of(CALL, today, null, "No product id to ask for: set the header"),
                Arguments.of(CALL, today, "notify", "The product id is not a number such as"),
                Arguments.of(CALL, today, "-1", "The product id is not a number such as"),
                Arguments.of(CALL, today, 0, "The product id is not a number such as"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatCannotBeAskedIsRefusedBeforeAnyCall(
            String callId, Object day, Object product, String message) {
        Exception failure = ask(headers(callId, day, product)).getException();

        assertThat(failure)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
        assertThat(queries()).isZero();
    }

    // what may go wrong

    @ParameterizedTest
    @MethodSource("passing")
    void whatPassesByItselfIsTriedAgain(Fault fault) {
        alicom.callDetails().add(placedCall(CALL).placedAt(noon()));
        alicom.faults().add(fault.on(RequestKind.CALL_DETAIL));

        assertThat(ask(headers(CALL, today(), PRODUCT)).getMessage().getBody()).isNotNull();
        assertThat(queries()).isEqualTo(2);
    }

    @Test
    void attemptsHaveAnEnd() {
        alicom.faults()
                .add(Fault.error("Throttling.User", 400).on(RequestKind.CALL_DETAIL).always());

        MnsException failure = failure(ask(headers(CALL, today(), PRODUCT)));

        assertThat(failure.kind()).isEqualTo(Kind.THROTTLED);
        assertThat(failure.code()).isEqualTo("Throttling.User");
        assertThat(queries()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({
        "isv.INVALID_PARAMETERS, 200, REJECTED, refused a call detail",
        "isp.RAM_PERMISSION_DENY, 200, DENIED, dyvms:QueryCallDetailByCallId",
        "InvalidAccessKeyId.NotFound, 404, DENIED, check accessKey and secretKey"
    })
    void aRefusalFailsAtOnce(String code, int status, Kind kind, String words) {
        alicom.faults()
                .add(
                        Fault.error(code, status, "wrong: " + NUMBER)
                                .on(RequestKind.CALL_DETAIL)
                                .always());

        MnsException failure = failure(ask(headers(CALL, today(), PRODUCT)));

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure)
                .hasMessageContaining("voice service")
                .hasMessageContaining(words)
                .hasMessageNotContaining(NUMBER);
        assertThat(queries()).isEqualTo(1);
    }

    @Test
    void keysDoNotGetIntoFailuresOrLogs() {
        // given
        alicom.faults().add(Fault.dropBefore().on(RequestKind.CALL_DETAIL).always());
        // when
        Exchange dropped = ask(headers(CALL, today(), PRODUCT));
        // then
        assertThat(log.text() + stackTrace(dropped))
                .contains("No answer from the voice service at " + alicom.endpoint())
                .doesNotContain("Signature=", "AccessKeyId=", alicom.secretKey());
    }

    private static long queries() {
        return alicom.requests().count(RequestKind.CALL_DETAIL);
    }

    private Exchange ask(Map<String, Object> headers) {
        return ask(null, headers);
    }

    private Exchange ask(Object body, Map<String, Object> headers) {
        return ask("operation=queryCallDetail", body, headers);
    }

    private static Map<String, Object> headers(String callId, Object day, Object product) {
        Map<String, Object> headers = new HashMap<>();
        headers.put(AlicomMnsConstants.CALL_ID, callId);
        headers.put(AlicomMnsConstants.QUERY_DATE, day);
        headers.put(AlicomMnsConstants.PROD_ID, product);
        return headers;
    }

    private static LocalDate today() {
        return LocalDate.ofInstant(Instant.now(), CHINA);
    }

    /** A time of today in China that is far from midnight. */
    private static Instant noon() {
        return LocalDateTime.of(today(), LocalTime.NOON).toInstant(CHINA);
    }

    /** The call of the emulator's sample was placed some minutes ago. */
    private static LocalDate dayOfSample() {
        return LocalDate.ofInstant(Instant.now().minusSeconds(190), CHINA);
    }
}
