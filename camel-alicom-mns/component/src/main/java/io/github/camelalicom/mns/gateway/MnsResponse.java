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

import java.time.Instant;

/**
 * An answer of the queue service, read to its end.
 *
 * @param status the HTTP status
 * @param body the content, empty when there was none
 * @param serverTime the {@code Date} header, cut to the second, or null
 * @param sentAt when the request was sent, by {@link System#nanoTime()}
 * @param location where it redirects to, or null
 * @param requestId MNS's id of the request, or null
 * @param fromProxy whether it is the proxy's, since it made no connection to the service
 */
record MnsResponse(
        int status,
        byte[] body,
        Instant serverTime,
        long sentAt,
        String location,
        String requestId,
        boolean fromProxy) {

    MnsResponse(int status, byte[] body, Instant serverTime, long sentAt) {
        this(status, body, serverTime, sentAt, null, null, false);
    }

    boolean successful() {
        return status / 100 == 2 && !fromProxy;
    }

    /** Whether it confirms the operation by its status alone: a body may be an error or a page. */
    boolean done() {
        return successful() && (status == 204 || blank());
    }

    boolean blank() {
        for (byte each : body) {
            if (each != ' ' && each != '\r' && each != '\n' && each != '\t') {
                return false;
            }
        }
        return true;
    }
}
