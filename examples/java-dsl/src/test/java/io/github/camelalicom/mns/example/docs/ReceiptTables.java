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
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tables of receipts and of error codes, made of the sources of the component: what a field
 * means stands in the comment of its record and nowhere else.
 */
final class ReceiptTables {

    private static final String PACKAGE =
            "camel-alicom-mns/component/src/main/java/io/github/camelalicom/mns/receipt";

    private static final Pattern RECORD =
            Pattern.compile("new Type<>\\(\\s*(\\S+),\\s*(\\w+)\\.class");
    private static final Pattern COMMENT = Pattern.compile("(?s)/\\*\\*(.*?)\\*/\\s*public record");
    private static final Pattern MEANING =
            Pattern.compile("(?s)@param (\\w+) (.*?)(?=@param|@see|$)");
    private static final Pattern COMPONENTS =
            Pattern.compile("(?s)public record \\w+\\((.*?)\\)\\s+impl");
    private static final Pattern FIELD =
            Pattern.compile(
                    "(show|showText|showMillis\\w*|phone|hide)\\(\\s*\"(\\w+)\",\\s*\\w+::(\\w+)\\)");
    private static final Pattern KEY =
            Pattern.compile("(?s)\\.require\\((.*?)\\)\\s*(?:\\.and\\((.*?)\\))?\\s*\\.build");
    private static final Pattern CATALOGUE = Pattern.compile("(?s)\"\"\"\\n(.*?)\"\"\"");

    private static final Map<String, String> IN_A_LOG =
            Map.of("phone", "masked", "hide", "its length");

    private final Path sources;

    ReceiptTables(Path root) {
        sources = root.resolve(PACKAGE);
    }

    /** The page as it would be with the tables of the sources. */
    String current(String page) throws IOException {
        return filled(filled(page, "receipts", receipts()), "error codes", errorCodes());
    }

    private static String filled(String page, String name, List<String> lines) {
        String start = "// " + name + ": START\n";
        String end = "\n// " + name + ": END\n";
        return page.substring(0, page.indexOf(start) + start.length())
                + String.join("\n", lines)
                + page.substring(page.indexOf(end));
    }

    private List<String> receipts() throws IOException {
        List<String> lines = new ArrayList<>();
        for (MatchResult record : RECORD.matcher(source("ReceiptTypes")).results().toList()) {
            // any other is a further name of a record that stands above
            if (record.group(1).endsWith(".MESSAGE_TYPE")) {
                receipt(lines, record.group(2));
            }
        }
        return lines;
    }

    private List<String> errorCodes() throws IOException {
        List<String> lines = new ArrayList<>();
        catalogue(lines, "Codes of text messages: `err_code`, `error_code`", "SmsCodes");
        catalogue(lines, "Codes of calls: `status_code`", "VoiceCodes");
        return lines;
    }

    private void receipt(List<String> lines, String name) throws IOException {
        String source = source(name);
        String comment = first(COMMENT, source).replaceAll("\\n \\* ?", "\n");
        lines.add("");
        lines.add("[#" + name + "]");
        lines.add("=== " + name);
        lines.add("");
        lines.add(asciidoc(comment.substring(0, comment.indexOf("@param"))));
        lines.add("");
        lines.add("Key: " + key(source) + ".");
        openTable(lines, "2,2,1,1,4", "Field | Component | Type | In a log | Meaning");
        for (MatchResult field : FIELD.matcher(source).results().toList()) {
            String component = field.group(3);
            lines.add("");
            lines.add("| `" + field.group(2) + "`");
            lines.add("| `" + component + "`");
            lines.add("| `" + type(source, component) + "`");
            lines.add("| " + IN_A_LOG.getOrDefault(field.group(1), "shown"));
            lines.add("| " + meaning(comment, component));
        }
        lines.add("|===");
    }

    private void catalogue(List<String> lines, String title, String catalogue) throws IOException {
        lines.add("");
        lines.add("=== " + title);
        openTable(lines, "3,1,4,3", "Code | Category | Meaning | 含义");
        String category = "";
        for (String line : first(CATALOGUE, source(catalogue)).strip().lines().toList()) {
            String entry = line.strip();
            if (entry.startsWith("[")) {
                category = entry.substring(1, entry.length() - 1);
            } else {
                String[] cells = entry.split(" \\| ");
                lines.add("");
                lines.add("| `" + cells[0] + "` | " + category);
                lines.add("| " + cells[1] + " | " + cells[2]);
            }
        }
        lines.add("|===");
    }

    private static void openTable(List<String> lines, String widths, String head) {
        lines.add("");
        lines.add("[cols=\"" + widths + "\",options=\"header\"]");
        lines.add("|===");
        lines.add("| " + head);
    }

    private static String key(String source) {
        Matcher key = KEY.matcher(source);
        if (!key.find()) {
            return "the whole receipt";
        }
        String more = key.group(2) == null ? "" : ", " + key.group(2);
        return (key.group(1) + more).replaceAll("\\s+", " ").replaceAll("\\w+", "`$0`");
    }

    private static String type(String source, String component) {
        String components = first(COMPONENTS, source);
        return first(Pattern.compile("(?m)^ *(.+) " + component + ",?$"), components);
    }

    private static String meaning(String comment, String component) {
        return MEANING.matcher(comment)
                .results()
                .filter(meaning -> meaning.group(1).equals(component))
                .map(meaning -> asciidoc(meaning.group(2)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no @param " + component));
    }

    private static String asciidoc(String javadoc) {
        return javadoc.strip()
                .replaceAll("\\{@\\w+\\s+([^}]+)}", "`$1`")
                .replaceAll("\\s*\\n\\s*<p>", "\n\n")
                .replaceAll("(?<!\\n)\\n *(?!\\n)", " ")
                .replaceAll("`([^`]*?)\\s+([^`]*?)`", "`$1 $2`");
    }

    private String source(String type) throws IOException {
        return Files.readString(sources.resolve(type + ".java"));
    }

    private static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("nothing like " + pattern);
        }
        return matcher.group(1);
    }
}
