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
package io.github.camelalicom.mns.emulator;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.aliyuncs.CommonRequest;
import com.aliyuncs.exceptions.ClientException;
import com.aliyuncs.http.MethodType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;

import static io.github.camelalicom.mns.emulator.Receipts.placedCall;
import static io.github.camelalicom.mns.emulator.Receipts.voiceReport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The answers of the voice service to the client of Alibaba Cloud. */
class CallDetailsTest {

    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final String CALL = "116014888060^102816310001";

    @RegisterExtension static AlicomEmulatorExtension alicom = AlicomEmulatorExtension.create();

    @Test
    void answersFromADeliveredReceipt() throws Exception {
        // given
        alicom.deliver(
                voiceReport().callId(CALL).statusCode("200002").callee("13900001234"),
                voiceReport().callId("another"));
        // when
        JsonNode answer = ask(query(CALL));
        // then
        assertThat(answer.path("Code").asText()).isEqualTo("OK");
        assertThat(answer.path("Data").isTextual()).isTrue();
        JsonNode data = data(answer);
        assertThat(data.path("state").asText()).isEqualTo("200002");
        assertThat(data.path("callee").asText()).isEqualTo("13900001234");
        assertThat(data.path("duration").isNumber()).isTrue();
        assertThat(List.of("gmtCreate", "startDate", "endDate"))
                .allSatisfy(
                        name ->
                                assertThat(data.path(name).asText())
                                        .matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d"));
    }

    @Test
    void aReceiptThatIsLostLeavesItsCall() throws Exception {
        // given
        alicom.callDetails().loseReceiptsOf(CALL);
        // when
        List<String> ids = alicom.deliver(voiceReport().callId(CALL), voiceReport());
        // then
        assertThat(ids).hasSize(1);
        assertThat(alicom.callDetails().lost()).containsExactly(CALL);
        assertThat(ask(query(CALL)).has("Data")).isTrue();
        // when
        alicom.callDetails().loseNoReceipts();
        // then
        assertThat(alicom.deliver(voiceReport().callId(CALL))).hasSize(1);
    }

    @Test
    void aSeedLosesTheSameShareEachTime() {
        List<String> first = lostOf(42);

        assertThat(first.size()).isBetween(60, 140);
        assertThat(lostOf(42)).isEqualTo(first);
        assertThat(lostOf(43)).isNotEqualTo(first);
    }

    private static List<String> lostOf(long seed) {
        alicom.emulator().reset();
        alicom.callDetails().loseReceipts(0.1, seed);
        for (int i = 0; i < 1000; i++) {
            alicom.deliver(voiceReport().callId("call-" + i));
        }
        return alicom.callDetails().lost();
    }

    @ParameterizedTest
    @CsvSource({"PT0S, true", "PT23H59M59S, true", "PT24H, false", "PT-1S, false"})
    void looksAtThe24HoursFromTheQueryDate(Duration later, boolean found) throws Exception {
        Instant placed = Instant.parse("2026-11-20T16:00:00Z");
        alicom.callDetails().add(placedCall(CALL).placedAt(placed.plus(later)));
        CommonRequest request = query(CALL);
        request.putQueryParameter("QueryDate", String.valueOf(placed.toEpochMilli()));

        assertThat(ask(request).has("Data")).isEqualTo(found);
    }

    @Test
    void hasNoDataUnderAnotherProductOrForAnUnknownCall() throws Exception {
        alicom.callDetails().add(placedCall(CALL).prodId(11010000138001L).failed("200003"));
        CommonRequest right = query(CALL);
        right.putQueryParameter("ProdId", "11010000138001");

        assertThat(ask(query(CALL)).has("Data")).isFalse();
        assertThat(ask(query("unknown")).path("Code").asText()).isEqualTo("OK");
        assertThat(ask(query("unknown")).has("Data")).isFalse();
        assertThat(data(ask(right)).path("state").asText()).isEqualTo("200003");
    }

    @Test
    void leavesTheTimesOfACallThatWasNotAnsweredEmpty() throws Exception {
        alicom.callDetails().add(placedCall(CALL).failed("200003"));

        JsonNode data = data(ask(query(CALL)));

        assertThat(data.path("startDate")).isEqualTo(TextNode.valueOf(""));
        assertThat(data.path("endDate")).isEqualTo(TextNode.valueOf(""));
        assertThat(data.path("duration").asInt()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ProdId", "QueryDate"})
    void refusesABadNumberWithStatus200AsProductsDo(String name) throws Exception {
        CommonRequest request = query(CALL);
        request.putQueryParameter(name, "today");

        assertThat(ask(request).path("Code").asText()).isEqualTo("isv.INVALID_PARAMETERS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CallId", "ProdId", "QueryDate"})
    void refusesAMissingValueAtTheGateway(String name) {
        CommonRequest request = query(CALL);
        request.putQueryParameter(name, "");

        assertThatThrownBy(() -> ask(request))
                .isInstanceOfSatisfying(
                        ClientException.class,
                        e -> assertThat(e.getErrCode()).isEqualTo("Missing" + name));
    }

    @Test
    void verifiesTheSignature() {
        assertThatThrownBy(() -> AliyunClients.call(alicom.accessKey(), "wrong", query(CALL)))
                .isInstanceOfSatisfying(
                        ClientException.class,
                        e -> assertThat(e.getErrCode()).isEqualTo("SignatureDoesNotMatch"));
    }

    @Test
    void throttlesThroughAFault() throws Exception {
        alicom.faults().add(Fault.error("Throttling.User", 400).on(RequestKind.CALL_DETAIL));

        assertThatThrownBy(() -> ask(query(CALL))).isInstanceOf(ClientException.class);
        ask(query(CALL));
        assertThat(alicom.requests().count(RequestKind.CALL_DETAIL)).isEqualTo(2);
    }

    @Test
    void aResetRemovesEverything() throws Exception {
        alicom.callDetails().add(placedCall(CALL)).loseReceipts(1, 1);

        alicom.emulator().reset();

        assertThat(alicom.callDetails().size()).isZero();
        assertThat(ask(query(CALL)).has("Data")).isFalse();
        assertThat(alicom.deliver(voiceReport())).hasSize(1);
    }

    private static CommonRequest query(String callId) {
        CommonRequest request = AliyunClients.tokenRequest(alicom.emulator(), MethodType.POST);
        request.setSysProduct("Dyvmsapi");
        request.setSysAction("QueryCallDetailByCallId");
        request.putQueryParameter("CallId", callId);
        request.putQueryParameter("ProdId", String.valueOf(PlacedCall.NOTIFICATION));
        request.putQueryParameter("QueryDate", String.valueOf(startOfToday()));
        return request;
    }

    /** The sample of a receipt begins some minutes before it is made. */
    private static long startOfToday() {
        Instant placed = alicom.clock().instant().minus(Duration.ofMinutes(5));
        return LocalDate.ofInstant(placed, CHINA).atStartOfDay(CHINA).toInstant().toEpochMilli();
    }

    private static JsonNode ask(CommonRequest request) throws ClientException {
        return AliyunClients.call(alicom.accessKey(), alicom.secretKey(), request);
    }

    private static JsonNode data(JsonNode answer) throws Exception {
        return new ObjectMapper().readTree(answer.path("Data").asText());
    }
}
