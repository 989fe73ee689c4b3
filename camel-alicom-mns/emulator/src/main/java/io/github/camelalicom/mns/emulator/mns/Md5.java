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

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

import io.github.camelalicom.mns.emulator.provenance.Provenance;
import io.github.camelalicom.mns.emulator.provenance.Provenance.Basis;

/** Digests of bodies. */
final class Md5 {

    private Md5() {}

    @Provenance(value = Basis.SDK, source = "PHP demo: strtoupper(md5(base64_encode(body)))")
    static String upperHex(String wireBody) {
        return HexFormat.of()
                .withUpperCase()
                .formatHex(digest(wireBody.getBytes(StandardCharsets.UTF_8)));
    }

    @Provenance(
            value = Basis.SDK,
            source = "ali-mns sends base64 of the digest; Python, Go and Node base64 of its hex")
    static boolean matches(String contentMd5, byte[] body) {
        byte[] digest = digest(body);
        String hex = HexFormat.of().formatHex(digest);
        Base64.Encoder base64 = Base64.getEncoder();
        return contentMd5.equals(base64.encodeToString(digest))
                || contentMd5.equals(
                        base64.encodeToString(hex.getBytes(StandardCharsets.US_ASCII)));
    }

    private static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("MD5").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has MD5", e);
        }
    }
}
