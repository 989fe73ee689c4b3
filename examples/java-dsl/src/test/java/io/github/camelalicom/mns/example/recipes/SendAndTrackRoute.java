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

/** Finds the row of a message by the out id, which is known before it is sent. */
class SendAndTrackRoute extends RouteBuilder {

    @Override
    public void configure() {
        // tag::route[]
        from("direct:send")
                .setHeader("outId", simple("${uuid}"))
                .to("direct:insert") // a row with outId and number
                .to("direct:send-sms") // sends the out id, returns the biz id
                .to("direct:sent"); // adds the biz id to the row

        from("alicom-mns:SmsReport?queueName={{receipts}}")
                .setHeader("outId", simple("${body.outId}"))
                .to("direct:update"); // where outId and number match, with the biz id
        // end::route[]
    }
}
