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
package io.github.camelalicom.mns.benchmark;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

import static io.github.camelalicom.mns.emulator.Receipts.smsReport;

/** ElasticMQ, which speaks the protocol of Amazon SQS. */
final class SqsService implements Service {

    private static final int MOST_IN_BATCH = 10;

    /** The text of a receipt as it is in the queue of the other service. */
    static final String BODY =
            Base64.getEncoder()
                    .encodeToString(
                            smsReport().delivered().json().getBytes(StandardCharsets.UTF_8));

    private static final String KEY = "any";

    private final SQSRestServer server =
            SQSRestServerBuilder.withDynamicPort().withInterface("127.0.0.1").start();
    private final URI endpoint =
            URI.create("http://127.0.0.1:" + server.waitUntilStarted().localAddress().getPort());
    private final SqsClient client =
            SqsClient.builder()
                    .endpointOverride(endpoint)
                    .region(Region.US_EAST_1)
                    .credentialsProvider(
                            StaticCredentialsProvider.create(AwsBasicCredentials.create(KEY, KEY)))
                    .build();

    @Override
    public URI endpoint() {
        return endpoint;
    }

    @Override
    public String accessKey() {
        return KEY;
    }

    @Override
    public String secretKey() {
        return KEY;
    }

    @Override
    public void fill(String queue, int messages) {
        String url = client.createQueue(request -> request.queueName(queue)).queueUrl();
        for (int sent = 0; sent < messages; sent += MOST_IN_BATCH) {
            List<SendMessageBatchRequestEntry> entries =
                    IntStream.range(0, Math.min(MOST_IN_BATCH, messages - sent))
                            .mapToObj(SqsService::entry)
                            .toList();
            client.sendMessageBatch(request -> request.queueUrl(url).entries(entries));
        }
    }

    private static SendMessageBatchRequestEntry entry(int id) {
        return SendMessageBatchRequestEntry.builder()
                .id(Integer.toString(id))
                .messageBody(BODY)
                .build();
    }

    @Override
    public long left(String queue) {
        String url = client.getQueueUrl(request -> request.queueName(queue)).queueUrl();
        Map<QueueAttributeName, String> counts =
                client.getQueueAttributes(
                                request ->
                                        request.queueUrl(url)
                                                .attributeNames(
                                                        QueueAttributeName
                                                                .APPROXIMATE_NUMBER_OF_MESSAGES,
                                                        QueueAttributeName
                                                                .APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                        .attributes();
        return counts.values().stream().mapToLong(Long::parseLong).sum();
    }

    @Override
    public void close() {
        client.close();
        server.stopAndWait();
    }
}
