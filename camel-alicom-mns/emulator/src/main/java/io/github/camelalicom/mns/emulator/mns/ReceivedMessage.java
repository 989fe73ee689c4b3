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
package io.github.camelalicom.mns.emulator.mns;

import java.time.Instant;

/** A received message; {@code handle} is null for a peeked one. */
record ReceivedMessage(
        String id,
        String handle,
        String md5,
        String body,
        Instant enqueueTime,
        Instant nextVisibleTime,
        Instant firstDequeueTime,
        int dequeueCount,
        int priority) {

    ReceivedMessage withoutLease() {
        return new ReceivedMessage(
                id, null, md5, body, enqueueTime, null, firstDequeueTime, dequeueCount, priority);
    }

    void writeFields(XmlWriter xml) {
        xml.text("MessageId", id);
        if (handle != null) {
            xml.text("ReceiptHandle", handle);
        }
        if (!md5.isEmpty()) {
            xml.text("MessageBodyMD5", md5);
        }
        xml.text("MessageBody", body);
        xml.text("EnqueueTime", enqueueTime.toEpochMilli());
        if (nextVisibleTime != null) {
            xml.text("NextVisibleTime", nextVisibleTime.toEpochMilli());
        }
        Instant first = firstDequeueTime == null ? enqueueTime : firstDequeueTime;
        xml.text("FirstDequeueTime", first.toEpochMilli());
        xml.text("DequeueCount", dequeueCount);
        xml.text("Priority", priority);
    }
}
