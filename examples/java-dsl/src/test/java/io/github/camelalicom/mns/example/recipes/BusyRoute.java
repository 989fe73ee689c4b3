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
package io.github.camelalicom.mns.example.recipes;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;

import io.github.camelalicom.mns.AlicomMnsConstants;

/** Calls again, some minutes later and a few times at the most, when the line was busy. */
class BusyRoute extends RouteBuilder {

    @Override
    public void configure() {
        // tag::route[]
        from("alicom-mns:VoiceReport?queueName={{calls}}&deleteAfterRead=false")
                .choice()
                .when(method(Attempts.class, "isAnotherDue"))
                .to("direct:busy")
                .otherwise()
                .to("direct:ended")
                .to("direct:delete");

        from("direct:busy")
                .choice()
                // on the first delivery the receipt is released with a delay
                .when(header(AlicomMnsConstants.DEQUEUE_COUNT).isEqualTo(1))
                .setHeader(AlicomMnsConstants.VISIBILITY_TIMEOUT, simple("{{pause}}"))
                .to("alicom-mns:VoiceReport?queueName={{calls}}&operation=changeVisibility")
                .otherwise()
                .to("direct:again")
                .to("direct:delete");

        // a receipt that is redelivered because its delete failed causes no second call
        from("direct:again")
                .idempotentConsumer(header(AlicomMnsConstants.RECEIPT_KEY))
                .idempotentRepository(MemoryIdempotentRepository.memoryIdempotentRepository())
                // otherwise the failed delete removes the key
                .completionEager(true)
                .setHeader("outId", method(Attempts.class, "next"))
                .to("direct:call");

        from("direct:delete")
                .to("alicom-mns:VoiceReport?queueName={{calls}}&operation=deleteMessage");
        // end::route[]
    }
}
