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
package io.github.camelalicom.mns.doctor;

import io.github.camelalicom.mns.gateway.MnsException;

/** What to do about a failure of the gateway. */
final class Remedies {

    private Remedies() {}

    /** What to do about a query that failed. */
    static String ofQuery(MnsException failure) {
        return switch (failure.kind()) {
            case DENIED ->
                    "Let the RAM user of the key query send details (dysms:QuerySendDetails).";
            case REJECTED -> "Check the phone number.";
            default -> of(failure);
        };
    }

    static String of(MnsException failure) {
        return switch (failure.kind()) {
            case TOKEN ->
                    "Check accessKey and secretKey, the clock of this machine, and that the RAM"
                            + " user of the key may query the token of the queue.";
            case DENIED ->
                    "Check that messageType and queueName belong together and to the account of"
                            + " the access key, and the clock of this machine.";
            case NO_SUCH_QUEUE ->
                    "Copy queueName from Alibaba Cloud's console. A queue that was just switched"
                            + " on takes some minutes.";
            case THROTTLED -> "Run the check again later; fewer requests are allowed at present.";
            case REJECTED -> "Check messageType, queueName and regionId.";
            default ->
                    "Check that the endpoint is the service's, and look for a proxy or a firewall"
                            + " on the way. If both are right, the service is down: try again later.";
        };
    }
}
