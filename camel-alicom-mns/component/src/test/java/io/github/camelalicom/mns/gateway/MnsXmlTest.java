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

import java.nio.charset.StandardCharsets;
import java.util.List;

import javax.xml.stream.XMLStreamException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class MnsXmlTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<Error xmlns=\"http://mns.aliyuncs.com/doc/v1\"><Code>X</Code></Error>",
                "<Error xmlns=\"http://mns.aliyuncs.com/doc/v1/\"><Code>X</Code></Error>",
                "<m:Error xmlns:m=\"urn:other\"><m:Code>X</m:Code></m:Error>",
                "<Error><Code>X</Code></Error>"
            })
    void readsTheSameWhateverTheNamespace(String xml) throws Exception {
        assertThat(parse(xml).root()).isEqualTo("Error");
        assertThat(parse(xml).fields()).containsEntry("Code", "X");
    }

    @Test
    void readsRecordsAndTheirFields() throws Exception {
        MnsXml xml =
                parse(
                        "<Messages><Message><MessageId>1</MessageId><MessageBody>a&amp;<![CDATA[<b>]]>"
                                + "</MessageBody></Message><Message><MessageId>2</MessageId></Message>"
                                + "</Messages>");

        assertThat(xml.records())
                .extracting(fields -> fields.get("MessageId"))
                .containsExactly("1", "2");
        assertThat(xml.records().get(0)).containsEntry("MessageBody", "a&<b>");
    }

    @Test
    void passesOverWhatItDoesNotKnow() throws Exception {
        MnsXml xml =
                parse(
                        "<Messages><!-- c --><Message><UserProperties><PropertyValue><Name>n</Name>"
                                + "</PropertyValue></UserProperties><MessageId>1</MessageId></Message>"
                                + "</Messages>");

        assertThat(xml.records().get(0)).containsEntry("MessageId", "1").doesNotContainKey("Name");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<?xml version=\"1.0\" encoding=\"GBK\"?><Error><Code>中\uFFFD</Code></Error>",
                "\uFEFF<?xml version=\"1.0\"?><Error><Code>中\uFFFD</Code></Error>"
            })
    void readsUtf8WhateverIsDeclared(String xml) throws Exception {
        assertThat(parse(xml).fields()).containsEntry("Code", "中\uFFFD");
    }

    @Test
    void readsAnEmptyListAsNoRecords() throws Exception {
        assertThat(parse("<Messages/>").records()).isEmpty();
    }

    @Test
    void refusesAnExternalEntity() {
        String xml =
                "<!DOCTYPE e [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><Error><Code>&x;</Code></Error>";

        assertThatThrownBy(() -> parse(xml)).isInstanceOf(XMLStreamException.class);
    }

    @Test
    void refusesADocumentTypeEvenWithoutEntities() {
        assertThatThrownBy(() -> parse("<!DOCTYPE e><Error><Code>X</Code></Error>"))
                .isInstanceOf(XMLStreamException.class);
    }

    @Test
    void refusesAnEntityBomb() {
        StringBuilder xml = new StringBuilder("<!DOCTYPE e [<!ENTITY a0 \"ha\">");
        for (int i = 1; i < 30; i++) {
            xml.append("<!ENTITY a%d \"&a%d;&a%d;\">".formatted(i, i - 1, i - 1));
        }
        xml.append("]><Error><Code>&a29;</Code></Error>");

        assertThatThrownBy(() -> parse(xml.toString())).isInstanceOf(XMLStreamException.class);
    }

    @Test
    void refusesDeepNestingWithoutOverflowingTheStack() {
        String xml = "<a>".repeat(200_000) + "</a>".repeat(200_000);

        assertThatThrownBy(() -> parse(xml))
                .isInstanceOf(XMLStreamException.class)
                .hasMessageContaining("deep");
    }

    @Test
    void refusesADocumentThatIsTooLarge() {
        byte[] huge = new byte[MnsXml.MAX_BYTES + 1];

        assertThatThrownBy(() -> MnsXml.parse(huge))
                .isInstanceOf(XMLStreamException.class)
                .hasMessageContaining("larger");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "<Messages><Message>",
                "nothing",
                "<a></b>",
                "{\"a\":1}",
                "\u0000"
            })
    void refusesWhatIsNotWellFormed(String text) {
        assertThatThrownBy(() -> parse(text)).isInstanceOf(XMLStreamException.class);
    }

    @Test
    void writesHandlesThatNeedEscaping() throws Exception {
        byte[] xml = MnsXml.receiptHandles(List.of("1-a+b/c==", "<&>"));

        assertThat(new String(xml, StandardCharsets.UTF_8))
                .contains("<ReceiptHandle>1-a+b/c==</ReceiptHandle>")
                .contains("<ReceiptHandle>&lt;&amp;&gt;</ReceiptHandle>");
        assertThat(MnsXml.parse(xml).root()).isEqualTo("ReceiptHandles");
    }

    private static MnsXml parse(String xml) throws XMLStreamException {
        return MnsXml.parse(xml.getBytes(StandardCharsets.UTF_8));
    }
}
