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
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.aliyuncs.CommonRequest;
import com.aliyuncs.exceptions.ClientException;
import com.aliyuncs.http.MethodType;
import com.fasterxml.jackson.databind.JsonNode;

import static io.github.camelalicom.mns.emulator.Receipts.sentMessage;
import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static io.github.camelalicom.mns.emulator.Receipts.smsUp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The answers of the SMS service to the client of Alibaba Cloud. */
class SendDetailsTest {

    private static final String NUMBER = "13900001234";
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyyMMdd");

    @RegisterExtension static AlicomEmulatorExtension alicom = AlicomEmulatorExtension.create();

    @Test
    void answersFromDeliveredReceipts() throws Exception {
        // given
        alicom.deliver(
                smsReport().phoneNumber(NUMBER).bizId("b-1").outId("o-1").delivered(),
                smsReport().phoneNumber(NUMBER).bizId("b-2").failed("MK:0001"),
                smsReport().phoneNumber("13900009999"));
        alicom.deliver(smsUp().phoneNumber(NUMBER));
        // when
        JsonNode answer = ask(query(1, 50));
        // then
        assertThat(answer.path("Code").asText()).isEqualTo("OK");
        assertThat(answer.path("TotalCount").isNumber()).isTrue();
        assertThat(answer.path("TotalCount").asInt()).isEqualTo(2);
        assertThat(texts(answer, "SendStatus")).containsExactlyInAnyOrder("3", "2");
        assertThat(texts(answer, "ErrCode")).containsExactlyInAnyOrder("DELIVERED", "MK:0001");
        assertThat(texts(answer, "PhoneNum")).containsOnly(NUMBER);
        assertThat(texts(answer, "SendDate"))
                .allMatch(time -> time.matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d"));
    }

    @Test
    void aMessageThatWaitsHasNeitherCodeNorReceiveDate() throws Exception {
        alicom.sendDetails().add(sentMessage(NUMBER).bizId("b-1").outId("o-1").content("hi"));

        JsonNode item = items(ask(query(1, 50))).get(0);

        assertThat(item.path("SendStatus").asInt()).isEqualTo(1);
        assertThat(item.path("OutId").asText()).isEqualTo("o-1");
        assertThat(item.has("ReceiveDate")).isFalse();
        assertThat(item.has("ErrCode")).isFalse();
    }

    @Test
    void aReceiptEndsTheWaitingAndKeepsTheOtherValues() throws Exception {
        // given
        alicom.sendDetails().add(sentMessage(NUMBER).bizId("b-1").content("hi"));
        // when
        alicom.deliver(smsReport().phoneNumber(NUMBER).bizId("b-1").delivered());
        // then
        JsonNode answer = ask(query(1, 50));
        assertThat(texts(answer, "SendStatus")).containsExactly("3");
        assertThat(texts(answer, "Content")).containsExactly("hi");
        assertThat(texts(answer, "TemplateCode")).containsExactly("SMS_122310183");
    }

    @Test
    void answersInPagesUnderTheWholeTotal() throws Exception {
        IntStream.range(0, 7)
                .mapToObj(i -> sentMessage(NUMBER).bizId("b-" + i).outId("o-" + i))
                .forEach(alicom.sendDetails()::add);

        assertThat(texts(ask(query(1, 3)), "OutId")).containsExactly("o-0", "o-1", "o-2");
        assertThat(texts(ask(query(3, 3)), "OutId")).containsExactly("o-6");
        assertThat(items(ask(query(4, 3)))).isEmpty();
        assertThat(ask(query(4, 3)).path("TotalCount").asInt()).isEqualTo(7);
    }

    @Test
    void looksForOneBizIdAndOneDay() throws Exception {
        // given
        alicom.sendDetails()
                .add(
                        sentMessage(NUMBER).bizId("b-1").outId("today"),
                        sentMessage(NUMBER).bizId("b-2"),
                        sentMessage(NUMBER)
                                .bizId("b-3")
                                .outId("earlier")
                                .sentAt(alicom.clock().instant().minus(Duration.ofDays(3)))
                                .delivered());
        // when
        CommonRequest oneId = query(1, 50);
        oneId.putQueryParameter("BizId", "b-1");
        CommonRequest oneDay = query(1, 50);
        oneDay.putQueryParameter("SendDate", DAY.format(today().minusDays(3)));
        // then
        assertThat(texts(ask(oneId), "OutId")).containsExactly("today");
        assertThat(texts(ask(oneDay), "OutId")).containsExactly("earlier");
    }

    @Test
    void returnsTheTotalAsATextOrAboveAnEmptyListIfSet() throws Exception {
        // given
        alicom.sendDetails().add(sentMessage(NUMBER).bizId("b-1"));
        // when
        alicom.sendDetails().totalAsText(true).listEmpty(true);
        // then
        JsonNode answer = ask(query(1, 50));
        assertThat(answer.path("TotalCount").isTextual()).isTrue();
        assertThat(answer.path("TotalCount").asText()).isEqualTo("1");
        assertThat(items(answer)).isEmpty();
    }

    @Test
    void masksNumbersIfSet() throws Exception {
        alicom.sendDetails().add(sentMessage(NUMBER)).numbersMasked(true);

        assertThat(texts(ask(query(1, 50)), "PhoneNum")).containsExactly("1390000****");
    }

    @Test
    void losesTheReceiptsOfEveryCall() {
        alicom.sendDetails().loseReceiptsOf("b-1", "b-1").loseReceiptsOf("b-2").loseReceipts(0, 1);
        for (String id : List.of("b-1", "b-2", "b-3")) {
            alicom.deliver(smsReport().bizId(id));
        }
        assertThat(alicom.sendDetails().lost()).containsExactly("b-1", "b-2");

        alicom.sendDetails().loseNoReceipts();
        assertThat(alicom.deliver(smsReport().bizId("b-1"))).hasSize(1);
    }

    @Test
    void recordsALostReceiptThatIsNotEnqueued() throws Exception {
        // given
        alicom.sendDetails().loseReceiptsOf("b-2");
        // when
        List<String> ids =
                alicom.deliver(
                        smsReport().phoneNumber(NUMBER).bizId("b-1"),
                        smsReport().phoneNumber(NUMBER).bizId("b-2"));
        // then
        assertThat(ids).hasSize(1);
        assertThat(alicom.queue("SmsReport").sent()).isEqualTo(1);
        assertThat(alicom.sendDetails().lost()).containsExactly("b-2");
        assertThat(ask(query(1, 50)).path("TotalCount").asInt()).isEqualTo(2);
        // when
        alicom.sendDetails().loseNoReceipts();
        alicom.deliver(smsReport().phoneNumber(NUMBER).bizId("b-2"));
        // then
        assertThat(alicom.queue("SmsReport").sent()).isEqualTo(2);
    }

    @Test
    void listsNoBizIdForALostReceiptWithoutOne() {
        alicom.sendDetails().loseReceipts(1, 1);

        alicom.deliver(smsReport().without("biz_id"), smsReport().bizId("b-2"));

        assertThat(alicom.queue("SmsReport").sent()).isZero();
        assertThat(alicom.sendDetails().lost()).containsExactly("b-2");
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
        alicom.sendDetails().loseReceipts(0.1, seed);
        for (int i = 0; i < 1000; i++) {
            alicom.deliver(smsReport().phoneNumber(NUMBER).bizId("b-" + i));
        }
        return alicom.sendDetails().lost();
    }

    @Test
    void aResetRemovesEverything() throws Exception {
        alicom.deliver(smsReport().phoneNumber(NUMBER));
        alicom.sendDetails().totalAsText(true).loseReceipts(1, 1);

        alicom.emulator().reset();

        assertThat(ask(query(1, 50)).path("TotalCount").isNumber()).isTrue();
        assertThat(alicom.deliver(smsReport())).hasSize(1);
        assertThat(alicom.sendDetails().size()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "PhoneNumber, all, isv.MOBILE_NUMBER_ILLEGAL",
        "SendDate, 2026-11-25, isv.INVALID_PARAMETERS",
        "SendDate, 20200101, isv.INVALID_PARAMETERS",
        "SendDate, 29990101, isv.INVALID_PARAMETERS",
        "PageSize, 51, isv.INVALID_PARAMETERS",
        "PageSize, 0, isv.INVALID_PARAMETERS",
        "CurrentPage, 0, isv.INVALID_PARAMETERS",
        "CurrentPage, first, isv.INVALID_PARAMETERS"
    })
    void refusesABadValueWithStatus200AsProductsDo(String name, String value, String code)
            throws Exception {
        CommonRequest request = query(1, 50);
        request.putQueryParameter(name, value);

        assertThat(ask(request).path("Code").asText()).isEqualTo(code);
    }

    @Test
    void hasNoRecordsOfADayOutsideTheLast30IfAssumed() throws Exception {
        // given
        alicom.assume(Assumption.SEND_DETAILS_DAY_EMPTY);
        Instant sent = alicom.clock().instant().minus(Duration.ofDays(31));
        alicom.sendDetails().add(sentMessage(NUMBER).sentAt(sent).delivered());
        CommonRequest request = query(1, 50);
        request.putQueryParameter("SendDate", DAY.format(today().minusDays(31)));
        // when
        JsonNode answer = ask(request);
        // then
        assertThat(answer.path("Code").asText()).isEqualTo("OK");
        assertThat(answer.path("TotalCount").asInt()).isZero();
        assertThat(items(answer)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"PhoneNumber", "SendDate", "PageSize", "CurrentPage"})
    void refusesAMissingValueAtTheGateway(String name) {
        CommonRequest request = query(1, 50);
        request.putQueryParameter(name, "");

        assertThatThrownBy(() -> ask(request))
                .isInstanceOfSatisfying(
                        ClientException.class,
                        e -> assertThat(e.getErrCode()).isEqualTo("Missing" + name));
    }

    @Test
    void verifiesTheSignature() {
        assertThatThrownBy(() -> AliyunClients.call(alicom.accessKey(), "wrong", query(1, 50)))
                .isInstanceOfSatisfying(
                        ClientException.class,
                        e -> assertThat(e.getErrCode()).isEqualTo("SignatureDoesNotMatch"));
    }

    @Test
    void throttlesThroughAFault() throws Exception {
        alicom.faults().add(Fault.error("Throttling.User", 400).on(RequestKind.SEND_DETAILS));

        assertThatThrownBy(() -> ask(query(1, 50)))
                .isInstanceOfSatisfying(
                        ClientException.class,
                        e -> assertThat(e.getErrCode()).isEqualTo("Throttling.User"));
        ask(query(1, 50));
        assertThat(alicom.requests().count(RequestKind.SEND_DETAILS)).isEqualTo(2);
    }

    private static CommonRequest query(int page, int size) {
        CommonRequest request = AliyunClients.tokenRequest(alicom.emulator(), MethodType.POST);
        request.setSysProduct("Dysmsapi");
        request.setSysAction("QuerySendDetails");
        request.putQueryParameter("PhoneNumber", NUMBER);
        request.putQueryParameter("SendDate", DAY.format(today()));
        request.putQueryParameter("PageSize", String.valueOf(size));
        request.putQueryParameter("CurrentPage", String.valueOf(page));
        return request;
    }

    private static LocalDate today() {
        return LocalDate.ofInstant(alicom.clock().instant(), CHINA);
    }

    private static JsonNode ask(CommonRequest request) throws ClientException {
        return AliyunClients.call(alicom.accessKey(), alicom.secretKey(), request);
    }

    private static JsonNode items(JsonNode answer) {
        return answer.path("SmsSendDetailDTOs").path("SmsSendDetailDTO");
    }

    private static List<String> texts(JsonNode answer, String field) {
        return items(answer).findValuesAsText(field);
    }
}
