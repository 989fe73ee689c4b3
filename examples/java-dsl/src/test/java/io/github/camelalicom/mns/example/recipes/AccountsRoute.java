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

/** Receives from the queues of two accounts, each with the key of its account. */
class AccountsRoute extends RouteBuilder {

    @Override
    public void configure() {
        // tag::route[]
        from("alicom-mns:SmsReport?queueName={{bank.queue}}"
                        + "&accessKey={{bank.key}}&secretKey=RAW({{bank.secret}})")
                .to("direct:bank");

        from("alicom-mns:SmsReport?queueName={{shop.queue}}"
                        + "&accessKey={{shop.key}}&secretKey=RAW({{shop.secret}})")
                .to("direct:shop");
        // end::route[]
    }
}
