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
package io.github.camelalicom.mns.quarkus.it;

import org.apache.camel.builder.RouteBuilder;

import io.github.camelalicom.mns.receipt.InvalidReceiptException;

/** A route as a user would write it; the account comes from the configuration. */
public class ReceiptRoutes extends RouteBuilder {

    @Override
    public void configure() {
        onException(InvalidReceiptException.class)
                .handled(true)
                .setBody(simple("set aside ${exception.message}"))
                .to("bean:seen?method=add(${body})");

        from("alicom-mns:SmsReport")
                .routeId("sms-reports")
                .setBody(simple("${body.bizId} ${body.success} ${body.errCode}"))
                .to("bean:seen?method=add(${body})");
    }
}
