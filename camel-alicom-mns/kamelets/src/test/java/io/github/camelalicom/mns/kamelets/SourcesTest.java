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

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.Test;

import io.github.camelalicom.mns.AlicomMnsConfiguration;
import io.github.camelalicom.mns.AlicomMnsEndpoint;
import io.github.camelalicom.mns.options.AlicomMnsNetwork;
import io.github.camelalicom.mns.receipt.InvalidReceiptException;

import static io.github.camelalicom.mns.emulator.Receipts.receipt;
import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static io.github.camelalicom.mns.emulator.Receipts.smsUp;
import static io.github.camelalicom.mns.emulator.Receipts.voiceReport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Each source in a YAML route, found on the class path. */
class SourcesTest extends KameletTestSupport {

    @Test
    void deliversSmsReports() throws Exception {
        done.expectedBodiesReceived("b-1 true");
        done.message(0).header("CamelAlicomMnsReceiptKey").isNotNull();
        camel.getPropertiesComponent()
                .addInitialProperty("alicom.queue-name", alicom.queueName("SmsReport"));
        start("sms-report.yaml");

        alicom.deliver(smsReport().bizId("b-1").delivered());

        done.assertIsSatisfied();
        awaitDeleted("SmsReport");
    }

    @Test
    void deliversReplies() throws Exception {
        done.expectedBodiesReceived("13900001234: TD");
        start("sms-up.yaml");

        alicom.deliver(smsUp().phoneNumber("13900001234").content("TD"));

        done.assertIsSatisfied();
        awaitDeleted("SmsUp");
    }

    @Test
    void deliversVoiceReports() throws Exception {
        done.expectedBodiesReceived("c-1 200000");
        start("voice-report.yaml");

        alicom.deliver(voiceReport().callId("c-1").statusCode("200000"));

        done.assertIsSatisfied();
        awaitDeleted("VoiceReport");
    }

    @Test
    void deliversAnyKindAsTheTextItCameAs() throws Exception {
        done.expectedBodiesReceived("{\"order\":\"7\"}");
        start("any.yaml");

        alicom.deliver(receipt("FlowReport").json("{\"order\":\"7\"}"));

        done.assertIsSatisfied();
        awaitDeleted("FlowReport");
    }

    /** The account as parameters of the kamelet, and every option that can be set. */
    @Test
    void handsItsParametersToTheEndpoint() throws Exception {
        account().setAccessKey(null);
        account().setSecretKey(null);
        account().setTokenEndpoint(null);
        account().setMnsEndpoint(null);
        done.expectedMessageCount(1);
        String uri =
                "kamelet:alicom-mns-sms-report-source?queueName="
                        + alicom.queueName("SmsReport")
                        + "&accessKey="
                        + alicom.accessKey()
                        + "&secretKey="
                        + alicom.secretKey()
                        + "&tokenEndpoint="
                        + alicom.endpoint()
                        + "&mnsEndpoint="
                        + alicom.endpoint()
                        + "&sessionToken=t-1&network=vpc"
                        + "&regionId=mars&ownerId=7&allowInsecureEndpoints=true"
                        + "&concurrentConsumers=2&maxInFlight=9&visibilityTimeout=20s"
                        + "&redeliveryDelay=3s";
        camel.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(uri).to("mock:done");
                    }
                });
        camel.start();

        alicom.deliver(smsReport().delivered());

        done.assertIsSatisfied();
        AlicomMnsConfiguration options = endpointOptions();
        assertThat(options.getRegionId()).isEqualTo("mars");
        assertThat(options.getSessionToken()).isEqualTo("t-1");
        assertThat(options.getNetwork()).isEqualTo(AlicomMnsNetwork.vpc);
        assertThat(options.getOwnerId()).isEqualTo(7);
        assertThat(options.isAllowInsecureEndpoints()).isTrue();
        assertThat(options.getConcurrentConsumers()).isEqualTo(2);
        assertThat(options.getMaxInFlight()).isEqualTo(9);
        assertThat(options.getVisibilityTimeout()).hasSeconds(20);
        assertThat(options.getRedeliveryDelay()).hasSeconds(3);
    }

    /** A failed exchange reaches the endpoint below the kamelet: the receipt stays. */
    @Test
    void leavesTheReceiptWhenTheRouteFails() throws Exception {
        done.whenExchangeReceived(
                1,
                exchange -> {
                    throw new IllegalStateException("not now");
                });
        done.expectedMessageCount(2);
        camel.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("kamelet:alicom-mns-sms-report-source?redeliveryDelay=1s&queueName="
                                        + alicom.queueName("SmsReport"))
                                .to("mock:done");
                    }
                });
        camel.start();

        alicom.deliver(smsReport().delivered());

        done.assertIsSatisfied();
        assertThat(done.getExchanges().get(1).getIn().getHeader("CamelAlicomMnsDequeueCount"))
                .isEqualTo(2);
        awaitDeleted("SmsReport");
    }

    /** It fails in the route of the kamelet, which has no error handler. */
    @Test
    void leavesAnInvalidReceiptWithoutCallingTheRoute() throws Exception {
        MockEndpoint handled = camel.getEndpoint("mock:handled", MockEndpoint.class);
        camel.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        onException(InvalidReceiptException.class).handled(true).to(handled);
                        from("kamelet:alicom-mns-sms-report-source?redeliveryDelay=1s&queueName="
                                        + alicom.queueName("SmsReport"))
                                .to("mock:done");
                    }
                });
        camel.start();

        alicom.deliverRaw("SmsReport", "{");

        await().atMost(PATIENCE).until(() -> alicom.queue("SmsReport").received() == 2);
        assertThat(handled.getExchanges()).isEmpty();
        assertThat(done.getExchanges()).isEmpty();
        assertThat(alicom.queue("SmsReport").deleted()).isZero();
    }

    /** Of the endpoint that the kamelet made. */
    private AlicomMnsConfiguration endpointOptions() {
        return camel.getEndpoints().stream()
                .filter(AlicomMnsEndpoint.class::isInstance)
                .map(AlicomMnsEndpoint.class::cast)
                .findFirst()
                .orElseThrow()
                .getConfiguration();
    }
}
