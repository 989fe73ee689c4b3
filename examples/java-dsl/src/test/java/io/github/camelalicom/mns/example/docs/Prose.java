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
package io.github.camelalicom.mns.example.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a reader of a page reads as text: without blocks of code, comments, anchors, attributes, the
 * targets of links, and the tables that are generated. Lines stay where they are.
 */
final class Prose {

    private static final Pattern FENCE = Pattern.compile("(-{4,}|\\.{4,}|```\\w*)\\s*");
    private static final Pattern START = Pattern.compile("// [\\w ]+: START");
    private static final Pattern END = Pattern.compile("// [\\w ]+: END");

    /** Lines that are read by the converter only. */
    private static final Pattern SILENT =
            Pattern.compile("//.*|:[\\w!-]+:.*|\\[.*]|\\|={3,}|={4,}|--|\\+|<!--.*-->");

    private static final Pattern TARGET =
            Pattern.compile(
                    "(?:xref|link|image):{1,2}[^\\[\\s]+(?=\\[)|]\\([^)]+\\)|https?://\\S+");

    private static final Pattern QUOTED = Pattern.compile("`[^`]+`", Pattern.DOTALL);
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");
    private static final Pattern WORD =
            Pattern.compile("[\\p{IsLatin}\\d][\\p{IsLatin}\\d'’._/-]*");

    private final List<String> lines = new ArrayList<>();

    Prose(String page) {
        String fence = null;
        boolean generated = false;
        for (String line : page.lines().toList()) {
            generated = START.matcher(line).matches() || generated && !END.matcher(line).matches();
            boolean isFence = FENCE.matcher(line).matches();
            boolean closes = fence != null && line.strip().equals(fence);
            lines.add(fence == null && !generated && !isFence ? read(line) : "");
            if (isFence && fence == null) {
                fence = line.startsWith("```") ? "```" : line.strip();
            } else if (closes) {
                fence = null;
            }
        }
    }

    private static String read(String line) {
        return SILENT.matcher(line).matches() ? "" : TARGET.matcher(line).replaceAll("");
    }

    String text() {
        return String.join("\n", lines);
    }

    /** Without what is quoted as code. */
    String unquoted() {
        return QUOTED.matcher(text())
                .replaceAll(quote -> "`" + quote.group().replaceAll("[^\\n]", "") + "`");
    }

    /** Three Han characters say what two words say. */
    long words() {
        long han = HAN.matcher(text()).results().count();
        return WORD.matcher(text()).results().count() + han * 2 / 3;
    }
}
