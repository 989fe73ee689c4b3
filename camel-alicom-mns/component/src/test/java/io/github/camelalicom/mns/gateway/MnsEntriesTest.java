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
package io.github.camelalicom.mns.gateway;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import javax.xml.stream.XMLStreamException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** One malformed entry costs itself at most. */
class MnsEntriesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a&#x1;b",
                "a&#xD800;b",
                "a&unknown;b",
                "a\u0001b",
                "a&b",
                "a<b",
                "a\u00ff\u00feb",
                "<![CDATA[a"
            })
    void theOthersAreDeliveredAndPrintNothing(String body) throws Exception {
        List<MnsEntries.Entry> entries =
                parseSilently(list(entry("1"), entry("2", body), entry("3")));

        assertThat(entries)
                .extracting(entry -> entry.fields().get("ReceiptHandle"))
                .containsExactly("handle&1", "handle&2", "handle&3");
        assertThat(entries)
                .extracting(MnsEntries.Entry::defect)
                .containsExactly(
                        null, "MessageBody has characters that XML or UTF-8 forbids", null);
        assertThat(entries.get(1).fields()).containsKey("MessageBody");
    }

    @Test
    void aDamagedFrameLeavesWhatCanBeRead() throws Exception {
        String cut = entry("2").replace("</Message>", "");
        String crossed = entry("3").replace("<Priority>", "<Priority><Odd>");

        List<MnsEntries.Entry> entries = parseSilently(list(entry("1"), cut, crossed, entry("4")));

        assertThat(entries)
                .extracting(entry -> entry.fields().get("ReceiptHandle"))
                .containsExactly("handle&1", "handle&2", "handle&3", "handle&4");
        assertThat(entries)
                .extracting(entry -> entry.defect() != null)
                .containsExactly(false, true, true, false);
        assertThat(entries.get(1).fields()).containsEntry("MessageBody", "e30=");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<MessageBo",
                "<MessageBody>e3",
                "<MessageBody>e30=</MessageBody><Pri",
                "<MessageBody>e30=</MessageBody></Mess"
            })
    void anEntryThatIsCutOffWithTheAnswerIsLeft(String rest) throws Exception {
        String whole = new String(list(entry("1")), StandardCharsets.ISO_8859_1);
        String cut = "<Message><ReceiptHandle>handle&amp;2</ReceiptHandle>" + rest;

        assertThat(MnsEntries.parse(bytes(whole.replace("</Messages>", cut))))
                .extracting(entry -> entry.fields().get("ReceiptHandle"))
                .containsExactly("handle&1");
    }

    @Test
    void aMessageWithoutAListIsAListOfOne() throws Exception {
        assertThat(MnsEntries.parse(bytes(entry("1"))))
                .extracting(entry -> entry.fields().get("ReceiptHandle"))
                .containsExactly("handle&1");
    }

    @Test
    void anEntryWithoutABodyIsDefective() throws Exception {
        String without = entry("1").replaceAll("<MessageBody>.*</MessageBody>", "");

        assertThat(MnsEntries.parse(list(without)))
                .extracting(MnsEntries.Entry::defect)
                .containsExactly("The entry has no MessageBody");
    }

    @Test
    void prefixesAreReadInEitherWay() throws Exception {
        String odd = entry("1", "&#x1;").replaceAll("<(/?)(?=\\w)", "<$1m:");
        byte[] bytes = bytes("<m:Messages xmlns:m=\"urn:other\">" + odd + "</m:Messages>");

        assertThat(MnsEntries.parse(bytes))
                .extracting(entry -> entry.fields().get("ReceiptHandle"))
                .containsExactly("handle&1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE e [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><Messages>%s</Messages>",
                "<html>%s</html>",
                "<Message>closed for today</Message>",
                "<Message><Text>closed for today</Text></Message>",
                "<Messages><Message><MessageBody>&#x1;</MessageBody></Message></Messages>",
                "%s",
                ""
            })
    void whatIsNoListOfMessagesIsRefused(String document) {
        String odd = entry("1", "&#x1;");

        assertThatThrownBy(() -> MnsEntries.parse(bytes(document.replace("%s", odd))))
                .isInstanceOf(XMLStreamException.class);
    }

    @Test
    void manyBrokenEntriesTakeNoLongerThanTheirSize() throws Exception {
        byte[] bytes = list("<Message><ReceiptHandle>h</ReceiptHandle>".repeat(90_000));
        long start = System.nanoTime();

        assertThat(MnsEntries.parse(bytes)).hasSizeLessThan(100);
        assertThat(System.nanoTime() - start).isLessThan(5_000_000_000L);
    }

    private static List<MnsEntries.Entry> parseSilently(byte[] bytes) throws XMLStreamException {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true));
        System.setErr(new PrintStream(printed, true));
        try {
            return MnsEntries.parse(bytes);
        } finally {
            System.setOut(out);
            System.setErr(err);
            assertThat(printed.toString()).isEmpty();
        }
    }

    private static byte[] list(String... entries) {
        return bytes(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
                        + "<Messages xmlns=\"http://mns.aliyuncs.com/doc/v1/\">\n  "
                        + String.join("\n  ", entries)
                        + "\n</Messages>");
    }

    private static String entry(String n) {
        return entry(n, "e30=");
    }

    private static String entry(String n, String body) {
        return ("<Message><MessageId>id-%s</MessageId><ReceiptHandle>handle&amp;%s</ReceiptHandle>"
                        + "<MessageBody>%s</MessageBody><Priority>8</Priority></Message>")
                .formatted(n, n, body);
    }

    /** A byte for each character, so that tests can write any byte. */
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
