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
package io.github.camelalicom.mns.example.boot;

import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;

import io.github.camelalicom.mns.receipt.InvalidReceiptException;
import io.github.camelalicom.mns.receipt.SmsReport;

/** Stores each receipt as a row, and each invalid receipt as a row of another table. */
@Component
class ReceiptRoutes extends RouteBuilder {

    @Override
    public void configure() {
        // tag::route[]
        onException(InvalidReceiptException.class)
                .handled(true)
                .log(LoggingLevel.WARN, "receipts", "set aside: ${exception.message}")
                .to("sql:classpath:sql/insert-rejected.sql");

        from("alicom-mns:SmsReport")
                .routeId("sms-reports")
                // those of the international site have a record of their own
                .convertBodyTo(SmsReport.class)
                .to("sql:classpath:sql/insert-receipt.sql")
                // toString() masks the phone number; plain ${body} would be the whole JSON text
                .log(LoggingLevel.INFO, "receipts", "${body.toString()}");
        // end::route[]
    }
}
