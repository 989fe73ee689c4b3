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
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the component says in logs, exceptions and health checks: every text of two words or more in
 * its sources, except those logged at DEBUG.
 */
final class Messages {

    private static final Path SOURCES = Path.of("camel-alicom-mns/component/src/main/java");

    /** Comments, annotations (whose texts are descriptions) and what is logged at DEBUG. */
    private static final Pattern NO_MESSAGES =
            Pattern.compile(
                    "/\\*.*?\\*/|^\\s*//[^\\n]*|@\\w+\\((?:[^()\"]|\"[^\"]*\")*\\)"
                            + "|LOG\\s*\\.debug\\([^;]*;",
                    Pattern.DOTALL | Pattern.MULTILINE);

    /** A text over several lines is one. */
    private static final Pattern JOINT = Pattern.compile("\"\\s*\\+\\s*\"");

    private static final Pattern TEXT = Pattern.compile("\"((?:[^\"\\\\\\n]|\\\\.)*)\"");

    /** Where a value is put in. */
    private static final Pattern VALUE = Pattern.compile("\\{}|%[ds]");

    /**
     * Files whose texts are codes, names of meters, words of others, and reasons behind another
     * message.
     */
    private static final Set<String> OTHERS =
            Set.of(
                    "AccountProbe.java",
                    "AlicomMnsDevConsole.java",
                    "ErrorCode.java",
                    "Figure.java",
                    "MnsXml.java",
                    "SmsCodes.java",
                    "VoiceCodes.java");

    /**
     * Patterns, what would be a mistake in the component itself, and reasons that other words stand
     * for in what is logged or thrown.
     */
    private static final Set<String> NOT_FOR_USERS =
            Set.of(
                    "(not shown)",
                    "Fails to insert element into queue",
                    "Queue full",
                    "['T'][ ]",
                    "['T'][' ']",
                    "[ ][XXX][XX][X]",
                    "An option of",
                    "No kind of request:",
                    "although the queue is the one of",
                    "SSL message",
                    "Unknown outcome",
                    "call is cancelled",
                    "every JVM has SHA-256",
                    "is not a kind of receipt",
                    "no answer in time",
                    "no list of messages",
                    "not a digit",
                    "subject alternative",
                    "the client cancelled the call",
                    "there are",
                    "uuuu-MM-dd HH:mm:ss");

    private Messages() {}

    /** All sources, with texts over several lines in one piece. */
    static String sources(Path root) throws IOException {
        StringBuilder code = new StringBuilder();
        for (Path file : files(root)) {
            code.append(JOINT.matcher(Files.readString(file)).replaceAll(""));
        }
        return code.toString();
    }

    /** The parts of all messages between the values that are put in. */
    static List<String> parts(Path root) throws IOException {
        List<String> parts = new ArrayList<>();
        for (Path file : files(root)) {
            if (!isExplainedElsewhere(file)) {
                String code = NO_MESSAGES.matcher(Files.readString(file)).replaceAll("");
                TEXT.matcher(JOINT.matcher(code).replaceAll(""))
                        .results()
                        .map(text -> text.group(1))
                        .flatMap(VALUE::splitAsStream)
                        .map(Messages::withoutEdges)
                        .filter(part -> part.contains(" ") && !part.startsWith("(?i)"))
                        .filter(part -> !NOT_FOR_USERS.contains(part))
                        .forEach(parts::add);
            }
        }
        return parts;
    }

    /** A report of the doctor has the remedy of each finding in it. */
    private static boolean isExplainedElsewhere(Path file) {
        return OTHERS.contains(file.getFileName().toString())
                || file.getParent().endsWith("doctor");
    }

    private static String withoutEdges(String part) {
        return part.replaceAll("^[\\s,;:)]+|[\\s,;(]+$", "");
    }

    private static List<Path> files(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root.resolve(SOURCES))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
