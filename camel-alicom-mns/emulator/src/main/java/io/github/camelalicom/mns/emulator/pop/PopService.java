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

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import io.github.camelalicom.mns.emulator.http.Answer;
import io.github.camelalicom.mns.emulator.http.Freshness;
import io.github.camelalicom.mns.emulator.http.Request;
import io.github.camelalicom.mns.emulator.http.Service;
import io.github.camelalicom.mns.emulator.provenance.Provenance;
import io.github.camelalicom.mns.emulator.provenance.Provenance.Basis;

/** The RPC gateway with the two actions that receipts need, of two products behind it. */
public final class PopService implements Service {

    /** The action that issues tokens. */
    public static final String TOKEN_ACTION = "QueryTokenForMnsQueue";

    /** The action that returns the state of sent messages. */
    public static final String SEND_DETAILS_ACTION = "QuerySendDetails";

    private static final String VERSION = "2017-05-25";

    private final RpcAuthentication authentication;
    private final Map<String, Function<RpcParameters, Answer>> actions;

    public PopService(
            Caller account,
            Freshness freshness,
            TokenAction tokens,
            SendDetailsAction sendDetails) {
        this.authentication = new RpcAuthentication(account, freshness);
        this.actions = Map.of(TOKEN_ACTION, tokens::run, SEND_DETAILS_ACTION, sendDetails::run);
    }

    /** A parameter of a call, read without authentication; for the record only. */
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
            if (!actions.containsKey(action) || !version.equals(VERSION)) {
                throw PopException.noSuchApi();
            }
            authentication.check(request, parameters);
            return actions.get(action).apply(parameters);
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
