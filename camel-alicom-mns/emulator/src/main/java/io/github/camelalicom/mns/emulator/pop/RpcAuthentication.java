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

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;

import io.github.camelalicom.mns.emulator.http.Freshness;
import io.github.camelalicom.mns.emulator.http.Request;
import io.github.camelalicom.mns.emulator.provenance.Provenance;
import io.github.camelalicom.mns.emulator.provenance.Provenance.Basis;

/** Accepts calls that are signed by an account, recent, and not repeated. */
@Provenance(value = Basis.DOCUMENTED, source = "RPC reference, signature, 48054")
final class RpcAuthentication {

    private static final List<String> MANDATORY =
            List.of("SignatureMethod", "SignatureVersion", "SignatureNonce", "Signature");

    private final Nonces nonces;
    private final Map<String, Caller> accounts;
    private final Freshness freshness;

    /**
     * @param accounts by the ids of their keys
     */
    RpcAuthentication(Map<String, Caller> accounts, Freshness freshness) {
        this.accounts = accounts;
        this.freshness = freshness;
        this.nonces = new Nonces(freshness.machine());
    }

    /** The account that signed the call. */
    Caller check(Request request, RpcParameters parameters) {
        checkScheme(request);
        String accessKeyId = parameters.require("AccessKeyId");
        MANDATORY.forEach(parameters::require);
        checkTimestamp(parameters.require("Timestamp"));
        Caller account = accounts.get(accessKeyId);
        if (account == null) {
            throw new PopException(
                    404, "InvalidAccessKeyId.NotFound", "Specified access key is not found.");
        }
        checkSignature(request, parameters, account);
        checkNonce(parameters.require("SignatureNonce"));
        return account;
    }

    @Provenance(
            value = Basis.ASSUMED,
            source =
                    "the real gateway accepts ACS3; this emulator refuses it with a clear message;"
                            + " no difference to a client that signs with version 1.0")
    private static void checkScheme(Request request) {
        if (request.headerOrEmpty("authorization").startsWith("ACS3")) {
            throw new PopException(
                    400,
                    "UnsupportedSignatureVersion",
                    "The emulator verifies RPC signature version 1.0 only, not ACS3-HMAC-SHA256.");
        }
    }

    private void checkTimestamp(String text) {
        Instant timestamp;
        try {
            timestamp = Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new PopException(
                    400,
                    "InvalidTimeStamp.Format",
                    "Specified time stamp or date value is not well formatted.");
        }
        if (!freshness.isFresh(timestamp)) {
            throw new PopException(
                    400,
                    "InvalidTimeStamp.Expired",
                    "Specified time stamp or date value is expired.");
        }
    }

    /**
     * The text after "string to sign is:" lets the Java SDK distinguish a wrong secret from a wrong
     * string to sign.
     */
    private static void checkSignature(Request request, RpcParameters parameters, Caller account) {
        String text = RpcSignature.stringToSign(request.method(), parameters);
        String expected = RpcSignature.sign(account.accessKeySecret(), text);
        if (!expected.equals(parameters.require("Signature"))) {
            throw new PopException(
                    400,
                    "SignatureDoesNotMatch",
                    "Specified signature is not matched with our calculation. server string to"
                            + " sign is:"
                            + text);
        }
    }

    private void checkNonce(String nonce) {
        if (!nonces.isNew(nonce)) {
            throw new PopException(
                    400, "SignatureNonceUsed", "Specified signature nonce was used already.");
        }
    }
}
