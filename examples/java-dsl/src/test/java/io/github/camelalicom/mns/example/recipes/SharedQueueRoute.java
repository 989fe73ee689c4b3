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

/** Receives for all environments that share an account, and routes by the mark in the out id. */
class SharedQueueRoute extends RouteBuilder {

    @Override
    public void configure() {
        // tag::route[]
        from("alicom-mns:SmsReport?queueName={{receipts}}")
                .choice()
                .when(simple("${body.outId} startsWith 'test-'"))
                .to("direct:test") // such as an HTTP call to the test environment
                .otherwise()
                .to("direct:production");
        // end::route[]
    }
}
