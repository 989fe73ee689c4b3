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

import java.net.URI;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Camel's own consumer of Amazon SQS, with a route that does nothing. */
record CamelSqs(String options) implements Contender {

    @Override
    public AutoCloseable start(Job job, Work work) throws Exception {
        DefaultCamelContext camel = new DefaultCamelContext();
        camel.getRegistry()
                .bind(
                        "sqs",
                        SqsClient.builder()
                                .endpointOverride(URI.create(job.endpoint()))
                                .region(Region.US_EAST_1)
                                .credentialsProvider(
                                        StaticCredentialsProvider.create(
                                                AwsBasicCredentials.create(
                                                        job.accessKey(), job.secretKey())))
                                .build());
        camel.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        for (String queue : job.queues()) {
                            from("aws2-sqs:" + queue + "?amazonSQSClient=#sqs" + options)
                                    .process(exchange -> work.done(0));
                        }
                    }
                });
        camel.start();
        return camel::stop;
    }
}
