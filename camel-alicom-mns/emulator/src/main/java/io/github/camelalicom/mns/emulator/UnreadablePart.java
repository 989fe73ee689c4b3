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
package io.github.camelalicom.mns.emulator;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The defect that makes one message of an answer unreadable. */
public enum UnreadablePart {
    /** A reference in the body to a character that XML forbids. */
    FORBIDDEN_CHARACTER("forbiddenCharacter", intoBody("&#x1;")),
    /** A reference in the body to half of a surrogate pair. */
    SURROGATE("surrogate", intoBody("&#xD800;")),
    /** Bytes in the body that are not UTF-8. */
    INVALID_UTF8("invalidUtf8", intoBody("\u00c3\u0028")),
    MISSING_HANDLE("missingHandle", without("ReceiptHandle")),
    MISSING_BODY("missingBody", without("MessageBody")),
    MISSING_ID("missingId", without("MessageId"));

    private static final Pattern ENTRY = Pattern.compile("(?s)<Message[ >].*?</Message>");

    private final String jsonName;
    private final UnaryOperator<String> change;

    UnreadablePart(String jsonName, UnaryOperator<String> change) {
        this.jsonName = jsonName;
        this.change = change;
    }

    /** Its name in the control API. */
    public String jsonName() {
        return jsonName;
    }

    /** Breaks the entry in the middle of a document; a document without entries stays as it is. */
    public byte[] spoil(byte[] document) {
        // One character for each byte, so that no other byte changes.
        String text = new String(document, StandardCharsets.ISO_8859_1);
        List<MatchResult> entries = ENTRY.matcher(text).results().toList();
        if (entries.isEmpty()) {
            return document;
        }
        MatchResult entry = entries.get(entries.size() / 2);
        String spoilt =
                text.substring(0, entry.start())
                        + change.apply(entry.group())
                        + text.substring(entry.end());
        return spoilt.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static UnaryOperator<String> intoBody(String text) {
        return entry -> entry.replace("</MessageBody>", text + "</MessageBody>");
    }

    private static UnaryOperator<String> without(String element) {
        return entry -> entry.replaceFirst("(?s)<" + element + ">.*?</" + element + ">", "");
    }
}
