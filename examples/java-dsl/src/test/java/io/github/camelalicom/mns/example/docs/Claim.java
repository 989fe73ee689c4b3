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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A sentence of a page that a comment {@code tested by} binds to tests.
 *
 * @param page its path from {@code docs}
 * @param section the heading above it, empty above the first
 * @param text what is claimed
 * @param tests names of classes, each optionally with a method
 */
record Claim(String page, String section, String text, List<String> tests) {

    private static final Pattern MARK =
            Pattern.compile(
                    "(?://|<!--) tested by (?<tests>\\w+(?:\\.\\w+)?(?:, \\w+(?:\\.\\w+)?)*)"
                            + "(?: -- (?<text>.*?))?(?: -->)?");

    private static final Pattern HEADING = Pattern.compile("(?:={2,5}|#{2,5}) (.*)");

    /** Where a sentence cannot reach across. */
    private static final Pattern EDGE =
            Pattern.compile("|//.*|<!--.*|[|]===|\\[.*]|[-=.]{4,}|--|\\+|={1,5} .*|#+ .*");

    private static final Pattern BEGIN = Pattern.compile("^(?:[*.-]+ |\\| ?|(?:[^:]+):: ?)");
    private static final Pattern SENTENCE = Pattern.compile("(?<=[.!?:])\\s+(?=[A-Z`_*\"])");
    private static final Pattern MACRO = Pattern.compile("(?:xref|link):[^\\[\\s]+\\[([^]]*)]");
    private static final Pattern MARKDOWN = Pattern.compile("\\[([^]]+)]\\([^)]+\\)");
    private static final Pattern REFERENCE = Pattern.compile("<<(?:[^,>]+, *)?([^>]+)>>");

    /** The claims of a document, in their order. */
    static List<Claim> of(Path docs, Path document) throws IOException {
        List<Claim> claims = new ArrayList<>();
        List<String> lines = Files.readAllLines(document);
        String page = docs.relativize(document).toString().replace('\\', '/');
        String section = "";
        for (int i = 0; i < lines.size(); i++) {
            Matcher heading = HEADING.matcher(lines.get(i));
            section = heading.matches() ? heading.group(1) : section;
            if (isMark(lines.get(i))) {
                claims.add(claim(page, section, lines, i));
            }
        }
        return claims;
    }

    private static boolean isMark(String line) {
        return line.matches("\\s*(//|<!--) *tested by.*");
    }

    private static Claim claim(String page, String section, List<String> lines, int at) {
        Matcher mark = MARK.matcher(lines.get(at));
        if (!mark.matches()) {
            throw new IllegalStateException(page + ": not a mark of a claim: " + lines.get(at));
        }
        String text = mark.group("text") == null ? sentence(lines, at) : mark.group("text");
        if (text.isBlank()) {
            throw new IllegalStateException(page + ": no sentence before: " + lines.get(at));
        }
        return new Claim(
                page, plain(section), plain(text), List.of(mark.group("tests").split(", ")));
    }

    /** The last sentence of the text above a mark. */
    private static String sentence(List<String> lines, int at) {
        int first = at;
        while (first > 0 && !EDGE.matcher(lines.get(first - 1)).matches()) {
            first--;
            if (BEGIN.matcher(lines.get(first)).find()) {
                break;
            }
        }
        String text = BEGIN.matcher(String.join(" ", lines.subList(first, at))).replaceFirst("");
        String[] sentences = SENTENCE.split(plain(text));
        return sentences[sentences.length - 1];
    }

    private static String plain(String text) {
        String plain = MACRO.matcher(text).replaceAll("$1");
        plain = MARKDOWN.matcher(plain).replaceAll("$1");
        return REFERENCE.matcher(plain).replaceAll("$1").replace("|", "{vbar}").strip();
    }
}
