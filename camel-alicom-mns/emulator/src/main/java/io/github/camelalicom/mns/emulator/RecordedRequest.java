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
package io.github.camelalicom.mns.emulator;

import java.time.Instant;
import java.util.Map;

/**
 * A request that the emulator has answered. Signatures and security tokens are struck out.
 *
 * @param queue the queue it named, empty when it named none
 * @param target path and query as received
 * @param status of the answer, 0 when the connection was dropped instead
 * @param errorCode the service's code of a refusal, null for success
 * @param accessKeyId the id of the key that signed it, empty when it is not signed
 * @param headers by lower-cased name
 * @param time when it was answered, by the emulator's clock
 */
public record RecordedRequest(
        RequestKind kind,
        String queue,
        String method,
        String target,
        int status,
        String errorCode,
        String accessKeyId,
        Map<String, String> headers,
        Instant time,
        int bodySize) {

    @Override
    public String toString() {
        return kind.jsonName() + " " + queue + " " + status;
    }
}
