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

import io.github.camelalicom.mns.AlicomMnsConstants;
import io.github.camelalicom.mns.receipt.InvalidReceiptException;

/** Routes that take the place of what a company had before. */
class MigratedRoutes extends RouteBuilder {

    /** The code of the company: as it was, but for the type of its argument. */
    interface ReceiptHandler {
        boolean dealMessage(String json);
    }

    private final ReceiptHandler handler;

    MigratedRoutes(ReceiptHandler handler) {
        this.handler = handler;
    }

    @Override
    public void configure() {
        // tag::listener[]
        onException(InvalidReceiptException.class)
                .handled(true)
                .to("file:{{rejected.folder}}?fileName=${header.CamelAlicomMnsMessageId}");

        from("alicom-mns:SmsReport?queueName={{queue}}&concurrentConsumers=16")
                .transform(method(handler, "dealMessage"))
                .filter(simple("${body} == false"))
                .throwException(IllegalStateException.class, "the handler wants it again");
        // end::listener[]

        // tag::typed[]
        from("alicom-mns:SmsUp?queueName={{replies}}")
                .idempotentConsumer(header(AlicomMnsConstants.RECEIPT_KEY))
                .idempotentRepository("repository")
                .to("direct:replies");
        // end::typed[]
    }
}
