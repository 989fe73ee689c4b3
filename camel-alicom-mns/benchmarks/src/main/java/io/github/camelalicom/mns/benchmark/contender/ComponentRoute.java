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
package io.github.camelalicom.mns.benchmark.contender;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

import io.github.camelalicom.mns.AlicomMnsComponent;
import io.github.camelalicom.mns.AlicomMnsConfiguration;

/** This component, with a route that does nothing. */
record ComponentRoute(String options) implements Contender {

    @Override
    public AutoCloseable start(Job job, Work work) throws Exception {
        DefaultCamelContext camel = new DefaultCamelContext();
        AlicomMnsConfiguration configuration =
                camel.getComponent("alicom-mns", AlicomMnsComponent.class).getConfiguration();
        configuration.setAccessKey(job.accessKey());
        configuration.setSecretKey(job.secretKey());
        configuration.setTokenEndpoint(job.endpoint());
        configuration.setMnsEndpoint(job.endpoint());
        camel.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        for (String queue : job.queues()) {
                            from("alicom-mns:SmsReport?queueName=" + queue + options)
                                    .process(e -> work.done(e.getMessage().getMessageTimestamp()));
                        }
                    }
                });
        camel.start();
        return camel::stop;
    }
}
