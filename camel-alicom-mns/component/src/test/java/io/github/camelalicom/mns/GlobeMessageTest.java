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
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.camelalicom.mns.emulator.Assumption;
import io.github.camelalicom.mns.emulator.Fault;
import io.github.camelalicom.mns.emulator.RequestKind;
import io.github.camelalicom.mns.gateway.MnsException;
import io.github.camelalicom.mns.gateway.MnsException.Kind;
import io.github.camelalicom.mns.receipt.GlobeMessage;
import io.github.camelalicom.mns.receipt.GlobeMessageQuery;
import io.github.camelalicom.mns.receipt.GlobeSmsReport;
import io.github.camelalicom.mns.receipt.SendDetail.Status;

import static io.github.camelalicom.mns.emulator.Receipts.globeMessage;
import static io.github.camelalicom.mns.emulator.Receipts.internationalSmsReport;
import static org.assertj.core.api.Assertions.assertThat;

/** Asking the international site for a message whose receipt was not received. */
class GlobeMessageTest extends QueryTestSupport {

    private static final ZoneOffset CHINA = ZoneOffset.ofHours(8);
    private static final String ID = "1008030300001";
    private static final String NUMBER = "8613900001234";

    @ParameterizedTest
    @EnumSource(mode = Mode.MATCH_ANY, names = "QUERY_MESSAGE_STATUS_.*")
    void everyStatusIsReadUnderBothMeaningsOfItsNumber(Assumption assumption) {
        alicom.assume(assumption);
        alicom.globeMessages()
                .add(
                        globeMessage("1").delivered(),
                        globeMessage("2").failed("UNDELIV"),
                        globeMessage("3"));

        assertThat(find("1").status()).isEqualTo(Status.DELIVERED);
        assertThat(find("1").toGlobeSmsReport().success()).isTrue();
        assertThat(find("2").status()).isEqualTo(Status.FAILED);
        assertThat(find("2").toGlobeSmsReport().success()).isFalse();
        assertThat(find("3").status()).isEqualTo(Status.WAITING);
        assertThat(find("3").toGlobeSmsReport().success()).isNull();
    }

    @Test
    void aMessageIsTypedAndKeepsWhatItsRecordHasNoFieldFor() {
        Instant sent = Instant.parse("2026-11-20T04:00:00Z");
        alicom.globeMessages()
                .add(
                        globeMessage(ID)
                                .to(NUMBER)
                                .content("hi")
                                .sentAt(sent)
                                .receivedAt(sent.plusSeconds(9))
                                .delivered());

        GlobeMessage message = find(ID);

        assertThat(message.messageId()).isEqualTo(ID);
        assertThat(message.to()).isEqualTo(NUMBER);
        assertThat(message.content()).isEqualTo("hi");
        assertThat(message.sendDate()).isEqualTo(sent.atOffset(CHINA));
        assertThat(message.receiveDate()).isEqualTo(sent.plusSeconds(9).atOffset(CHINA));
        assertThat(message.source().properties()).containsOnlyKeys("NumberDetail");
    }

    @Test
    void aMessageBecomesTheReceiptThatWasNotReceived() {
        // given
        alicom.globeMessages().loseReceiptsOf(ID);
        alicom.deliver(internationalSmsReport().messageId(ID).to(NUMBER).failed("UNDELIV"));
        // when
        GlobeMessage message = find(ID);
        GlobeSmsReport report = message.toGlobeSmsReport();
        // then
        assertThat(report.messageId()).isEqualTo(ID);
        assertThat(report.to()).isEqualTo(NUMBER);
        assertThat(report.success()).isFalse();
        assertThat(report.errorCode()).isEqualTo("UNDELIV");
        assertThat(report.messageType()).isEqualTo("GlobeSmsReport");
        assertThat(camel.getTypeConverter().convertTo(GlobeSmsReport.class, message))
                .isEqualTo(report);
    }

    @ParameterizedTest
    @CsvSource({"9,", ", ", "x,UNDELIV"})
    void aStatusThatIsNotDocumentedIsNull(String status, String code) {
        String json =
                "{\"ResponseCode\":\"OK\",\"Status\":\"%s\",\"ErrorCode\":\"%s\"}"
                        .formatted(status == null ? "" : status, code == null ? "" : code);
        alicom.faults()
                .add(
                        Fault.status(200, "application/json", json)
                                .on(RequestKind.GLOBE_MESSAGE)
                                .always());

        assertThat(find(ID).status()).isNull();
        assertThat(find(ID).toGlobeSmsReport().success()).isNull();
    }

