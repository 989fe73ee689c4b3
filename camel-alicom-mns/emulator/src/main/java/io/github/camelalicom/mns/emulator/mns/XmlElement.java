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
package io.github.camelalicom.mns.emulator.mns;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * A request document, read without namespaces, which differ between clients, and without DTDs and
 * entities, which no client needs.
 */
record XmlElement(String name, String text, List<XmlElement> children) {

    private static final int MAX_DEPTH = 8;
    private static final XMLInputFactory FACTORY = factory();

    /**
     * Reads a document.
     *
     * @throws MnsException {@code MalformedXML} for a malformed document
     */
    static XmlElement parse(byte[] document) {
        try {
            XMLStreamReader reader =
                    FACTORY.createXMLStreamReader(new ByteArrayInputStream(document));
            reader.nextTag();
            XmlElement root = element(reader, 1);
            while (reader.hasNext()) {
                reader.next();
            }
            return root;
        } catch (XMLStreamException | RuntimeException e) {
            // the latter is how the JDK's parser reports some malformed documents
            throw MnsException.badRequest(
                    "MalformedXML", "The XML you provided was not well-formed.");
        }
    }

    List<XmlElement> children(String name) {
        return children.stream().filter(child -> child.name.equals(name)).toList();
    }

    Optional<String> childText(String name) {
        return children(name).stream().findFirst().map(XmlElement::text);
    }

    /** A whole number among the children, checked against its range. */
    Optional<Integer> childNumber(String name, int low, int high, String unit) {
        return childText(name).map(text -> Numbers.inRange(name, text, low, high, unit));
    }

    private static XmlElement element(XMLStreamReader reader, int depth) throws XMLStreamException {
        if (depth > MAX_DEPTH) {
            throw new XMLStreamException("deeper than any MNS document");
        }
        String name = reader.getLocalName();
        StringBuilder text = new StringBuilder();
        List<XmlElement> children = new ArrayList<>();
        for (int event = reader.next();
                event != XMLStreamConstants.END_ELEMENT;
                event = reader.next()) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                children.add(element(reader, depth + 1));
            } else if (reader.hasText() && event != XMLStreamConstants.COMMENT) {
                text.append(reader.getText());
            }
        }
        return new XmlElement(name, text.toString(), children);
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        // otherwise the JDK prints some of the errors that it also throws
        factory.setXMLReporter((message, type, related, location) -> {});
        return factory;
    }
}
