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

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.aliyuncs.CommonRequest;
import com.aliyuncs.exceptions.ClientException;
import com.aliyuncs.http.MethodType;
import com.fasterxml.jackson.databind.JsonNode;

import static io.github.camelalicom.mns.emulator.Receipts.globeMessage;
import static io.github.camelalicom.mns.emulator.Receipts.globeSmsReport;
import static io.github.camelalicom.mns.emulator.Receipts.internationalSmsReport;
import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The answers of the international site's SMS service to the client of Alibaba Cloud. */
class GlobeMessagesTest {

    private static final String ID = "1008030300001";
    private static final String NUMBER = "8613900001234";

    @RegisterExtension static AlicomEmulatorExtension alicom = AlicomEmulatorExtension.create();

    @Test
    void answersFromDeliveredReceiptsOfBothForms() throws Exception {
        // given
        alicom.deliver(
                globeSmsReport().messageId(ID).to(NUMBER),
                internationalSmsReport().messageId("2").failed("UNDELIV"),
                smsReport());
        // when
        JsonNode delivered = ask(query(ID));
        JsonNode failed = ask(query("2"));
        // then
        assertThat(delivered.path("ResponseCode").asText()).isEqualTo("OK");
        assertThat(delivered.has("Code")).isFalse();
        assertThat(delivered.path("Status").asText()).isEqualTo("1");
        assertThat(delivered.path("ErrorCode").asText()).isEqualTo("DELIVERED");
        assertThat(delivered.path("To").asText()).isEqualTo(NUMBER);
        assertThat(delivered.path("SendDate").asText())
                .matches("\\w{3}, \\d\\d \\w{3} \\d{4} \\d\\d:\\d\\d:\\d\\d \\+0800");
        assertThat(failed.path("Status").asText()).isEqualTo("2");
        assertThat(failed.path("ErrorCode").asText()).isEqualTo("UNDELIV");
        assertThat(alicom.globeMessages().size()).isEqualTo(2);
    }

    @Test
    void aMessageThatWaitsHasNeitherCodeNorReceiveDate() throws Exception {
        alicom.globeMessages().add(globeMessage(ID).to(NUMBER).content("hi"));

        JsonNode answer = ask(query(ID));

        assertThat(answer.path("Status").asText()).isEqualTo("3");
        assertThat(answer.path("Message").asText()).isEqualTo("hi");
        assertThat(answer.has("ReceiveDate")).isFalse();
        assertThat(answer.has("ErrorCode")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "QUERY_MESSAGE_STATUS_CURRENT, 1, 2, 3",
        "QUERY_MESSAGE_STATUS_OLDER, 3, 2, 1",
    })
    void numbersTheStatesAsAssumed(
            Assumption assumption, String delivered, String failed, String waiting)
            throws Exception {
        alicom.assume(assumption);
        alicom.globeMessages()
                .add(
                        globeMessage("1").delivered(),
                        globeMessage("2").failed("UNDELIV"),
                        globeMessage("3"));

        assertThat(ask(query("1")).path("Status").asText()).isEqualTo(delivered);
        assertThat(ask(query("2")).path("Status").asText()).isEqualTo(failed);
        assertThat(ask(query("3")).path("Status").asText()).isEqualTo(waiting);
    }

    @Test
    void aReceiptEndsTheWaitingAndKeepsTheContent() throws Exception {
        alicom.globeMessages().add(globeMessage(ID).content("hi"));

        alicom.deliver(globeSmsReport().messageId(ID));

        assertThat(ask(query(ID)).path("Message").asText()).isEqualTo("hi");
        assertThat(ask(query(ID)).path("Status").asText()).isEqualTo("1");
    }

    @Test
    void aReceiptThatIsLostLeavesItsMessage() throws Exception {
        // given
        alicom.globeMessages().loseReceiptsOf(ID, "2");
        // when
        List<String> ids =
                alicom.deliver(
                        globeSmsReport().messageId(ID),
                        internationalSmsReport().messageId("2"),
                        globeSmsReport());
        // then
        assertThat(ids).hasSize(1);
        assertThat(alicom.globeMessages().lost()).containsExactly(ID, "2");
        assertThat(ask(query(ID)).path("Status").asText()).isEqualTo("1");
    }

    @Test
    void anUnknownMessageHasNoStatus() throws Exception {
        assertThat(ask(query(ID)).path("ResponseCode").asText()).isEqualTo("OK");
        assertThat(ask(query(ID)).has("Status")).isFalse();
    }

    @Test
    void isAnActionOfItsOwnVersionOnly() {
        CommonRequest request = query(ID);
        request.setSysVersion("2017-05-25");

        assertThatThrownBy(() -> ask(request))
                .isInstanceOfSatisfying(
                        ClientException.class,
                        e -> assertThat(e.getErrCode()).isEqualTo("InvalidApi.NotFound"));
    }

    @Test
    void refusesAMissingIdAtTheGateway() {
        assertThatThrownBy(() -> ask(query("")))
                .isInstanceOfSatisfying(
                        ClientException.class,
                        e -> assertThat(e.getErrCode()).isEqualTo("MissingMessageId"));
    }

    @Test
    void verifiesTheSignature() {
        assertThatThrownBy(() -> AliyunClients.call(alicom.accessKey(), "wrong", query(ID)))
                .isInstanceOfSatisfying(
                        ClientException.class,
                        e -> assertThat(e.getErrCode()).isEqualTo("SignatureDoesNotMatch"));
    }

    @Test
    void aResetRemovesEverything() throws Exception {
        alicom.globeMessages().add(globeMessage(ID)).loseReceipts(1, 1);

        alicom.emulator().reset();

        assertThat(ask(query(ID)).has("Status")).isFalse();
        assertThat(alicom.deliver(globeSmsReport())).hasSize(1);
    }

    private static CommonRequest query(String messageId) {
        CommonRequest request = AliyunClients.tokenRequest(alicom.emulator(), MethodType.POST);
        request.setSysProduct("Dysmsapi");
        request.setSysVersion("2018-05-01");
        request.setSysAction("QueryMessage");
        request.putQueryParameter("MessageId", messageId);
        return request;
    }

    private static JsonNode ask(CommonRequest request) throws ClientException {
        return AliyunClients.call(alicom.accessKey(), alicom.secretKey(), request);
    }
}
