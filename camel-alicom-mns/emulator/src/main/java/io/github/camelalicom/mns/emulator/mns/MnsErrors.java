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

import io.github.camelalicom.mns.emulator.http.Answer;
import io.github.camelalicom.mns.emulator.http.Request;
import io.github.camelalicom.mns.emulator.provenance.Provenance;
import io.github.camelalicom.mns.emulator.provenance.Provenance.Basis;

/** Error documents of MNS. */
public final class MnsErrors {

    private MnsErrors() {}

    /** The answer of MNS with this error code to any request. */
    public static Answer answer(Request request, int status, String code, String message) {
        String requestId = RequestIds.next();
        Answer answer = answer(status, code, message, requestId, request.headerOrEmpty("host"));
        return MnsService.withCommonHeaders(answer, requestId);
    }

    /** The answer of a receive that found nothing. */
    public static Answer empty(Request request, UndocumentedMns undocumented) {
        String requestId = RequestIds.next();
        try {
            Answer empty = ReceiveOperations.nothing(undocumented.emptyStatus());
            return MnsService.withCommonHeaders(empty, requestId);
        } catch (MnsException e) {
            Answer error = e.answer(requestId, request.headerOrEmpty("host"));
            return MnsService.withCommonHeaders(error, requestId);
        }
    }

    @Provenance(
            value = Basis.SDK,
            source =
                    "a capture in alibaba/aliyun-spring-boot#59; the Java SDK cannot parse the"
                            + " namespace with the slash the documentation prints")
    static Answer answer(int status, String code, String message, String requestId, String host) {
        String body =
                new XmlWriter()
                        .open("Error", XmlWriter.ERROR_NAMESPACE)
                        .text("Code", code)
                        .text("Message", message)
                        .text("RequestId", requestId)
                        .text("HostId", "http://" + host)
                        .close("Error")
                        .toString();
        return Answer.of(status, MnsService.XML, body).withCode(code);
    }
}
