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
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;

import io.github.camelalicom.mns.AlicomMnsConstants;
import io.github.camelalicom.mns.receipt.InvalidReceiptException;
import io.github.camelalicom.mns.receipt.SmsReport;

/** What the application does with its receipts. */
public class ReceiptRoutes extends RouteBuilder {

    /** How many receipts are remembered, to tell that one came twice. */
    private static final int REMEMBERED = 10_000;

    private static final String ONE_LINE_MORE = "fileExist=Append&appendChars=\\n";

    @Override
    public void configure() {
        // tag::quarantine[]
        onException(InvalidReceiptException.class)
                .handled(true)
                .log(LoggingLevel.WARN, "receipts", "set aside: ${exception.message}")
                .to("file:{{example.folder}}/rejected?fileName=${header.CamelAlicomMnsMessageId}");
        // end::quarantine[]

        // tag::route[]
        from("alicom-mns:SmsReport")
                .routeId("sms-reports")
                // those of the international site have a record of their own
                .convertBodyTo(SmsReport.class)
                // toString() masks the phone number; plain ${body} would be the whole JSON text
                .log(LoggingLevel.INFO, "receipts", "${body.toString()}")
                .idempotentConsumer(header(AlicomMnsConstants.RECEIPT_KEY))
                .idempotentRepository(
                        MemoryIdempotentRepository.memoryIdempotentRepository(REMEMBERED))
                .choice()
                .when(simple("${body.success}"))
                .setBody(simple("${body.bizId} ${body.reportTime}"))
                .to("file:{{example.folder}}?fileName=delivered.txt&" + ONE_LINE_MORE)
                .otherwise()
                .setBody(simple("${body.bizId} ${body.reportTime} ${body.errCode}"))
                .to("file:{{example.folder}}?fileName=failed.txt&" + ONE_LINE_MORE);
        // end::route[]
    }
}
