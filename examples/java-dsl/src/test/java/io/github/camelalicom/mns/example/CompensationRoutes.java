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

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;

import io.github.camelalicom.mns.receipt.SmsReport;

/** The routes of the page on compensation. */
class CompensationRoutes extends RouteBuilder {

    @Override
    public void configure() {
        // tag::routes[]
        from("alicom-mns:SmsReport?queueName=Alicom-Queue-1234567890-SmsReport")
                .to("direct:report");

        // asked with the headers CamelAlicomMnsPhoneNumber, -SendDate and -BizId
        from("direct:ask")
                .to("alicom-mns:SmsReport?operation=querySendDetails")
                .split(body())
                .convertBodyTo(SmsReport.class)
                .to("direct:report");

        // one result for each message, from either source
        from("direct:report")
                // a message that waits must not use up the key
                .filter(simple("${body.success} != null"))
                .idempotentConsumer(
                        simple("${body.bizId} ${body.phoneNumber}"),
                        MemoryIdempotentRepository.memoryIdempotentRepository())
                .log("${body.bizId}: ${body.success} ${body.errCode}");
        // end::routes[]
    }
}
