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
package io.github.camelalicom.mns.kamelets;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;

import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.Test;

import io.github.camelalicom.mns.emulator.SentMessage;

import static io.github.camelalicom.mns.emulator.Receipts.sentMessage;

/** The action in a YAML route, asked by headers and by the body. */
class SendDetailsActionTest extends KameletTestSupport {

    private static final String NUMBER = "13900001234";

    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    private final LocalDate today = LocalDate.now(CHINA);

    @Test
    void asksForWhatTheHeadersSay() throws Exception {
        alicom.sendDetails()
                .add(
                        sent().outId("o-1").bizId("b-1").delivered(),
                        sent().outId("o-2").bizId("b-2").delivered());
        done.expectedBodiesReceived("o-2 DELIVERED");
        done.message(0).header("CamelAlicomMnsTotalCount").isEqualTo(1);
        start("send-details.yaml");

        ask(
                null,
                Map.of(
                        "CamelAlicomMnsPhoneNumber", NUMBER,
                        "CamelAlicomMnsSendDate", today,
                        "CamelAlicomMnsBizId", "b-2"));

        done.assertIsSatisfied();
    }

    @Test
    void asksForWhatTheBodySays() throws Exception {
        alicom.sendDetails().add(sent().outId("o-1").failed("MK:0001"));
        done.expectedBodiesReceived("o-1 FAILED");
        start("send-details.yaml");

        ask(Map.of("phoneNumber", NUMBER, "sendDate", today.toString()), Map.of());

        done.assertIsSatisfied();
    }

    private SentMessage sent() {
        return sentMessage(NUMBER).sentAt(today.atTime(LocalTime.NOON).atZone(CHINA).toInstant());
    }

    private void ask(Object body, Map<String, Object> headers) throws Exception {
        try (ProducerTemplate template = camel.createProducerTemplate()) {
            template.sendBodyAndHeaders("direct:ask", body, headers);
        }
    }
}
