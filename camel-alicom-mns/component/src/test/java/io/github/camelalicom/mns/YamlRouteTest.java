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

import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;

import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static org.assertj.core.api.Assertions.assertThat;

/** The same endpoint from a YAML route, its options as parameters and component properties. */
class YamlRouteTest extends AlicomMnsTestSupport {

    @Test
    void aYamlRouteReadsFieldsOfTheReceipt() throws Exception {
        camel.getPropertiesComponent().addInitialProperty("queue", alicom.queueName("SmsReport"));
        camel.getPropertiesComponent().addInitialProperty("endpoint", alicom.endpoint());
        AlicomMnsConfiguration options =
                camel.getComponent("alicom-mns", AlicomMnsComponent.class).getConfiguration();
        options.setAccessKey(alicom.accessKey());
        options.setSecretKey(alicom.secretKey());
        PluginHelper.getRoutesLoader(camel)
                .loadRoutes(ResourceHelper.resolveMandatoryResource(camel, "classpath:route.yaml"));
        camel.start();
        MockEndpoint done = camel.getEndpoint("mock:done", MockEndpoint.class);
        done.expectedBodiesReceived("b-1 to 13900001234: true");

        alicom.deliver(smsReport().bizId("b-1").phoneNumber("13900001234").delivered());

        done.assertIsSatisfied();
        awaitDeleted("SmsReport", 1);
        assertThat(camel.getRoutes()).hasSize(1);
    }
}
