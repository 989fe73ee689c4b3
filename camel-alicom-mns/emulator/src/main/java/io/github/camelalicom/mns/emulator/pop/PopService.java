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
import java.util.function.BiFunction;

import io.github.camelalicom.mns.emulator.http.Answer;
import io.github.camelalicom.mns.emulator.http.Freshness;
import io.github.camelalicom.mns.emulator.http.Request;
import io.github.camelalicom.mns.emulator.http.Service;
import io.github.camelalicom.mns.emulator.provenance.Provenance;
import io.github.camelalicom.mns.emulator.provenance.Provenance.Basis;

/** The RPC gateway with the actions that receipts need, of the products behind it. */
public final class PopService implements Service {

    /** The action that issues tokens. */
    public static final String TOKEN_ACTION = "QueryTokenForMnsQueue";

    /** The action that returns the state of sent messages. */
    public static final String SEND_DETAILS_ACTION = "QuerySendDetails";

    /** The action that returns the detail of a call. */
    public static final String CALL_DETAIL_ACTION = "QueryCallDetailByCallId";

    /** The action that returns the state of a message of the international site. */
    public static final String GLOBE_MESSAGE_ACTION = "QueryMessage";

    private static final String VERSION = "2017-05-25";
    private static final String GLOBE_VERSION = "2018-05-01";

    private final RpcAuthentication authentication;
    private final Map<Api, BiFunction<RpcParameters, Caller, Answer>> actions;

    private record Api(String action, String version) {}

    /**
     * @param accounts by the ids of their keys; they share the records of what was sent
     */
    public PopService(
            Map<String, Caller> accounts,
            Freshness freshness,
            TokenAction tokens,
            SendDetailsAction sendDetails,
            CallDetailAction callDetails,
            GlobeMessageAction globeMessages) {
        this.authentication = new RpcAuthentication(accounts, freshness);
        this.actions =
                Map.of(
                        new Api(TOKEN_ACTION, VERSION), tokens::run,
                        new Api(SEND_DETAILS_ACTION, VERSION), (call, any) -> sendDetails.run(call),
                        new Api(CALL_DETAIL_ACTION, VERSION), (call, any) -> callDetails.run(call),
                        new Api(GLOBE_MESSAGE_ACTION, GLOBE_VERSION),
                                (call, any) -> globeMessages.run(call));
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
            Api api = new Api(parameters.require("Action"), parameters.require("Version"));
            if (!actions.containsKey(api)) {
                throw PopException.noSuchApi();
            }
            Caller account = authentication.check(request, parameters);
            return actions.get(api).apply(parameters, account);
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
