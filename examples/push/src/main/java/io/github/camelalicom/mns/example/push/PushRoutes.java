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
package io.github.camelalicom.mns.example.push;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.RollbackExchangeException;
import org.apache.camel.builder.RouteBuilder;

import io.github.camelalicom.mns.AlicomMnsConstants;
import io.github.camelalicom.mns.receipt.InvalidReceiptException;

/** Receipts from the queue and from the HTTP push, with one idempotent step for both. */
final class PushRoutes extends RouteBuilder {

    // tag::answers[]
    private static final String RECEIVED = "{\"code\":0,\"msg\":\"received\"}";
    private static final String INVALID = "{\"code\":1,\"msg\":\"not a list of receipts\"}";
    private static final String BUSY = "{\"code\":1,\"msg\":\"busy\"}";

    // end::answers[]

    @Override
    public void configure() {
        // tag::push[]
        from("platform-http:/push/{key}/{messageType}?httpMethodRestrict=POST")
                .routeId("push")
                .setHeader(Exchange.CONTENT_TYPE, constant("application/json"))
                .choice()
                .when(simple("${header.key} == '{{push.key}}'"))
                .to("direct:hand-over")
                .otherwise()
                .setHeader(Exchange.HTTP_RESPONSE_CODE, constant(404))
                .setBody(constant(""));

        from("direct:hand-over")
                .routeId("hand-over")
                // Alibaba Cloud repeats a push that is not answered with 200
                .onException(IllegalArgumentException.class, InvalidReceiptException.class)
                .handled(true)
                .log("Invalid push of ${header.messageType}: ${exception.class.simpleName}")
                .setHeader(Exchange.HTTP_RESPONSE_CODE, constant(400))
                .setBody(constant(INVALID))
                .end()
                .onException(IllegalStateException.class) // the queue in memory is full
                .handled(true)
                .setHeader(Exchange.HTTP_RESPONSE_CODE, constant(503))
                .setBody(constant(BUSY))
                .end()
                .bean(PushedReceipts.class)
                .split(body())
                .stopOnException()
                .to("seda:pushed?size={{push.waiting}}&waitForTaskToComplete=Never")
                .end()
                .setBody(constant(RECEIVED));

        from("seda:pushed?size={{push.waiting}}")
                .routeId("pushed")
                // a push is not repeated after its answer: what fails for good is kept
                .onException(Exception.class)
                .maximumRedeliveries(5)
                .redeliveryDelay("{{push.redelivery-delay:1000}}")
                .backOffMultiplier(2)
                .useExponentialBackOff()
                .handled(true)
                .to("file:{{push.failed}}?fileName=${body.key}.json")
                .log("Kept ${body.key} in {{push.failed}}: ${exception.message}")
                .end()
                .setHeader(AlicomMnsConstants.RECEIPT_KEY, simple("${body.key}"))
                .to("direct:receipt");
        // end::push[]

        // tag::queue[]
        ProducerTemplate template = getContext().createProducerTemplate();

        from("alicom-mns:SmsReport").routeId("queue").to("direct:receipt");

        // the errors of this route are handled by the route that calls it
        from("direct:receipt")
                .routeId("receipt")
                .errorHandler(noErrorHandler())
                .idempotentConsumer(header(AlicomMnsConstants.RECEIPT_KEY))
                .idempotentRepository("seen")
                // otherwise the next attempt of the same exchange passes for a duplicate
                .completionEager(true)
                // in an exchange of its own: an error handler there has no effect on the one here,
                // and the next attempt or the file gets the receipt as it came
                .process(
                        exchange -> {
                            Message copy = exchange.getMessage().copy();
                            Exchange own =
                                    template.send("direct:process", to -> to.setMessage(copy));
                            // a failure that is handled and rolled back leaves no exception
                            if (own.isRollbackOnly() || own.isRollbackOnlyLast()) {
                                throw new RollbackExchangeException(own, own.getException());
                            }
                            exchange.setException(own.getException());
                        });
        // end::queue[]
    }
}
