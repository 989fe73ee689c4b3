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
package io.github.camelalicom.mns.monitor;

import java.util.Map;
import java.util.Optional;

import io.github.camelalicom.mns.consumer.ConsumerSnapshot;
import io.github.camelalicom.mns.receipt.SchemaDrift;

/** What operators see of the consumer of a route, or of all pollers or producers of a queue. */
public interface ConsumerView {

    /** What is seen. */
    enum Role {
        CONSUMER("consumer", "consumer", "consumers"),
        POLLER("poller", "polling", "consumers"),
        PRODUCER("producer", "producing", "producers");

        /** The value of the meters' tag {@code role}. */
        final String tag;

        /** The start of the ids of health checks. */
        final String activity;

        /** The Camel repository that switches its health checks on. */
        final String repository;

        Role(String tag, String activity, String repository) {
            this.tag = tag;
            this.activity = activity;
            this.repository = repository;
        }

        /** As the developer console counts them. */
        String plural() {
            return tag + "s";
        }
    }

    default Role role() {
        return Role.CONSUMER;
    }

    /** Null for pollers and producers, and for the method of a bean with {@code @Consume}. */
    String getRouteId();

    String getMessageType();

    /** Null for producers that need no queue. */
    String getQueueName();

    /** State, and counts since the start; empty while it is stopped. */
    Optional<ConsumerSnapshot> snapshot();

    /** A copy of the counts of the fields that differ from their documentation. */
    Map<SchemaDrift.Field, Long> driftedFields();
}
