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

/** Takes those who answer TD off the list; everything else is for a person to read. */
class UnsubscribeRoute extends RouteBuilder {

    @Override
    public void configure() {
        // tag::route[]
        from("alicom-mns:SmsUp?queueName={{replies}}")
                .choice()
                .when(method(Unsubscribing.class, "isWanted"))
                .to("direct:unsubscribe")
                .otherwise()
                .to("direct:inbox");
        // end::route[]
    }
}
