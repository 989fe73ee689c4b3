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

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.camelalicom.mns.emulator.AlicomEmulatorExtension;

import static io.github.camelalicom.mns.emulator.Receipts.smsReport;

/** How a user tests a route of his own: Camel's test kit, and the emulator beside it. */
class UserStyleTest extends CamelTestSupport {

    @RegisterExtension
    static final AlicomEmulatorExtension alicom = AlicomEmulatorExtension.create();

    @Override
    protected RouteBuilder createRouteBuilder() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(alicom.uri("SmsReport", "waitTime=1s"))
                        .choice()
                        .when(simple("${body.success}"))
                        .to("mock:delivered")
                        .otherwise()
                        .to("mock:failed");
            }
        };
    }

    @Test
    void receiptsAreSortedByTheirSuccess() throws Exception {
        MockEndpoint delivered = getMockEndpoint("mock:delivered");
        MockEndpoint failed = getMockEndpoint("mock:failed");
        delivered.expectedMessageCount(2);
        failed.expectedMessageCount(1);

        alicom.deliver(
                smsReport().delivered(), smsReport().failed("MK:0001"), smsReport().delivered());

        MockEndpoint.assertIsSatisfied(context);
    }
}
