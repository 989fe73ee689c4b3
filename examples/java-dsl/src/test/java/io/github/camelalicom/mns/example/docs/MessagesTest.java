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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.camelalicom.mns.example.docs.Messages.Message;

import static io.github.camelalicom.mns.example.docs.DocumentationTest.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each message of the component has an id that the guide explains, in both languages, with the text
 * that the code has. With {@code -Ddocs.update=true} the texts in the guide are rewritten.
 */
class MessagesTest {

    private static final String ENGLISH = "docs/messages.adoc";
    private static final String CHINESE = "docs/zh/messages.adoc";

    /** An entry: anchor, heading, severity and text, and what is written by hand. */
    private static final Pattern ENTRY =
            Pattern.compile(
                    "^\\[\\[(ALICOM-\\d{3})]]\\n=== \\1\\n\\n([^\\n]+)\\n\\n([^\\[=\\n][^\\n]*)$",
                    Pattern.MULTILINE);

    private static final Pattern ANCHOR =
            Pattern.compile("^\\[\\[(ALICOM-\\d+)]]$", Pattern.MULTILINE);

    private static final Pattern REFERENCE = Pattern.compile("ALICOM-\\d+");

    private static List<Message> messages;

    @BeforeAll
    static void read() throws IOException {
        messages = Messages.all(ROOT);
    }

    @Test
    void everyMessageHasAnId() throws IOException {
        assertThat(Messages.withoutId(ROOT)).as("messages without an id").isEmpty();
        assertThat(messages).hasSizeGreaterThan(90);
    }

    @Test
    void anIdHasOneText() {
        assertThat(messages).extracting(Message::id).doesNotHaveDuplicates();
    }

    @Test
    void aTextIsReadAsItIsLogged() {
        assertThat(messages)
                .contains(
                        new Message(
                                "ALICOM-302",
                                "INFO",
                                "ALICOM-302 <doing> works again, after"
                                        + " [1 failure|<times> failures] in <lasted> s"))
                .contains(
                        new Message(
                                "ALICOM-103",
                                "Exception",
                                "ALICOM-103 Option <option> is <value>, but must be <allowed>"))
                .contains(
                        new Message(
                                "ALICOM-707",
                                "Exception",
                                "ALICOM-707 The header CamelAlicomMnsVisibilityTimeout is not a"
                                        + " time such as 5m: it is a <value>"))
                .noneMatch(message -> message.text().matches(".*<[A-Z_]+>.*"));
    }

    /** An id that is no longer in the code is listed as retired, and stays so. */
    @ParameterizedTest
    @ValueSource(strings = {ENGLISH, CHINESE})
    void noIdIsUsedForAnotherMessage(String page) throws IOException {
        String text = Files.readString(ROOT.resolve(page));
        int retired = text.indexOf("[#retired]");
        assertThat(retired).isPositive();
        assertThat(ids(REFERENCE, text.substring(retired)))
                .doesNotContainAnyElementsOf(messages.stream().map(Message::id).toList());
        assertThat(ids(ANCHOR, text.substring(0, retired)))
                .as("entries of %s, in the order of the ids of the code", page)
                .containsExactlyElementsOf(messages.stream().map(Message::id).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {ENGLISH, CHINESE})
    void everyMessageIsExplainedWithItsWholeText(String page) throws IOException {
        Map<String, String> lines = new LinkedHashMap<>();
        messages.forEach(message -> lines.put(message.id(), line(message)));
        Path document = ROOT.resolve(page);
        String text = Files.readString(document);
        assertThat(ids(ENTRY, text)).as("complete entries").containsAll(lines.keySet());
        DocumentationTest.check(
                document, ENTRY.matcher(text).replaceAll(entry -> current(entry, lines)));
    }

    private static String current(MatchResult entry, Map<String, String> lines) {
        String line = lines.getOrDefault(entry.group(1), entry.group(2));
        return Matcher.quoteReplacement(
                "[[%1$s]]\n=== %1$s\n\n%2$s\n\n%3$s"
                        .formatted(entry.group(1), line, entry.group(3)));
    }

    private static String line(Message message) {
        return message.severity() + ": `+" + message.text() + "+`";
    }

    @Test
    void everyIdThatTheGuideNamesExists() throws IOException {
        List<String> ids = messages.stream().map(Message::id).toList();
        for (Path document : DocumentationTest.documents()) {
            String text = Files.readString(document).replaceAll("(?s)\\[#retired].*", "");
            assertThat(ids).as(document.toString()).containsAll(ids(REFERENCE, text));
        }
    }

    private static List<String> ids(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(match -> match.groupCount() == 0 ? match.group() : match.group(1))
                .toList();
    }
}
