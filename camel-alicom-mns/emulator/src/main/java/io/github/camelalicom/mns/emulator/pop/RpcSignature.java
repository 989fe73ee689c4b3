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

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.camelalicom.mns.emulator.http.HmacSha1;
import io.github.camelalicom.mns.emulator.provenance.Provenance;
import io.github.camelalicom.mns.emulator.provenance.Provenance.Basis;

/** The RPC signature, version 1.0. */
@Provenance(
        value = Basis.DOCUMENTED,
        source = "RPC reference, signature; RpcSignatureComposer, its vectors")
final class RpcSignature {

    private RpcSignature() {}

    static String stringToSign(String method, RpcParameters parameters) {
        String canonical =
                parameters.all().entrySet().stream()
                        .filter(parameter -> !parameter.getKey().equals("Signature"))
                        .map(RpcSignature::pair)
                        .collect(Collectors.joining("&"));
        return method + "&" + encode("/") + "&" + encode(canonical);
    }

    static String sign(String secret, String stringToSign) {
        return HmacSha1.base64(secret + "&", stringToSign);
    }

    private static String pair(Map.Entry<String, String> parameter) {
        return encode(parameter.getKey()) + "=" + encode(parameter.getValue());
    }

    /** Percent-encoding of RFC 3986, based on the form encoding of the JDK. */
    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }
}
