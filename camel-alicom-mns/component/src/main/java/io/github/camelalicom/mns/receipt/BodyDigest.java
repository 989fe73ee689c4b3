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
package io.github.camelalicom.mns.receipt;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The MD5 that MNS sends with each message. Alibaba Cloud's clients take it over the text on the
 * wire, before base64 is undone; the documentation does not say so, so that of the decoded text is
 * accepted as well.
 */
public final class BodyDigest {

    private BodyDigest() {}

    /**
     * Whether the digest is that of the text, encoded or decoded.
     *
     * @param wireText the body as it stands in the answer of MNS
     * @param md5Hex hexadecimal in either case; with {@code null} or blank there is nothing to hold
     *     the text to, and the answer is {@code true}
     * @throws IllegalStateException if this JVM has no MD5, as in FIPS mode
     */
    public static boolean matches(String wireText, String md5Hex) {
        if (md5Hex == null || md5Hex.isBlank()) {
            return true;
        }
        if (wireText == null) {
            return false;
        }
        String digest = md5Hex.strip();
        return digest.equalsIgnoreCase(md5(wireText.getBytes(StandardCharsets.UTF_8)))
                || isOfDecodedText(wireText, digest);
    }

    /** Looked at only if the first comparison fails, as it does for a damaged body. */
    private static boolean isOfDecodedText(String wireText, String digest) {
        try {
            return digest.equalsIgnoreCase(md5(Base64.getMimeDecoder().decode(wireText)));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String md5(byte[] bytes) {
        try {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            return HexFormat.of().formatHex(digest.digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This JVM has no MD5: set verifyBodyDigest=false", e);
        }
    }
}
