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
package io.github.camelalicom.mns.consumer;

import java.util.Optional;

/** Who keeps messages on loan while others work on them: a consumer, or a lending. */
public interface ManualSettlementSource {

    boolean consumes(String queueName);

    /** The message if it is in the route's hands, and from here on in the caller's. */
    Optional<ManualSettlement.ClaimedMessage> claim(String messageId, String receiptHandle);
}
