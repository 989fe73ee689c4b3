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

import java.io.Serializable;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The meaning of a code of a receipt. Alibaba Cloud's vocabularies are open: a code that is not in
 * the catalogue is {@link ErrorCategory#UNKNOWN}.
 *
 * @param code as in the receipt; {@code null} if the receipt has none
 */
public record ErrorCode(String code, ErrorCategory category, String english, String chinese)
        implements Serializable {

    static final Map<String, ErrorCode> SMS = table(SmsCodes.TABLE);
    static final Map<String, ErrorCode> VOICE = table(VoiceCodes.TABLE);
    private static final String DELIVERED = "DELIVERED";

    /** The code of a text message; the case of its letters does not matter. */
    public static ErrorCode ofSms(String code) {
        return of(SMS, code);
    }

    /** The status code of a call. */
    public static ErrorCode ofVoice(String code) {
        return of(VOICE, code);
    }

    /**
     * A catalogue by code.
     *
     * @param text lines of code, English and Chinese under the headings of their categories
     */
    static Map<String, ErrorCode> table(String text) {
        Map<String, ErrorCode> codes = new HashMap<>();
        ErrorCategory category = null;
        for (String line : text.lines().toList()) {
            String[] cells = line.split(" \\| ");
            if (cells.length == 1) {
                category = ErrorCategory.valueOf(line.substring(1, line.length() - 1));
            } else {
                codes.put(normal(cells[0]), new ErrorCode(cells[0], category, cells[1], cells[2]));
            }
        }
        return Map.copyOf(codes);
    }

    /** This code, unless it contradicts the success that the receipt states. */
    ErrorCode given(Boolean success) {
        if (success == null || success == (category == ErrorCategory.DELIVERED)) {
            return this;
        }
        return success ? ofSms(DELIVERED).as(code) : notListed(code);
    }

    private static ErrorCode of(Map<String, ErrorCode> catalogue, String code) {
        ErrorCode listed = code == null ? null : catalogue.get(normal(code));
        return listed == null ? notListed(code) : listed.as(code);
    }

    private static ErrorCode notListed(String code) {
        return new ErrorCode(code, ErrorCategory.UNKNOWN, "Not in the catalogue", "未收录的代码");
    }

    private ErrorCode as(String spelling) {
        return new ErrorCode(spelling, category, english, chinese);
    }

    private static String normal(String code) {
        return code.strip().toUpperCase(Locale.ROOT);
    }
}
