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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.apache.camel.ConsumerTemplate;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.camelalicom.mns.emulator.AlicomEmulatorExtension;
import io.github.camelalicom.mns.receipt.SmsReport;

import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Receipts taken when they are asked for, in the two ways that Camel has. */
class OnDemandTest extends CamelTestSupport {

    @RegisterExtension
    static final AlicomEmulatorExtension alicom = AlicomEmulatorExtension.create();

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<SmsReport> worked = new ArrayList<>();

    @Override
    protected RouteBuilder createRouteBuilder() {
        String receipts = alicom.uri("SmsReport");
        return new RouteBuilder() {
            @Override
            public void configure() {
                // tag::poll-enrich[]
                from("direct:next")
                        .pollEnrich(receipts, 5_000)
                        .filter(body().isNotNull())
                        .to("mock:work");
                // end::poll-enrich[]
            }
        };
    }

    @Test
    void aRouteTakesOneReceiptWhenItIsAsked() throws Exception {
        MockEndpoint work = getMockEndpoint("mock:work");
        work.expectedMessageCount(1);
        alicom.deliver(smsReport(), smsReport());

        template.sendBody("direct:next", null);

        MockEndpoint.assertIsSatisfied(context);
        await().atMost(PATIENCE).until(() -> alicom.queue("SmsReport").deleted() == 1);
        assertThat(alicom.queue("SmsReport").visible()).isEqualTo(1);
    }

    @Test
    void aProgramTakesOneReceiptAndSaysWhenItIsDone() {
        alicom.deliver(smsReport().bizId("b-1"));

        takeOne(context.createConsumerTemplate(), alicom.uri("SmsReport"));

        assertThat(worked).extracting(SmsReport::bizId).containsExactly("b-1");
        await().atMost(PATIENCE).until(() -> alicom.queue("SmsReport").deleted() == 1);
    }

    private void takeOne(ConsumerTemplate consumer, String receipts) {
        // tag::template[]
        Exchange exchange = consumer.receive(receipts, 5_000);
        if (exchange == null) {
            return; // no receipt within five seconds
        }
        try {
            work(exchange.getMessage().getMandatoryBody(SmsReport.class));
        } catch (Exception e) {
            exchange.setException(e); // the receipt is left for redelivery
        } finally {
            consumer.doneUoW(exchange); // settles the receipt
        }
        // end::template[]
    }

    private void work(SmsReport report) {
        worked.add(report);
    }
}
