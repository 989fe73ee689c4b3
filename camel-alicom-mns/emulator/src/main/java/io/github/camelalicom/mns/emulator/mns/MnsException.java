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
import io.github.camelalicom.mns.emulator.provenance.Provenance;
import io.github.camelalicom.mns.emulator.provenance.Provenance.Basis;

/** A request that MNS refuses, with the status, code and message of the refusal. */
@Provenance(value = Basis.DOCUMENTED, source = "help 27501")
final class MnsException extends RuntimeException {

    private final int status;
    private final String code;

    MnsException(int status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    static MnsException badRequest(String code, String message) {
        return new MnsException(400, code, message);
    }

    static MnsException invalidArgument(String message) {
        return badRequest("InvalidArgument", message);
    }

    static MnsException outOfRange(String what, long low, long high, String unit) {
        return invalidArgument(
                "The value of "
                        + what
                        + " should between "
                        + low
                        + " and "
                        + high
                        + " "
                        + unit
                        + ".");
    }

    static MnsException invalidXml(String cause) {
        return invalidArgument(
                "The XML you provided did not validate against our published schema, cause by "
                        + cause
                        + ".");
    }

    static MnsException accessDenied() {
        return UndocumentedMns.Refusal.ACCESS_DENIED.exception();
    }

    static MnsException messageNotExist() {
        return new MnsException(404, "MessageNotExist", "Message not exist.");
    }

    static MnsException receiptHandleError() {
        return badRequest("ReceiptHandleError", "The receipt handle you provide is not valid.");
    }

    String code() {
        return code;
    }

    Answer answer(String requestId, String host) {
        return MnsErrors.answer(status, code, getMessage(), requestId, host);
    }
}
