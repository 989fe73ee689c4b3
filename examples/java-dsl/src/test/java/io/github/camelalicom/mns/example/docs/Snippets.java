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
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Code in a document, each block under a comment that names its source: {@code snippet: path} for a
 * whole file, {@code snippet: path#tag} for the lines between {@code tag::tag[]} and {@code
 * end::tag[]}.
 */
final class Snippets {

    private static final String MARKER = "snippet: (?<source>[^\\s#]+)(?:#(?<tag>\\S+))?";

    private static final Pattern MARKDOWN =
            Pattern.compile(
                    "(?<head>(?:<!-- "
                            + MARKER
                            + " -->\\n)?^```(?<language>\\w*)\\n)(?<code>.*?)^```$",
                    Pattern.DOTALL | Pattern.MULTILINE);

    private static final Pattern ASCIIDOC =
            Pattern.compile(
                    "(?<head>(?:^// "
                            + MARKER
                            + "\\n)?^\\[source(?:,(?<language>\\w+))?[^]]*]\\n----\\n)"
                            + "(?<code>.*?)^----$",
                    Pattern.DOTALL | Pattern.MULTILINE);

    /** Languages of which nothing is believed that no tool has read. */
    private static final List<String> CHECKED = List.of("java", "yaml", "xml", "properties");

    private final Path root;

    Snippets(Path root) {
        this.root = root;
    }

    /**
     * The document as it would be with every block as its source is now.
     *
     * @throws IllegalStateException for a block that must have a source and names none
     */
    String current(Path document) throws IOException {
        Pattern blocks = document.toString().endsWith(".md") ? MARKDOWN : ASCIIDOC;
        Matcher block = blocks.matcher(Files.readString(document));
        StringBuilder current = new StringBuilder();
        while (block.find()) {
            String text = block.group();
            if (block.group("source") != null) {
                String code = source(block.group("source"), block.group("tag"));
                text =
                        text.replace(
                                block.group("head") + block.group("code"),
                                block.group("head") + code);
            } else if (CHECKED.contains(block.group("language"))) {
                throw new IllegalStateException(
                        document + ": a block of " + block.group("language") + " names no source");
            }
            block.appendReplacement(current, Matcher.quoteReplacement(text));
        }
        return block.appendTail(current).toString();
    }

    private String source(String path, String tag) throws IOException {
        List<String> lines = Files.readAllLines(root.resolve(path));
        List<String> region = tag == null ? lines : region(path, lines, tag);
        String code = region.stream().collect(Collectors.joining("\n"));
        // an empty last line would count as one without indentation
        return code.stripTrailing().stripIndent().strip() + "\n";
    }

    private static List<String> region(String path, List<String> lines, String tag) {
        // a mark in XML ends with that of the comment
        List<String> numbered =
                lines.stream().map(line -> line.strip().replaceFirst(" -->$", "")).toList();
        int first = indexOfEnd(numbered, "tag::" + tag + "[]");
        int last = indexOfEnd(numbered, "end::" + tag + "[]");
        if (first < 0 || last < first) {
            throw new IllegalStateException(path + ": no region " + tag);
        }
        return lines.subList(first + 1, last);
    }

    private static int indexOfEnd(List<String> lines, String end) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).endsWith(end)) {
                return i;
            }
        }
        return -1;
    }
}
