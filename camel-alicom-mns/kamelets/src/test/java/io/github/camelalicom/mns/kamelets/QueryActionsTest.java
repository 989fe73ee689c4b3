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
import java.time.ZoneId;
import java.util.Map;

import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.Test;

import io.github.camelalicom.mns.emulator.PlacedCall;
import io.github.camelalicom.mns.emulator.RequestKind;

import static io.github.camelalicom.mns.emulator.Receipts.globeMessage;
import static io.github.camelalicom.mns.emulator.Receipts.placedCall;
import static org.assertj.core.api.Assertions.assertThat;

/** The actions for voice and for the international site in YAML routes. */
class QueryActionsTest extends KameletTestSupport {

    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    private final LocalDate today = LocalDate.now(CHINA);

    @Test
    void asksForTheCallThatTheHeadersName() throws Exception {
        alicom.callDetails()
                .add(
                        placedCall("call-1")
                                .placedAt(today.atStartOfDay(CHINA).toInstant())
                                .failed("200002"));
        done.expectedBodiesReceived("call-1 200002");
        start("call-detail.yaml");

        for (String callId : new String[] {"unknown", "call-1"}) {
            ask(
                    null,
                    Map.of(
                            "CamelAlicomMnsCallId", callId,
                            "CamelAlicomMnsQueryDate", today,
                            "CamelAlicomMnsProdId", PlacedCall.NOTIFICATION));
        }

        done.assertIsSatisfied();
    }

    @Test
    void asksForTheMessageThatTheBodyNames() throws Exception {
        alicom.globeMessages().add(globeMessage("1").failed("UNDELIV"));
        done.expectedBodiesReceived("1 FAILED");
        start("globe-message.yaml");

        ask(Map.of("messageId", "1"), Map.of());

        done.assertIsSatisfied();
        assertThat(alicom.requests().ofKind(RequestKind.GLOBE_MESSAGE))
                .allMatch(request -> request.target().contains("RegionId=ap-southeast-1"));
    }

    private void ask(Object body, Map<String, Object> headers) throws Exception {
        try (ProducerTemplate template = camel.createProducerTemplate()) {
            template.sendBodyAndHeaders("direct:ask", body, headers);
        }
    }
}
