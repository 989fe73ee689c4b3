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

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.github.camelalicom.mns.emulator.http.HmacSha1;
import io.github.camelalicom.mns.emulator.http.Request;
import io.github.camelalicom.mns.emulator.provenance.Provenance;
import io.github.camelalicom.mns.emulator.provenance.Provenance.Basis;

/** The MNS signature, version 2. */
@Provenance(
        value = Basis.DOCUMENTED,
        source = "MNS reference, signature; vectors of MNSV2SignerTest")
final class V2Signature {

    private static final String MNS_HEADERS = "x-mns-";

    private V2Signature() {}

    static String sign(String secret, Request request, String target) {
        return sign(secret, request, target, request.headerOrEmpty("date"));
    }

    /**
     * Whether a signature matches the target as sent, or the form that some clients sign although
     * they send another one.
     */
    static boolean matches(String signature, String secret, Request request) {
        return targets(request.target()).stream()
                .flatMap(
                        target ->
                                dates(request).stream()
                                        .map(date -> sign(secret, request, target, date)))
                .anyMatch(signature::equals);
    }

    private static String sign(String secret, Request request, String target, String date) {
        return HmacSha1.base64(secret, stringToSign(request, target, date));
    }

    private static String stringToSign(Request request, String target, String date) {
        StringBuilder text = new StringBuilder(256);
        text.append(request.method()).append('\n');
        text.append(request.headerOrEmpty("content-md5")).append('\n');
        text.append(request.headerOrEmpty("content-type")).append('\n');
        text.append(date).append('\n');
        for (Map.Entry<String, String> header : new TreeMap<>(request.headers()).entrySet()) {
            if (header.getKey().startsWith(MNS_HEADERS)) {
                text.append(header.getKey()).append(':').append(header.getValue()).append('\n');
            }
        }
        return text.append(target).toString();
    }

    @Provenance(
            value = Basis.ASSUMED,
            source =
                    "a missing value is signed as empty; x-mns-date may stand for a missing Date;"
                            + " no difference to a client that sends a Date")
    private static Set<String> dates(Request request) {
        Set<String> dates = new LinkedHashSet<>();
        dates.add(request.headerOrEmpty("date"));
        if (request.header("date").isEmpty()) {
            dates.add(request.headerOrEmpty("x-mns-date"));
        }
        return dates;
    }

    @Provenance(
            value = Basis.SDK,
            source = "openapi-sdk-php asks for //queues/..? and signs /queues/..")
    private static Set<String> targets(String sent) {
        Set<String> targets = new LinkedHashSet<>();
        targets.add(sent);
        targets.add(normalised(sent));
        return targets;
    }

    static String normalised(String target) {
        String single = target.replaceFirst("^/+", "/");
        return single.endsWith("?") ? single.substring(0, single.length() - 1) : single;
    }
}
