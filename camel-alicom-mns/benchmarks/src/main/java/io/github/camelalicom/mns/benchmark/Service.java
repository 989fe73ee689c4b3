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

import io.github.camelalicom.mns.benchmark.contender.Contenders;

/** A queue service that a contender works on. */
interface Service extends AutoCloseable {

    /** Starts the service whose queues this contender consumes. */
    static Service of(Contenders contender) {
        return contender.service() == Contenders.Service.SQS ? new SqsService() : new MnsService();
    }

    URI endpoint();

    String accessKey();

    String secretKey();

    /** Makes a queue and puts in so many messages, each a receipt of an SMS. */
    void fill(String queue, int messages);

    /** How many of a queue's messages are not deleted yet. */
    long left(String queue);

    @Override
    void close();
}
