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
package io.github.camelalicom.mns;

import java.util.Map;
import java.util.Optional;

import io.github.camelalicom.mns.consumer.ConsumerSnapshot;
import io.github.camelalicom.mns.receipt.SchemaDrift;

/** Who receives, as operators see it: the consumer of a route, or all takers of a queue. */
interface ConsumerView {

    /** What tells it from others in meters. */
    default String role() {
        return "consumer";
    }

    /** Null where there is none. */
    String getRouteId();

    String getMessageType();

    String getQueueName();

    /** What it is doing and has done since it was started; empty while it is not. */
    Optional<ConsumerSnapshot> snapshot();

    /** The fields in which receipts differed from their documentation, with how often: a copy. */
    Map<SchemaDrift.Field, Long> driftedFields();
}
