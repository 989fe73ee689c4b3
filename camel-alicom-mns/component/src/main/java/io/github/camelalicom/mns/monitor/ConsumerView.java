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

/** What operators see of the consumer of a route, or of all pollers of a queue. */
public interface ConsumerView {

    /** The value of the meters' tag {@code role}. */
    default String role() {
        return "consumer";
    }

    /** Null for pollers. */
    String getRouteId();

    String getMessageType();

    String getQueueName();

    /** State, and counts since the start; empty while it is stopped. */
    Optional<ConsumerSnapshot> snapshot();

    /** A copy of the counts of the fields that differ from their documentation. */
    Map<SchemaDrift.Field, Long> driftedFields();
}
