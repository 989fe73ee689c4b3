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
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the component says in logs, exceptions and health checks, except at DEBUG: each text starts
 * with its id. A report of the doctor has the remedy of each finding in it, so its texts have none.
 */
final class Messages {

    private static final Path SOURCES = Path.of("camel-alicom-mns/component/src/main/java");

    /** The names of headers, relative to the sources. */
    private static final Path HEADERS =
            Path.of("io/github/camelalicom/mns/AlicomMnsConstants.java");

    /** Comments, annotations (whose texts are descriptions) and what is logged at DEBUG. */
    private static final Pattern NO_MESSAGES =
            Pattern.compile(
                    "/\\*.*?\\*/|^\\s*//[^\\n]*|@\\w+\\((?:[^()\"]|\"[^\"]*\")*\\)"
                            + "|\\.debug\\([^;]*;",
                    Pattern.DOTALL | Pattern.MULTILINE);

    /** A text over several lines is one. */
    private static final Pattern JOINT = Pattern.compile("\"\\s*\\+\\s*\"");

    private static final Pattern ID = Pattern.compile("\"(ALICOM-\\d{3}) ");

    /** How the text is made public, at the end of the code in front of it. */
    private static final Pattern LOGGED =
            Pattern.compile("\\.\\s*(error|warn|info|report|handleException)\\(\\s*$");

    /** A text that is logged or thrown, also behind a value, or that is a sentence. */
    private static final Pattern WITHOUT_ID =
            Pattern.compile(
                    "(?:\\.\\s*(?:error|warn|info|report|handleException|message)\\(\\s*"
                            + "|Exception\\(\\s*(?:[\\w.]+(?:\\(\\))?,\\s*)*)"
                            + "(?:[\\w.]+(?:\\(\\))?\\s*\\+\\s*)?"
                            + "\"(?!ALICOM-\\d{3} )([^\"]* [^\"]*)\""
                            + "|\"([A-Z][a-z]*'?[a-z]* [^\"]*)\"");

    /** Files whose texts are codes, names of meters, words of others. */
    private static final Set<String> OTHERS =
            Set.of(
                    "AccountProbe.java",
                    "ProxyProbe.java",
                    "AlicomMnsDevConsole.java",
                    "ErrorCode.java",
                    "Metric.java",
                    "MnsXml.java",
                    "SmsCodes.java",
                    "VoiceCodes.java");

    /** Parts of messages, what others say, and what would be a mistake in the component itself. */
    private static final Set<String> PARTS =
            Set.of(
                    " is not a kind of receipt",
                    "(not shown)",
                    "An option of ",
                    "Changing visibility in queue ",
                    "Data is not a JSON object",
                    "Deleting from queue ",
                    "Extending leases of queue ",
                    "Fails to insert element into queue",
                    "HTTP ",
                    "MessageBody has characters that XML or UTF-8 forbids",
                    "No kind of request: ",
                    "Querying a call detail",
                    "Querying a message",
                    "Querying send details",
                    "Queue full",
                    "Receiving from queue ",
                    "Routing receipts of queue ",
                    "SMS service",
                    "TLS failed (",
                    "The entry has no MessageBody",
                    "The entry is not well-formed XML",
                    "The message was",
                    "Unknown outcome ",
                    "every JVM has SHA-256",
                    "no answer in time",
                    "no list of messages",
                    "not a digit",
                    "the answer could not be kept (",
                    "the answer is longer than ",
                    "the client cancelled the call",
                    "the client is dead",
                    "{}: {}");

    /**
     * A message.
     *
     * @param severity the level at which it is logged, else that it is thrown
     * @param text the whole text, id included, with {@code <name>} for values
     */
    record Message(String id, String severity, String text) {}

    private Messages() {}

    /** In the order of their ids; a text that several places have is one message. */
    static List<Message> all(Path root) throws IOException {
        Constants shared = Constants.of(Files.readString(root.resolve(SOURCES).resolve(HEADERS)));
        List<Message> messages = new ArrayList<>();
        for (String code : codes(root)) {
            Constants constants = shared.and(code);
            Matcher id = ID.matcher(code);
            while (id.find()) {
                String text = constants.filledInto(new TextExpression(code, id.start()).text());
                String before = code.substring(0, id.start());
                messages.add(new Message(id.group(1), severity(before), text));
            }
        }
        return messages.stream().distinct().sorted((a, b) -> a.id().compareTo(b.id())).toList();
    }

    private static String severity(String before) {
        Matcher logged = LOGGED.matcher(before);
        if (!logged.find()) {
            return "Exception";
        }
        return switch (logged.group(1)) {
            case "report", "handleException" -> "WARN";
            default -> logged.group(1).toUpperCase(Locale.ROOT);
        };
    }

    /** Texts that users may see and that have no id. */
    static List<String> withoutId(Path root) throws IOException {
        List<String> texts = new ArrayList<>();
        for (String code : codes(root)) {
            WITHOUT_ID
                    .matcher(code)
                    .results()
                    .map(text -> text.group(1) == null ? text.group(2) : text.group(1))
                    .filter(text -> !PARTS.contains(text))
                    .forEach(texts::add);
        }
        return texts;
    }

    private static List<String> codes(Path root) throws IOException {
        List<String> codes = new ArrayList<>();
        for (Path file : files(root)) {
            String code = NO_MESSAGES.matcher(Files.readString(file)).replaceAll("");
            codes.add(JOINT.matcher(code).replaceAll(""));
        }
        return codes;
    }

    private static List<Path> files(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root.resolve(SOURCES))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !OTHERS.contains(file.getFileName().toString()))
                    .filter(file -> !file.getParent().endsWith("doctor"))
                    .sorted()
                    .toList();
        }
    }
}
