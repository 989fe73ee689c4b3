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
package io.github.camelalicom.mns.example;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.camelalicom.mns.AlicomMnsComponent;
import io.github.camelalicom.mns.AlicomMnsConfiguration;
import io.github.camelalicom.mns.AlicomMnsConstants;
import io.github.camelalicom.mns.emulator.AlicomEmulatorExtension;
import io.github.camelalicom.mns.emulator.PlacedCall;
import io.github.camelalicom.mns.receipt.GlobeMessage;
import io.github.camelalicom.mns.receipt.GlobeMessageQuery;

import static io.github.camelalicom.mns.emulator.Receipts.globeMessage;
import static io.github.camelalicom.mns.emulator.Receipts.placedCall;
import static io.github.camelalicom.mns.emulator.Receipts.voiceReport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The page on compensation for voice and for the international site, as it stands there. */
class VoiceCompensationTest {

    private static final String QUEUE = "Alicom-Queue-1234567890-VoiceReport";

    @RegisterExtension static AlicomEmulatorExtension alicom = AlicomEmulatorExtension.create();

    private final CamelContext camel = new DefaultCamelContext();
    private final List<String> logged = new CopyOnWriteArrayList<>();

    @BeforeEach
    void pointTheComponentToTheEmulator() {
        AlicomMnsConfiguration options =
                camel.getComponent("alicom-mns", AlicomMnsComponent.class).getConfiguration();
        options.setAccessKey(alicom.accessKey());
        options.setSecretKey(alicom.secretKey());
        options.setTokenEndpoint(alicom.endpoint());
        options.setMnsEndpoint(alicom.endpoint());
        options.setSmsEndpoint(alicom.endpoint());
        options.setVoiceEndpoint(alicom.endpoint());
        // a logger that log4j2.properties lets through
        camel.getGlobalOptions().put(Exchange.LOG_EIP_NAME, "receipts");
        camel.getCamelContextExtension()
                .addLogListener(
                        (exchange, logger, message) -> {
                            logged.add(message);
                            return message;
                        });
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    @Test
    void receiptsAndAnswersEndInOneResult() throws Exception {
        // given
        camel.addRoutes(new VoiceCompensationRoutes());
        camel.start();
        // tag::lose[]
        alicom.callDetails().loseReceiptsOf("call-2").add(placedCall("call-3").failed("200003"));
        alicom.deliverTo(QUEUE, voiceReport().callId("call-1"));
        alicom.deliverTo(QUEUE, voiceReport().callId("call-2").statusCode("200002"));
        alicom.globeMessages().add(globeMessage("12441353").delivered());
        // end::lose[]
        await().atMost(Duration.ofSeconds(30)).until(() -> alicom.queue(QUEUE).deleted() == 1);
        // when
        for (String callId : List.of("call-1", "call-2", "call-3", "unknown")) {
            ask(callId);
        }
        // then
        assertThat(logged).containsExactly("call-1: 200000", "call-2: 200002", "call-3: 200003");
    }

    @Test
    void aCallThatIsNotOverDoesNotUseUpTheResult() throws Exception {
        camel.addRoutes(new VoiceCompensationRoutes());
        camel.start();
        alicom.callDetails().add(placedCall("call-1").failed("200103"));

        ask("call-1");
        alicom.deliverTo(QUEUE, voiceReport().callId("call-1").statusCode("200201"));
        await().atMost(Duration.ofSeconds(30)).until(() -> alicom.queue(QUEUE).deleted() == 1);
        alicom.deliverTo(QUEUE, voiceReport().callId("call-1").statusCode("200000"));
        await().atMost(Duration.ofSeconds(30)).until(() -> alicom.queue(QUEUE).deleted() == 2);

        assertThat(logged).containsExactly("call-1: 200000");
    }

    @Test
    void ofTheInternationalSite() throws Exception {
        camel.start();
        alicom.globeMessages().add(globeMessage("12441353").delivered());
        try (ProducerTemplate template = camel.createProducerTemplate()) {
            // tag::globe[]
            GlobeMessage message =
                    template.requestBody(
                            "alicom-mns:SmsReport?operation=queryMessage&regionId=ap-southeast-1",
                            new GlobeMessageQuery("12441353"),
                            GlobeMessage.class);
            System.out.println(message == null ? "unknown" : message.status());
            // end::globe[]
            assertThat(message.toGlobeSmsReport().success()).isTrue();
        }
    }

    private void ask(String callId) throws Exception {
        try (ProducerTemplate template = camel.createProducerTemplate()) {
            template.sendBodyAndHeaders(
                    "direct:ask",
                    null,
                    Map.of(
                            AlicomMnsConstants.CALL_ID,
                            callId,
                            AlicomMnsConstants.QUERY_DATE,
                            dayOfSample(),
                            AlicomMnsConstants.PROD_ID,
                            PlacedCall.NOTIFICATION));
        }
    }

    /** The call of the emulator's sample was placed some minutes ago. */
    private static LocalDate dayOfSample() {
        return LocalDate.ofInstant(Instant.now().minusSeconds(200), ZoneId.of("Asia/Shanghai"));
    }
}
