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

import java.util.Optional;

import io.github.camelalicom.mns.consumer.Failure;
import io.github.camelalicom.mns.gateway.QueueSnapshot;

/**
 * What a producer has sent since it was started. Exchanges, and how long they took, are Camel's to
 * count.
 *
 * @param lastFailure why the service did not do what was asked
 */
record ProducerSnapshot(QueueSnapshot queue, Optional<Failure.Past> lastFailure) {

    ProducerSnapshot plus(ProducerSnapshot other) {
        return new ProducerSnapshot(
                queue.plus(other.queue), Failure.Past.later(lastFailure, other.lastFailure));
    }

    ProducerSnapshot ended() {
        return new ProducerSnapshot(queue.withoutToken(), Optional.empty());
    }
}
