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
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.camelalicom.mns.AlicomMnsComponent;
import io.github.camelalicom.mns.AlicomMnsConstants;
import io.github.camelalicom.mns.emulator.AlicomEmulatorExtension;
import io.github.camelalicom.mns.emulator.QueuedMessage;
import io.github.camelalicom.mns.receipt.SendDetail;
import io.github.camelalicom.mns.receipt.SendDetailsQuery;

import static io.github.camelalicom.mns.emulator.Receipts.sentMessage;
import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The page on compensation, as it stands there. */
class CompensationTest {

    private static final String QUEUE = "Alicom-Queue-1234567890-SmsReport";
    private static final String NUMBER = "13900001234";

    @RegisterExtension static AlicomEmulatorExtension alicom = AlicomEmulatorExtension.create();

    private final CamelContext camel = new DefaultCamelContext();
    private final List<String> logged = new CopyOnWriteArrayList<>();

    @BeforeEach
    void pointTheComponentToTheEmulator() {
        AlicomMnsComponent component = camel.getComponent("alicom-mns", AlicomMnsComponent.class);
        component.getConfiguration().setAccessKey(alicom.accessKey());
        component.getConfiguration().setSecretKey(alicom.secretKey());
        component.getConfiguration().setTokenEndpoint(alicom.endpoint());
        component.getConfiguration().setMnsEndpoint(alicom.endpoint());
        component.getConfiguration().setSmsEndpoint(alicom.endpoint());
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
    void bothRoadsEndInOneResult() throws Exception {
        // given
        camel.addRoutes(new CompensationRoutes());
        camel.start();
        // tag::lose[]
        alicom.sendDetails()
                .loseReceiptsOf("b-2")
                .add(sentMessage(NUMBER).bizId("b-3")); // waits for its receipt
        alicom.deliverTo(QUEUE, smsReport().phoneNumber(NUMBER).bizId("b-1").delivered());
        alicom.deliverTo(QUEUE, smsReport().phoneNumber(NUMBER).bizId("b-2").failed("MK:0001"));
        // end::lose[]
        await().atMost(Duration.ofSeconds(30)).until(() -> alicom.queue(QUEUE).deleted() == 1);
        // when
        for (String bizId : List.of("b-1", "b-2", "b-3")) {
            ask(bizId);
        }
        // then
        assertThat(logged).containsExactly("b-1: true DELIVERED", "b-2: false MK:0001");
    }

    @Test
    void anAnswerWithoutAResultDoesNotUseUpTheResult() throws Exception {
        camel.addRoutes(new CompensationRoutes());
        camel.start();

        alicom.deliverTo(QUEUE, smsReport().bizId("b-1").with("success", null));
        await().atMost(Duration.ofSeconds(30)).until(() -> alicom.queue(QUEUE).deleted() == 1);
        alicom.deliverTo(QUEUE, smsReport().bizId("b-1").delivered());
        await().atMost(Duration.ofSeconds(30)).until(() -> alicom.queue(QUEUE).deleted() == 2);

        assertThat(logged).containsExactly("b-1: true DELIVERED");
    }

    @Test
    void inYaml() throws Exception {
        PluginHelper.getRoutesLoader(camel)
                .loadRoutes(
                        ResourceHelper.resolveResource(camel, "classpath:docs/compensation.yaml"));
        camel.start();
        alicom.sendDetails()
                .add(
                        sentMessage(NUMBER).bizId("b-1").delivered(),
                        sentMessage(NUMBER).bizId("b-2").delivered());

        ask("b-1");

        assertThat(logged).containsExactly("b-1: true DELIVERED");
    }

    @Test
    void fromAProgram() {
        camel.start();
        alicom.sendDetails().add(sentMessage(NUMBER).bizId("b-1").delivered());
        LocalDate day = today();

        // tag::program[]
        List<?> details =
                camel.createProducerTemplate()
                        .requestBody(
                                "alicom-mns:SmsReport?operation=querySendDetails",
                                new SendDetailsQuery(NUMBER, day, "b-1"),
                                List.class);
        for (Object detail : details) {
            System.out.println(((SendDetail) detail).status());
        }
        // end::program[]

        assertThat(details).hasSize(1);
    }

    @Test
    void aRouteSettlesItself() throws Exception {
        String queue = "Alicom-Queue-1-SmsReport";
        camel.addRoutes(new SettlingRoutes());
        alicom.deliverTo(queue, smsReport().bizId("b-1").outId("done"));
        alicom.deliverTo(queue, smsReport().bizId("b-2").outId("not-yet"));

        camel.start();

        await().atMost(Duration.ofSeconds(30)).until(() -> alicom.queue(queue).deleted() == 1);
        await().atMost(Duration.ofSeconds(30))
                .until(
                        () ->
                                alicom.queue(queue).messages().stream()
                                        .map(QueuedMessage::nextVisibleTime)
                                        .anyMatch(this::inMoreThanNineMinutes));
        assertThat(logged).containsExactly("b-1");
    }

    private boolean inMoreThanNineMinutes(Instant time) {
        return time != null && time.isAfter(alicom.clock().instant().plus(Duration.ofMinutes(9)));
    }

    private void ask(String bizId) {
        camel.createProducerTemplate()
                .sendBodyAndHeaders(
                        "direct:ask",
                        null,
                        Map.of(
                                AlicomMnsConstants.PHONE_NUMBER, NUMBER,
                                AlicomMnsConstants.SEND_DATE, today(),
                                AlicomMnsConstants.BIZ_ID, bizId));
    }

    /** Of the emulator's samples, which are sent some seconds before they are made. */
    private static LocalDate today() {
        return LocalDate.ofInstant(Instant.now().minusSeconds(10), ZoneId.of("Asia/Shanghai"));
    }
}
