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
package io.github.camelalicom.mns.emulator.pop;

import java.util.Locale;
import java.util.UUID;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.camelalicom.mns.emulator.http.Answer;
import io.github.camelalicom.mns.emulator.http.Request;
import io.github.camelalicom.mns.emulator.provenance.Provenance;
import io.github.camelalicom.mns.emulator.provenance.Provenance.Basis;

/** Error documents of the gateway. */
public final class PopErrors {

    private PopErrors() {}

    /**
     * The answer of a call that failed with this code: of the gateway, or with status 200 of the
     * product behind it.
     */
    @Provenance(value = Basis.SDK, source = "a capture in dromara/SMS4J#34; demos for status 200")
    public static Answer answer(Request request, int status, String code, String message) {
        String requestId = requestId();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("RequestId", requestId).put("Message", message);
        if (status != 200) {
            json.put("HostId", request.headerOrEmpty("host"));
        }
        json.put("Code", code);
        if (status != 200) {
            json.put(
                    "Recommend",
                    "https://api.aliyun.com/troubleshoot?q="
                            + code
                            + "&product="
                            + product(request)
                            + "&requestId="
                            + requestId);
        }
        return Answer.json(status, json.toString()).withCode(code);
    }

    private static String product(Request request) {
        return switch (PopService.parameter(request, "Action").orElse("")) {
            case PopService.SEND_DETAILS_ACTION, PopService.GLOBE_MESSAGE_ACTION -> "Dysmsapi";
            case PopService.CALL_DETAIL_ACTION -> "Dyvmsapi";
            default -> "Dybaseapi";
        };
    }

    static String requestId() {
        return UUID.randomUUID().toString().toUpperCase(Locale.ROOT);
    }
}
