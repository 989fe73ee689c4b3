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
package io.github.camelalicom.mns.gateway;

import java.time.Duration;
import java.time.Instant;

/**
 * A message as received.
 *
 * @param messageId the ID of the message, the same at every delivery
 * @param receiptHandle what settles this delivery; replaced by every change of visibility
 * @param body the text as sent, base64 as a rule
 * @param bodyMd5 hexadecimal MD5 of {@code body} as the service states it, or null
 * @param enqueueTime when the message was enqueued, or null
 * @param firstDequeueTime when it was first received, or null
 * @param nextVisibleTime when it becomes visible again by the server's clock, or null
 * @param dequeueCount how often it has been received, this time included
 * @param priority 1 (highest) to 16, or null
 * @param lease how long the lease lasts from the moment of receiving; not positive when the answer
 *     came that late
 * @param defect null; or what is wrong with the message, in a sentence without content: then the
 *     other components are what could be read of it
 */
public record ReceivedMessage(
        String messageId,
        String receiptHandle,
        String body,
        String bodyMd5,
        Instant enqueueTime,
        Instant firstDequeueTime,
        Instant nextVisibleTime,
        int dequeueCount,
        Integer priority,
        Duration lease,
        String defect) {

    /** Without a defect. */
    public ReceivedMessage(
            String messageId,
            String receiptHandle,
            String body,
            String bodyMd5,
            Instant enqueueTime,
            Instant firstDequeueTime,
            Instant nextVisibleTime,
            int dequeueCount,
            Integer priority,
            Duration lease) {
        this(
                messageId,
                receiptHandle,
                body,
                bodyMd5,
                enqueueTime,
                firstDequeueTime,
                nextVisibleTime,
                dequeueCount,
                priority,
                lease,
                null);
    }

    /** Identifies the message, without its content. */
    @Override
    public String toString() {
        return "ReceivedMessage[" + messageId + ", dequeueCount=" + dequeueCount + "]";
    }
}
