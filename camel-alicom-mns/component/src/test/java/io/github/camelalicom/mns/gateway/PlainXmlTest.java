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

import java.util.List;
import java.util.Map;
import java.util.Random;

import javax.xml.stream.XMLStreamException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What is read without the JDK's parser is read as by it. */
class PlainXmlTest {

    private static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
    private static final String BODY = "e30=\n中" + "eyJiaXpfaWQiOiIx".repeat(20);
    private static final String LIST =
            "<Messages xmlns=\"http://mns.aliyuncs.com/doc/v1/\">\n"
                    + "<Message><MessageId>1</MessageId><MessageBody>"
                    + BODY
                    + "</MessageBody></Message>"
                    + "\r\n <Message>\n <MessageBodyMD5></MessageBodyMD5> </Message></Messages>\n";

    @Test
    void readsRecordsAndTheirFields() {
        MnsXml read = plain(DECLARATION + LIST);

        assertThat(read.root()).isEqualTo("Messages");
        assertThat(read.fields()).isEmpty();
        assertThat(read.records())
                .containsExactly(
                        Map.of("MessageId", "1", "MessageBody", BODY),
                        Map.of("MessageBodyMD5", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<?xml version=\"1.0\"?>",
                "<?xml version=\"1.0\" ?>\n",
                "<?xml version=\"1.0\" encoding=\"utf-8\"?>"
            })
    void readsEachDeclarationThatMnsMayWrite(String declaration) throws Exception {
        assertThat(plain(declaration + LIST)).isEqualTo(MnsXml.parse(LIST));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "<",
                "<Messages",
                "<Messages>",
                "<Messages><Message>",
                "<Messages><Message><MessageId>",
                "<Messages><Message><MessageId>1",
                "<Messages><Message><MessageId>1</Other></Message></Messages>",
                "<Messages><Message><MessageId>1</MessageId></Messages></Message>",
                "<Messages><Message><MessageId>1</MessageId></Message></Messages>x",
                "<Messages><Message><MessageId>1</MessageId></Message></Messages><Messages/>",
                "<Messages><Message/></Messages>",
                "<Messages><Message></Message></Messages>",
                "<Messages><Message>1</Message></Messages>",
                "<Messages><Message><MessageId a=\"b\">1</MessageId></Message></Messages>",
                "<Messages xmlns=\"http://www.w3.org/2000/xmlns/\"></Messages>",
                "<m:Messages xmlns:m=\"urn:x\"></m:Messages>",
                "<1></1>",
                "<!DOCTYPE e><Messages></Messages>",
                "<?xml version=\"1.1\"?><Messages></Messages>",
                "<Error><Code>X</Code></Error>"
            })
    void leavesEveryOtherDocumentToTheParser(String document) {
        assertThat(plain(document)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "&amp;",
                "&#1;",
                "]]>",
                ">",
                "\r",
                "\t",
                "\u0000",
                "\uD800",
                "😀",
                "\uFFFE",
                "<!-- -->",
                "<![CDATA[x]]>",
                "<?pi?>",
                "<Name>x</Name>"
            })
    void leavesTextThatIsNotPlainToTheParser(String content) {
        String body = "<MessageBody>a" + content + "b</MessageBody>";

        assertThat(plain("<Messages><Message>" + body + "</Message></Messages>")).isNull();
    }

    @Test
    void whateverIsChangedInADocumentTheResultIsThatOfTheParser() {
        Random random = new Random(59);
        int accepted = 0;
        for (int i = 0; i < 20_000; i++) {
            String document = changed(DECLARATION + LIST, random);
            MnsXml plain = plain(document);
            if (plain != null) {
                accepted++;
                assertThat(byParser(document)).as(document).isEqualTo(plain);
            }
        }
        assertThat(accepted).isBetween(1_000, 15_000);
    }

    /** One to three characters are removed, replaced or inserted. */
    private static String changed(String document, Random random) {
        List<String> pieces =
                List.of(
                        "",
                        "",
                        "<",
                        ">",
                        "/",
                        "&",
                        "\"",
                        "]",
                        "x",
                        "1",
                        " ",
                        "\n",
                        "\r",
                        "\u0001",
                        "\uD83D",
                        "\uFFFF",
                        "</",
                        "/>",
                        "]]>",
                        "<!--",
                        "&lt;",
                        "<a>",
                        "</Message>");
        StringBuilder text = new StringBuilder(document);
        for (int changes = random.nextInt(3); changes >= 0; changes--) {
            int start = random.nextInt(text.length());
            int end = Math.min(text.length(), start + random.nextInt(2));
            text.replace(start, end, pieces.get(random.nextInt(pieces.size())));
        }
        return text.toString();
    }

    private static MnsXml plain(String text) {
        PlainXml.Document read = PlainXml.read(text);
        return read == null ? null : new MnsXml(read.root(), Map.of(), read.records());
    }

    private static MnsXml byParser(String document) {
        try {
            return MnsXml.parse(document);
        } catch (XMLStreamException e) {
            return null;
        }
    }
}
