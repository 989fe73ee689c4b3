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

/**
 * The body of a message is not a valid receipt, and redelivery does not change that.
 *
 * <p>The message contains reason, length and position but none of the content, and there is no
 * cause, because the JSON parser's own message quotes the text. The content is in {@link
 * #getRawText()}.
 */
public class InvalidReceiptException extends RuntimeException {

    /** Why the body is not a valid receipt. */
    public enum Reason {
        /** Empty, or white space only. */
        EMPTY("is empty"),
        /** Neither JSON nor base64. */
        NOT_BASE64("is neither JSON nor base64"),
        /** Base64 of bytes that are not UTF-8. */
        NOT_UTF8("is not UTF-8 text"),
        /** Not JSON, cut off, or followed by something else. */
        NOT_JSON("is not valid JSON"),
        /** JSON, but an array, a string, a number. */
        NOT_AN_OBJECT("is not a JSON object"),
        /** Longer or more deeply nested than any receipt. */
        TOO_LARGE("is too long or nested too deep"),
        /** The MD5 that came with the message is that of another text. */
        WRONG_DIGEST("does not have the MD5 digest that came with it"),
        /** The entry of the answer of MNS that holds the message is malformed. */
        UNREADABLE_ENTRY("is in an entry of the MNS answer that could not be read");

        private final String words;

        Reason(String words) {
            this.words = words;
        }
    }

    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final String rawText;

    /**
     * For a fault of the body as a whole.
     *
     * @param rawText see {@link #getRawText()}; {@code null} counts as empty
     */
    public InvalidReceiptException(Reason reason, String rawText) {
        this(reason, rawText, -1);
    }

    /**
     * For an error at one position.
     *
     * @param position where in the text reading stopped, from 0; negative if unknown
     */
    public InvalidReceiptException(Reason reason, String rawText, long position) {
        this(describe(reason, rawText, position), reason, rawText);
    }

    /** For a malformed entry of an answer of MNS, of which this text could be read. */
    public static InvalidReceiptException unreadableEntry(String defect, String rawText) {
        return new InvalidReceiptException(
                "ALICOM-602 The entry of the MNS answer could not be read (" + defect + ")",
                Reason.UNREADABLE_ENTRY,
                rawText);
    }

    private InvalidReceiptException(String message, Reason reason, String rawText) {
        super(message);
        this.reason = reason;
        this.rawText = rawText == null ? "" : rawText;
    }

    public Reason getReason() {
        return reason;
    }

    /**
     * The JSON text where base64 could be undone, else the text on the wire; never {@code null}. It
     * contains personal data: for quarantine, not for logs.
     */
    public String getRawText() {
        return rawText;
    }

    private static String describe(Reason reason, String rawText, long position) {
        int length = rawText == null ? 0 : rawText.length();
        String place = position < 0 ? "" : ", stopped at " + position;
        return "ALICOM-601 The receipt "
                + reason.words
                + " ("
                + length
                + " characters"
                + place
                + ")";
    }
}
