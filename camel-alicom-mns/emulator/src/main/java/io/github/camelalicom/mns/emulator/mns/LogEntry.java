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

import java.time.Duration;
import java.time.Instant;

import io.github.camelalicom.mns.emulator.http.Origin;

/**
 * An event in the life of a message.
 *
 * @param origin of the request that caused it; {@link Origin#NONE} when there was none
 * @param dequeueCount how often the message had been received at that time, including this event
 * @param lease the duration of the lease that began with it, null for other events
 * @param errorCode the error code of a refusal; null for success, or when there is none
 */
public record LogEntry(
        Kind kind,
        Instant time,
        Origin origin,
        int dequeueCount,
        Duration lease,
        String errorCode) {

    /** What it was. */
    public enum Kind {
        SENT,
        RECEIVED,
        VISIBILITY_CHANGED,
        LEASE_ENDED,
        RELEASED,
        DELETED,
        DELETE_REFUSED,
        CHANGE_REFUSED,
        NOT_DONE
    }
}
