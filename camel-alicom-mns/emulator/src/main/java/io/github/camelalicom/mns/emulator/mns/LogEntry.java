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
 * One thing that happened to a message.
 *
 * @param origin of the request that did it; {@link Origin#NONE} when none did
 * @param dequeueCount how often the message had been handed out by then, this time included
 * @param lease how long the loan lasts that began with it, null when none did
 * @param errorCode why nothing was done, null when something was, or nobody said why
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