    @Test
    void aMessageThatTheServiceDoesNotHaveIsNull() {
        Exchange answer = ask(null, Map.of(AlicomMnsConstants.MESSAGE_ID, ID));

        assertThat(answer.getException()).isNull();
        assertThat(answer.getMessage().getBody()).isNull();
    }

    @Test
    void aMessageInALogHidesNumberAndContent() {
        alicom.globeMessages().add(globeMessage(ID).to(NUMBER).content("my secret"));

        assertThat(find(ID).toString())
                .startsWith("GlobeMessage[messageId=" + ID)
                .contains("statusCode=3")
                .doesNotContain(NUMBER, "my secret");
    }

    @Test
    void isAskedForOnTheInternationalSite() {
        alicom.globeMessages().add(globeMessage(ID));

        ask(
                "operation=queryMessage&regionId=ap-southeast-1&ownerId=42",
                new GlobeMessageQuery(ID),
                Map.of());

        assertThat(alicom.requests().ofKind(RequestKind.GLOBE_MESSAGE))
                .singleElement()
                .satisfies(
                        request ->
                                assertThat(request.target())
                                        .contains(
                                                "Version=2018-05-01",
                                                "RegionId=ap-southeast-1",
                                                "OwnerId=42"));
    }

    // what may be asked

    static Stream<Arguments> inputs() {
        return Stream.of(
                Arguments.of("a header", null, Map.of(AlicomMnsConstants.MESSAGE_ID, ID)),
                Arguments.of("a query", new GlobeMessageQuery(" " + ID), Map.of()),
                Arguments.of("a map", Map.of("messageId", 1008030300001L), Map.of()),
                Arguments.of(
                        "a map, in a message that came from a queue",
                        Map.of("messageId", ID),
                        ofQueue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("inputs")
    void theMessageSaysWhatToAskFor(String name, Object body, Map<String, Object> headers) {
        alicom.globeMessages().add(globeMessage(ID));

        assertThat(answer(ask(body, headers), GlobeMessage.class).messageId()).isEqualTo(ID);
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of(Map.of(), "No message id to ask for: set the header"),
                Arguments.of(
                        Map.of(AlicomMnsConstants.MESSAGE_ID, " "),
                        "No message id to ask for: set the header"),
                Arguments.of(ofQueue(), "has the id of a message in a queue"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatCannotBeAskedIsRefusedBeforeAnyCall(Map<String, Object> headers, String message) {
        Exception failure = ask(null, headers).getException();

        assertThat(failure)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
        assertThat(queries()).isZero();
    }

    private static Map<String, Object> ofQueue() {
        Map<String, Object> headers = new HashMap<>();
        headers.put(AlicomMnsConstants.MESSAGE_ID, "5F290C926D472878-2-14D9529A8FA-200000001");
        headers.put(AlicomMnsConstants.RECEIPT_HANDLE, "1-ODU4OTkzNDU5My0x");
        return headers;
    }

    // what may go wrong

    @ParameterizedTest
    @MethodSource("passing")
    void whatPassesByItselfIsTriedAgain(Fault fault) {
        alicom.globeMessages().add(globeMessage(ID));
        alicom.faults().add(fault.on(RequestKind.GLOBE_MESSAGE));

        assertThat(find(ID)).isNotNull();
        assertThat(queries()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "isv.INVALID_PARAMETERS, REJECTED, refused the state of a message",
        "isp.RAM_PERMISSION_DENY, DENIED, dysms:QueryMessage",
        "isp.SYSTEM_ERROR, UNAVAILABLE, refused the state of a message"
    })
    void aResponseCodeIsAFailureWithoutTheTextOfTheMessage(String code, Kind kind, String words) {
        String json =
                """
                {"ResponseCode":"%s","ResponseDescription":"wrong: %s","Message":"my secret"}"""
                        .formatted(code, NUMBER);
        alicom.faults()
                .add(
                        Fault.status(200, "application/json", json)
                                .on(RequestKind.GLOBE_MESSAGE)
                                .always());

        MnsException failure = failure(ask(null, Map.of(AlicomMnsConstants.MESSAGE_ID, ID)));

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure)
                .hasMessageContaining("international SMS service")
                .hasMessageContaining(words)
                .hasMessageContaining("wrong: ***")
                .hasMessageNotContainingAny(NUMBER, "my secret");
    }

    private GlobeMessage find(String messageId) {
        return answer(ask(new GlobeMessageQuery(messageId), Map.of()), GlobeMessage.class);
    }

    private Exchange ask(Object body, Map<String, Object> headers) {
        return ask("operation=queryMessage", body, headers);
    }

    private static long queries() {
        return alicom.requests().count(RequestKind.GLOBE_MESSAGE);
    }
}
