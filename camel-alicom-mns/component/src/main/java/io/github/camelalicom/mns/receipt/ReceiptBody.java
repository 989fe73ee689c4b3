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

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

import io.github.camelalicom.mns.receipt.InvalidReceiptException.Reason;

/** The body of a queue message: base64 of UTF-8 JSON; raw JSON is accepted as well. */
public final class ReceiptBody {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /** Replaces bytes that are not UTF-8, unless the text itself contains it. */
    private static final char REPLACEMENT = '\uFFFD';

    private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");

    private ReceiptBody() {}

    /**
     * The JSON text of a body on the wire. Text that begins with a brace or bracket is used as it
     * is, any other is decoded from base64, with or without line breaks. The result is not checked
     * to be valid JSON.
     *
     * @throws InvalidReceiptException if the body is empty, not base64, or not UTF-8
     */
    public static String decode(String wireBody) {
        if (wireBody == null || wireBody.isBlank()) {
            throw new InvalidReceiptException(Reason.EMPTY, wireBody);
        }
        String text = withoutByteOrderMark(wireBody);
        return looksLikeJson(text) ? text : withoutByteOrderMark(utf8(fromBase64(text), text));
    }

    static String withoutByteOrderMark(String text) {
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }

    private static boolean looksLikeJson(String text) {
        int start = 0;
        while (start < text.length() && Character.isWhitespace(text.charAt(start))) {
            start++;
        }
        return text.startsWith("{", start) || text.startsWith("[", start);
    }

    /** Not the JDK's MIME decoder, which skips unknown characters and so accepts any text. */
    private static byte[] fromBase64(String text) {
        try {
            return Base64.getDecoder()
                    .decode(hasWhiteSpace(text) ? WHITE_SPACE.matcher(text).replaceAll("") : text);
        } catch (IllegalArgumentException e) {
            throw new InvalidReceiptException(Reason.NOT_BASE64, text);
        }
    }

    private static boolean hasWhiteSpace(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isWhitespace(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Other bytes are refused, as in a queue: replaced characters would alter the receipt.
     *
     * @throws InvalidReceiptException if they are not UTF-8
     */
    public static String utf8(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        return utf8(bytes, text);
    }

    /** The strict decoder costs several times as much, and is used in case of doubt only. */
    private static String utf8(byte[] bytes, String wireBody) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        return text.indexOf(REPLACEMENT) < 0 ? text : strictUtf8(bytes, wireBody);
    }

    private static String strictUtf8(byte[] bytes, String wireBody) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(buffer).toString();
        } catch (CharacterCodingException e) {
            throw new InvalidReceiptException(Reason.NOT_UTF8, wireBody, buffer.position());
        }
    }

    /**
     * Checks that digests can be verified.
     *
     * @throws IllegalStateException if this JVM has no MD5, as in FIPS mode
     */
    public static void requireDigest() {
        newMd5();
    }

    /**
     * Whether the MD5 that MNS sends with each message is that of the text, encoded or decoded.
     * Alibaba Cloud's clients take it over the text on the wire, before base64 is undone; the
     * documentation does not specify it, so the digest of the decoded text is accepted as well.
     *
     * @param wireText the body as in the response of MNS
     * @param md5Hex hexadecimal in either case; if it is {@code null} or blank nothing is compared,
     *     and the result is {@code true}
     * @throws IllegalStateException if this JVM has no MD5, as in FIPS mode
     */
    public static boolean matchesDigest(String wireText, String md5Hex) {
        if (md5Hex == null || md5Hex.isBlank()) {
            return true;
        }
        if (wireText == null) {
            return false;
        }
        return matchesWireDigest(wireText, md5Hex) || isOfDecodedText(wireText, md5Hex.strip());
    }

    /**
     * Whether the MD5 is that of the text on the wire.
     *
     * @param md5Hex hexadecimal in either case
     * @throws IllegalStateException if this JVM has no MD5, as in FIPS mode
     */
    public static boolean matchesWireDigest(String wireText, String md5Hex) {
        return md5Hex.strip().equalsIgnoreCase(md5(wireText.getBytes(StandardCharsets.UTF_8)));
    }

    /** Checked only if the first comparison fails, as it does for a damaged body. */
    private static boolean isOfDecodedText(String wireText, String digest) {
        try {
            return digest.equalsIgnoreCase(md5(Base64.getMimeDecoder().decode(wireText)));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String md5(byte[] bytes) {
        return HexFormat.of().formatHex(newMd5().digest(bytes));
    }

    private static MessageDigest newMd5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(
                    "ALICOM-603 This JVM has no MD5: set verifyBodyDigest=false", e);
        }
    }
}
