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

import io.github.camelalicom.mns.emulator.provenance.Provenance;
import io.github.camelalicom.mns.emulator.provenance.Provenance.Basis;

/** A call that the gateway refuses. */
@Provenance(value = Basis.DOCUMENTED, source = "help 48054, 51132; ask/278265")
final class PopException extends RuntimeException {

    private final int status;
    private final String code;

    PopException(int status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    static PopException missing(String parameter) {
        return new PopException(
                400, "Missing" + parameter, parameter + " is mandatory for this action.");
    }

    static PopException noSuchApi() {
        return new PopException(
                404,
                "InvalidApi.NotFound",
                "Specified api is not found, please check your url and method.");
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }
}
