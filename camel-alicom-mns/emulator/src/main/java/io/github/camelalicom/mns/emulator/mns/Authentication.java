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

import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.camelalicom.mns.emulator.http.Freshness;
import io.github.camelalicom.mns.emulator.http.HttpDate;
import io.github.camelalicom.mns.emulator.http.Request;
import io.github.camelalicom.mns.emulator.provenance.Provenance;
import io.github.camelalicom.mns.emulator.provenance.Provenance.Basis;

import static io.github.camelalicom.mns.emulator.mns.MnsException.badRequest;

/** Verifies the sender of a request. */
@Provenance(value = Basis.DOCUMENTED, source = "MNS reference, signature; help 27501")
final class Authentication {

    private static final String VERSION = "2015-06-06";
    private static final Pattern AUTHORIZATION = Pattern.compile("MNS ([^:\\s]+):(\\S+)");

    private final AccessKey.Lookup keys;
    private final Freshness freshness;
    private final UndocumentedMns undocumented;

    Authentication(AccessKey.Lookup keys, Freshness freshness, UndocumentedMns undocumented) {
        this.undocumented = undocumented;
        this.keys = keys;
        this.freshness = freshness;
    }

    AccessKey authenticate(Request request) {
        checkVersion(request);
        Matcher authorization = authorization(request);
        checkDate(request);
        AccessKey key =
                keys.apply(authorization.group(1)).orElseThrow(Authentication::unknownAccessKey);
        if (!V2Signature.matches(authorization.group(2), key.secret(), request)) {
            throw new MnsException(
                    403,
                    "SignatureDoesNotMatch",
                    "The request signature we calculated does not match the signature you"
                            + " provided. Check your key and signing method.");
        }
        checkToken(request, key);
        checkDigest(request);
        return key;
    }

    private static void checkVersion(Request request) {
        String version =
                request.header("x-mns-version")
                        .orElseThrow(
                                () ->
                                        badRequest(
                                                "MissingVersionHeader",
                                                "x-mns-version is required."));
        if (!version.equals(VERSION)) {
            throw badRequest("InvalidVersionHeader", "x-mns-version should be " + VERSION + ".");
        }
    }

    private static Matcher authorization(Request request) {
        String header =
                request.header("authorization")
                        .orElseThrow(
                                () ->
                                        badRequest(
                                                "MissingAuthorizationHeader",
                                                "Authorization header is required."));
        checkScheme(header);
        Matcher matcher = AUTHORIZATION.matcher(header);
        if (!matcher.matches()) {
            throw badRequest(
                    "InvalidAuthorizationHeader", "The Authorization header format is invalid.");
        }
        return matcher;
    }

    @Provenance(
            value = Basis.ASSUMED,
            source =
                    "the real service accepts version 4; this emulator refuses it with a clear"
                            + " message; no difference to a client that signs with version 2")
    private static void checkScheme(String authorization) {
        if (authorization.startsWith("MNS4-HMAC-SHA256")) {
            throw badRequest(
                    "InvalidAuthorizationHeader",
                    "The emulator verifies MNS signature version 2 only, not MNS4-HMAC-SHA256.");
        }
    }

    @Provenance(
            value = Basis.DOCUMENTED,
            source = "help 27501 says 408, the signature page 400; assumption expired-request")
    private void checkDate(Request request) {
        String date =
                request.header("date")
                        .or(() -> request.header("x-mns-date"))
                        .orElseThrow(
                                () -> badRequest("MissingDateHeader", "Date header is required."));
        Instant signed =
                HttpDate.parse(date)
                        .orElseThrow(
                                () ->
                                        badRequest(
                                                "InvalidDateHeader",
                                                "The Date header format is invalid."));
        if (!freshness.isFresh(signed)) {
            throw undocumented.expiredRequest().exception();
        }
    }

    @Provenance(value = Basis.ASSUMED, source = "not documented; assumption refused-token")
    private void checkToken(Request request, AccessKey key) {
        String token = request.headerOrEmpty("security-token");
        String expected = key.isOfAccount() ? "" : key.securityToken();
        if (!token.equals(expected) || key.isExpired(freshness.emulator().instant())) {
            throw undocumented.refusedToken().exception();
        }
    }

    private static void checkDigest(Request request) {
        String digest = request.headerOrEmpty("content-md5");
        if (!digest.isEmpty() && !Md5.matches(digest, request.body())) {
            throw badRequest("InvalidDigest", "The Content-MD5 you specified is invalid.");
        }
    }

    private static MnsException unknownAccessKey() {
        return new MnsException(
                403, "InvalidAccessKeyId", "The AccessKey Id you provided is not exist.");
    }
}
