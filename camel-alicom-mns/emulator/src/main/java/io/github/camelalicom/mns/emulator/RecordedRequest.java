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
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.camelalicom.mns.emulator.http.Answer;
import io.github.camelalicom.mns.emulator.http.Request;

/**
 * One request the emulator has answered. Signatures and security tokens are struck out.
 *
 * @param queue the queue it named, empty when it named none
 * @param target path and query as sent
 * @param status of the answer, 0 when the connection was dropped instead
 * @param errorCode the service's code of a refusal, null when all went well
 * @param accessKeyId whose key signed it, empty when nobody's
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

    private static final String STRUCK_OUT = "***";
    private static final Pattern MNS_SIGNER = Pattern.compile("MNS ([^:]*):.*");
    private static final Pattern RPC_SIGNER = Pattern.compile("[?&]AccessKeyId=([^&]*)");
    private static final Pattern RPC_SECRETS =
            Pattern.compile("([?&](?:Signature|SecurityToken)=)[^&]*");

    static RecordedRequest of(RequestKind kind, Request request, Answer answer, Instant time) {
        return new RecordedRequest(
                kind,
                RequestKind.queueOf(request),
                request.method(),
                RPC_SECRETS.matcher(request.target()).replaceAll("$1" + STRUCK_OUT),
                answer.status(),
                answer.code(),
                signer(request),
                withoutSecrets(request.headers()),
                time,
                request.body().length);
    }

    private static String signer(Request request) {
        Matcher mns = MNS_SIGNER.matcher(request.headerOrEmpty("authorization"));
        if (mns.matches()) {
            return mns.group(1);
        }
        Matcher rpc = RPC_SIGNER.matcher(request.target());
        return rpc.find() ? rpc.group(1) : "";
    }

    private static Map<String, String> withoutSecrets(Map<String, String> headers) {
        Map<String, String> kept = new HashMap<>(headers);
        kept.computeIfPresent("security-token", (name, value) -> STRUCK_OUT);
        kept.computeIfPresent("authorization", (name, value) -> STRUCK_OUT);
        return Map.copyOf(kept);
    }

    @Override
    public String toString() {
        return kind.jsonName() + " " + queue + " " + status;
    }
}
