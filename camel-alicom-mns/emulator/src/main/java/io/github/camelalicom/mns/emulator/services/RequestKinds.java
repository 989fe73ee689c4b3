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
package io.github.camelalicom.mns.emulator.services;

import io.github.camelalicom.mns.emulator.RequestKind;
import io.github.camelalicom.mns.emulator.http.Request;
import io.github.camelalicom.mns.emulator.mns.MnsOperation;
import io.github.camelalicom.mns.emulator.mns.MnsService;
import io.github.camelalicom.mns.emulator.pop.PopService;

/** Reads from a request what it is for. */
final class RequestKinds {

    private RequestKinds() {}

    static RequestKind of(Request request) {
        if (MnsService.serves(request)) {
            return MnsOperation.of(request)
                    .map(Enum::name)
                    .map(RequestKind::valueOf)
                    .orElse(RequestKind.OTHER);
        }
        return switch (PopService.parameter(request, "Action").orElse("")) {
            case PopService.TOKEN_ACTION -> RequestKind.TOKEN;
            case PopService.SEND_DETAILS_ACTION -> RequestKind.SEND_DETAILS;
            case PopService.CALL_DETAIL_ACTION -> RequestKind.CALL_DETAIL;
            case PopService.GLOBE_MESSAGE_ACTION -> RequestKind.GLOBE_MESSAGE;
            default -> RequestKind.OTHER;
        };
    }

    /** The queue a request names; empty when it names none. */
    static String queueOf(Request request) {
        return MnsOperation.queueName(request)
                .or(() -> PopService.parameter(request, "QueueName"))
                .orElse("");
    }
}
