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

/** Raises an alarm when fewer messages arrive than used to. */
class DeliveryRateRoute extends RouteBuilder {

    @Override
    public void configure() {
        // tag::route[]
        from("alicom-mns:SmsReport?queueName={{receipts}}")
                .to("direct:work")
                // ignores numbers that do not exist, and messages without a result yet
                .filter(simple("${body.errorCategory} != 'RECIPIENT' && ${body.success} != null"))
                .aggregate(constant("all"), DeliveryRate.COUNTING)
                .completionInterval("{{window}}")
                .to("direct:rate");

        from("direct:rate")
                .filter(simple("${body.total} >= {{enough}} && ${body.percent} < {{alarm-below}}"))
                .to("direct:alarm");
        // end::route[]
    }
}
