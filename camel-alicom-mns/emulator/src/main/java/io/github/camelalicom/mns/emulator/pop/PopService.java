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

import java.util.Optional;

import io.github.camelalicom.mns.emulator.http.Answer;
import io.github.camelalicom.mns.emulator.http.Freshness;
import io.github.camelalicom.mns.emulator.http.Request;
import io.github.camelalicom.mns.emulator.http.Service;
import io.github.camelalicom.mns.emulator.provenance.Provenance;
import io.github.camelalicom.mns.emulator.provenance.Provenance.Basis;

/** The RPC gateway with the one action a receipt consumer needs. */
public final class PopService implements Service {

    /** The action that hands out tokens. */
    public static final String TOKEN_ACTION = "QueryTokenForMnsQueue";

    private static final String VERSION = "2017-05-25";

    private final RpcAuthentication authentication;
    private final TokenAction tokens;

    public PopService(Caller account, Freshness freshness, TokenAction tokens) {
        this.authentication = new RpcAuthentication(account, freshness);
        this.tokens = tokens;
    }

    /** A parameter of a call, whatever the call is worth; for those who only watch. */
    public static Optional<String> parameter(Request request, String name) {
        try {
            return RpcParameters.of(request).find(name);
        } catch (PopException e) {
            return Optional.empty();
        }
    }

    @Override
    @Provenance(
            value = Basis.DOCUMENTED,
            source = "RPC reference, signature; status and codes 48054")
    public Answer answer(Request request) {
        try {
            checkMethod(request);
            RpcParameters parameters = RpcParameters.of(request);
            String action = parameters.require("Action");
            String version = parameters.require("Version");
            if (!action.equals(TOKEN_ACTION) || !version.equals(VERSION)) {
                throw PopException.noSuchApi();
            }
            authentication.check(request, parameters);
            return tokens.run(parameters);
        } catch (PopException e) {
            return PopErrors.answer(request, e.status(), e.code(), e.getMessage());
        }
    }

    private static void checkMethod(Request request) {
        if (!request.method().equals("GET") && !request.method().equals("POST")) {
            throw new PopException(
                    405, "UnsupportedHTTPMethod", "This http method is not supported.");
        }
    }
}
