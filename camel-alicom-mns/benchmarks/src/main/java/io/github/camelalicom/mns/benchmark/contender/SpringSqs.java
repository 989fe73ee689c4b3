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

import io.awspring.cloud.sqs.listener.SqsMessageListenerContainer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/** Spring Cloud AWS, with a listener that does nothing. */
final class SpringSqs implements Contender {

    @Override
    public AutoCloseable start(Job job, Work work) {
        SqsAsyncClient client =
                SqsAsyncClient.builder()
                        .endpointOverride(URI.create(job.endpoint()))
                        .region(Region.US_EAST_1)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create(
                                                job.accessKey(), job.secretKey())))
                        .build();
        SqsMessageListenerContainer<Object> container =
                SqsMessageListenerContainer.builder()
                        .sqsAsyncClient(client)
                        .queueNames(job.queue())
                        .messageListener(message -> work.done(0))
                        .build();
        container.start();
        return container::stop;
    }
}
