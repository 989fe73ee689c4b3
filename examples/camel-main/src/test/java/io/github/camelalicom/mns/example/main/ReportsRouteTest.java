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
package io.github.camelalicom.mns.example.main;

import java.util.Properties;

import org.apache.camel.CamelContext;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.camelalicom.mns.emulator.AlicomEmulatorExtension;

import static io.github.camelalicom.mns.emulator.Receipts.smsReport;

/** A test of one's own route, as a user of Camel's test kit writes it. */
// tag::test[]
class ReportsRouteTest extends CamelTestSupport {

    @RegisterExtension
    static final AlicomEmulatorExtension alicom = AlicomEmulatorExtension.create();

    @Override
    protected CamelContext createCamelContext() throws Exception {
        CamelContext camel = super.createCamelContext();
        Properties properties = new Properties();
        properties.setProperty("alicom.report-queue", alicom.queueName("SmsReport"));
        properties.setProperty("example.folder", "target/never-written");
        camel.getPropertiesComponent().setOverrideProperties(properties);
        PluginHelper.getRoutesLoader(camel)
                .loadRoutes(
                        PluginHelper.getResourceLoader(camel)
                                .resolveResource("classpath:camel/reports.yaml"));
        // the route stays as it is: only its ends are exchanged
        AdviceWith.adviceWith(
                camel,
                "reports",
                route -> {
                    route.replaceFromWith(alicom.uri("SmsReport", "waitTime=1s"));
                    route.weaveByToUri("file:*").replace().to("mock:files");
                });
        return camel;
    }

    @Test
    void writesDeliveredAndFailedReceiptsToTwoFiles() throws Exception {
        MockEndpoint files = getMockEndpoint("mock:files");
        files.expectedBodiesReceivedInAnyOrder("b-1 DELIVERED", "b-2 MK:0001");
        files.expectedPropertyValuesReceivedInAnyOrder("file", "delivered.txt", "failed.txt");

        alicom.deliver(
                smsReport().bizId("b-1").delivered(), smsReport().bizId("b-2").failed("MK:0001"));

        MockEndpoint.assertIsSatisfied(context);
    }
}
// end::test[]
