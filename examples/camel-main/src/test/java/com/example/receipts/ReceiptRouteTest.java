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
package com.example.receipts;

// tag::class[]
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.camelalicom.mns.AlicomMnsComponent;
import io.github.camelalicom.mns.AlicomMnsConfiguration;
import io.github.camelalicom.mns.emulator.AlicomEmulatorExtension;
import io.github.camelalicom.mns.emulator.Receipts.SmsReport;

import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

class ReceiptRouteTest extends CamelTestSupport {

    @RegisterExtension
    static final AlicomEmulatorExtension alicom = AlicomEmulatorExtension.create();

    private final ReceiptService service = new ReceiptService();

    @Override
    protected RouteBuilder createRouteBuilder() {
        return new ReceiptRoute(service);
    }

    @Override
    protected CamelContext createCamelContext() throws Exception {
        CamelContext camel = super.createCamelContext();
        AlicomMnsConfiguration account =
                camel.getComponent("alicom-mns", AlicomMnsComponent.class).getConfiguration();
        account.setQueueName(alicom.queueName("SmsReport"));
        account.setAccessKey(alicom.accessKey());
        account.setSecretKey(alicom.secretKey());
        account.setTokenEndpoint(alicom.endpoint());
        account.setMnsEndpoint(alicom.endpoint());
        return camel;
    }

    @Test
    void storesADuplicateOnce() {
        SmsReport receipt = smsReport().bizId("b-1").delivered();

        alicom.deliver(receipt, receipt);

        await().until(() -> alicom.queue("SmsReport").deleted() == 2);
        assertEquals(1, service.count());
    }
}
// end::class[]
