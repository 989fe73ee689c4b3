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

/** Routes that settle their messages themselves. */
class SettlingRoutes extends RouteBuilder {

    @Override
    public void configure() {
        // tag::settle[]
        from("alicom-mns:SmsReport?queueName=Alicom-Queue-1-SmsReport&deleteAfterRead=false")
                .choice()
                .when(simple("${body.outId} == 'not-yet'"))
                .setHeader("CamelAlicomMnsVisibilityTimeout", constant("10m"))
                .to(
                        "alicom-mns:SmsReport?queueName=Alicom-Queue-1-SmsReport"
                                + "&operation=changeVisibility")
                .otherwise()
                .log("${body.bizId}")
                .to(
                        "alicom-mns:SmsReport?queueName=Alicom-Queue-1-SmsReport"
                                + "&operation=deleteMessage");
        // end::settle[]
    }
}
