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

import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.camelalicom.mns.emulator.AlicomEmulatorExtension;
import io.github.camelalicom.mns.emulator.Fault;
import io.github.camelalicom.mns.emulator.MessageEvent;
import io.github.camelalicom.mns.emulator.MessageEvent.Kind;
import io.github.camelalicom.mns.emulator.RequestKind;

import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** An example of a test of one's own routes. The guide quotes it. */
class EmulatedReceiptsTest {

    // tag::extension[]
    @RegisterExtension static AlicomEmulatorExtension alicom = AlicomEmulatorExtension.create();

    // end::extension[]

    // tag::test[]
    @Test
    void deletesWhatTheRouteCompleted() throws Exception {
        try (CamelContext camel = new DefaultCamelContext()) {
            camel.addRoutes(route(alicom.uri("SmsReport")));
            camel.start();

            alicom.deliver(smsReport().bizId("b-1").delivered(), smsReport().failed("MK:0001"));

            await().until(() -> alicom.queue("SmsReport").deleted() == 2);
        }
    }

    // end::test[]

    @Test
    void survivesAnUnhappyService() throws Exception {
        try (CamelContext camel = new DefaultCamelContext()) {
            camel.addRoutes(route(alicom.uri("SmsReport", "errorBackoff=10ms")));
            // tag::faults[]
            alicom.faults().add(Fault.error("InternalError", 500).on(RequestKind.RECEIVE).times(3));
            // end::faults[]
            camel.start();

            alicom.deliver(smsReport().delivered());

            await().until(() -> alicom.queue("SmsReport").deleted() == 1);
            assertThat(alicom.faults().fired()).isEqualTo(3);
        }
    }

    @Test
    void owesARedeliveryToAFault() throws Exception {
        try (CamelContext camel = new DefaultCamelContext()) {
            camel.addRoutes(route(alicom.uri("SmsReport")));
            // tag::history[]
            alicom.faults().add(Fault.duplicateDelivery().on(RequestKind.RECEIVE));
            String id = alicom.deliver(smsReport().delivered()).get(0);
            camel.start();
            await().until(() -> alicom.queue("SmsReport").deleted() == 1);

            List<List<MessageEvent>> leases = alicom.queue("SmsReport").history(id).leases();
            assertThat(leases).hasSize(2);
            assertThat(leases.get(0)).anyMatch(event -> event.kind() == Kind.RELEASED);
            // end::history[]
        }
    }

    private static RoutesBuilder route(String uri) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).log("${body.bizId}");
            }
        };
    }
}
