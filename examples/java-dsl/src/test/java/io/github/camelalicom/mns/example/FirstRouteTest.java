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

import java.util.List;
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
import io.github.camelalicom.mns.emulator.AlicomEmulatorExtension;

import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** README's first route, in Java and in YAML, as it stands there. */
class FirstRouteTest {

    private static final String QUEUE = "Alicom-Queue-1234567890-SmsReport";

    @RegisterExtension static AlicomEmulatorExtension alicom = AlicomEmulatorExtension.create();

    private final CamelContext camel = new DefaultCamelContext();
    private final List<String> logged = new CopyOnWriteArrayList<>();

    @BeforeEach
    void pointTheComponentToTheEmulator() {
        AlicomMnsComponent component = camel.getComponent("alicom-mns", AlicomMnsComponent.class);
        component.getConfiguration().setAccessKey(alicom.emulator().accessKey());
        component.getConfiguration().setSecretKey(alicom.emulator().secretKey());
        component.getConfiguration().setTokenEndpoint(alicom.endpoint());
        component.getConfiguration().setMnsEndpoint(alicom.endpoint());
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
    void inJava() throws Exception {
        camel.addRoutes(new FirstRoute());
        runsAndDeletes();
    }

    @Test
    void inYaml() throws Exception {
        PluginHelper.getRoutesLoader(camel)
                .loadRoutes(
                        ResourceHelper.resolveResource(camel, "classpath:docs/first-route.yaml"));
        runsAndDeletes();
    }

    private void runsAndDeletes() throws Exception {
        // given
        alicom.deliverTo(QUEUE, smsReport().bizId("b-1").delivered());
        alicom.deliverTo(QUEUE, smsReport().bizId("b-2").failed("MK:0001"));
        // when
        camel.start();
        // then
        await().until(() -> alicom.queue(QUEUE).deleted() == 2);
        assertThat(logged).containsExactlyInAnyOrder("b-1: true DELIVERED", "b-2: false MK:0001");
    }
}
