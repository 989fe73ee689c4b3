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

import io.github.camelalicom.mns.receipt.VoiceReport;

/** The routes for voice of the page on compensation. */
class VoiceCompensationRoutes extends RouteBuilder {

    @Override
    public void configure() {
        // tag::routes[]
        from("alicom-mns:VoiceReport?queueName=Alicom-Queue-1234567890-VoiceReport")
                .to("direct:call");

        // asked with the headers CamelAlicomMnsCallId, -QueryDate and -ProdId
        from("direct:ask")
                .to("alicom-mns:VoiceReport?operation=queryCallDetail")
                .filter(body().isNotNull())
                .convertBodyTo(VoiceReport.class)
                .to("direct:call");

        // one result for each call, from whichever source it comes first
        from("direct:call")
                // a call that is not over must not use up the key
                .filter(simple("${body.statusCode} !in '200101,200102,200103,200201'"))
                .idempotentConsumer(
                        simple("${body.callId}"),
                        MemoryIdempotentRepository.memoryIdempotentRepository())
                .log("${body.callId}: ${body.statusCode}");
        // end::routes[]
    }
}
