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

import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;

import io.github.camelalicom.mns.receipt.InvalidReceiptException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Puts each receipt where the REST resource finds it. */
@ApplicationScoped
public class ReceiptRoutes extends RouteBuilder {

    @Inject LastReceipts lastReceipts;

    @Override
    public void configure() {
        onException(InvalidReceiptException.class)
                .handled(true)
                .log(LoggingLevel.WARN, "receipts", "passed over: ${exception.message}");

        // tag::route[]
        from("alicom-mns:SmsReport")
                .routeId("sms-reports")
                // toString() masks the phone number
                .log(LoggingLevel.INFO, "receipts", "${body.toString()}")
                .bean(lastReceipts, "add");
        // end::route[]
    }
}
