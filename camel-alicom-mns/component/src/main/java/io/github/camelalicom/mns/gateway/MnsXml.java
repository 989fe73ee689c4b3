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

import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The XML of MNS, which knows only two shapes: a root with fields, and a root with records of
 * fields. Namespaces are ignored, since the documentation and the wire differ in them. Nothing here
 * recurses, document types are refused and depth is bounded, so that no answer exhausts the memory
 * or the stack.
 *
 * @param root name of the root element
 * @param fields the root's own fields
 * @param records the fields of each child that has fields of its own
 */
record MnsXml(String root, Map<String, String> fields, List<Map<String, String>> records) {

    /** 16 messages of 64 KB, and ample room for what surrounds them. */
    static final int MAX_BYTES = 4 * 1024 * 1024;

    private static final char REPLACEMENT = '\uFFFD';
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final int MAX_DEPTH = 16;
    private static final XMLInputFactory FACTORY = factory();

    /** The JDK's own parser, whatever else is on the class path. */
    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setXMLReporter(
                (message, errorType, information, location) -> {
                    // what is wrong is in the exception
                });
        factory.setXMLResolver(
                (publicId, systemId, base, namespace) -> {
                    throw new XMLStreamException("external entities are refused");
                });
        return factory;
    }

    /**
     * Reads a document in UTF-8, whatever encoding it declares.
     *
     * @throws XMLStreamException if it is not well-formed, too large, too deep, or has a DOCTYPE
     */
    static MnsXml parse(byte[] bytes) throws XMLStreamException {
        if (bytes.length > MAX_BYTES) {
            throw new XMLStreamException("larger than " + MAX_BYTES + " bytes");
        }
        String text = text(bytes);
        PlainXml.Document plain = PlainXml.read(text);
        return plain == null ? parse(text) : new MnsXml(plain.root(), Map.of(), plain.records());
    }

    /** Any document, by the JDK's parser. */
    static MnsXml parse(String text) throws XMLStreamException {
        XMLStreamReader reader = FACTORY.createXMLStreamReader(new StringReader(text));
        try {
            return new Walk(reader).read();
        } catch (RuntimeException e) {
            // the JDK's parser reports some malformed input by it
            throw new XMLStreamException("unreadable", e);
        } finally {
            reader.close();
        }
    }

    /** Decoded here, since the JDK's parser prints malformed bytes to the console. */
    private static String text(byte[] bytes) throws XMLStreamException {
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (text.indexOf(REPLACEMENT) >= 0 && !isUtf8(bytes)) {
            throw new XMLStreamException("not UTF-8");
        }
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    static byte[] receiptHandles(List<String> handles) {
        StringBuilder xml =
                new StringBuilder(80 + 80 * handles.size())
                        .append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>")
                        .append("<ReceiptHandles xmlns=\"http://mns.aliyuncs.com/doc/v1/\">");
        for (String handle : handles) {
            xml.append("<ReceiptHandle>").append(escape(handle)).append("</ReceiptHandle>");
        }
        return xml.append("</ReceiptHandles>").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** One pass over the document; the stack is a counter. */
    private static final class Walk {

        private final XMLStreamReader reader;
        private final Map<String, String> fields = new HashMap<>();
        private final List<Map<String, String>> records = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();
        private String root;
        private Map<String, String> record;
        private int depth;

        Walk(XMLStreamReader reader) {
            this.reader = reader;
        }

        MnsXml read() throws XMLStreamException {
            while (reader.hasNext()) {
                switch (reader.next()) {
                    case XMLStreamConstants.DTD ->
                            throw new XMLStreamException("a document type is refused");
                    case XMLStreamConstants.ENTITY_REFERENCE ->
                            throw new XMLStreamException("an entity is refused");
                    case XMLStreamConstants.START_ELEMENT -> start(reader.getLocalName());
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
                            text.append(
                                    reader.getTextCharacters(),
                                    reader.getTextStart(),
                                    reader.getTextLength());
                    case XMLStreamConstants.END_ELEMENT -> end(reader.getLocalName());
                    default -> {
                        // comments and the like are ignored
                    }
                }
            }
            return new MnsXml(root, fields, records);
        }

        private void start(String name) throws XMLStreamException {
            depth++;
            if (depth > MAX_DEPTH) {
                throw new XMLStreamException("nested deeper than " + MAX_DEPTH);
            }
            if (depth == 1) {
                root = name;
            } else if (depth == 2) {
                record = new HashMap<>();
            }
            text.setLength(0);
        }

        private void end(String name) {
            if (depth == 2) {
                endOfRootsChild(name);
            } else if (depth == 3) {
                record.put(name, text.toString());
            }
            text.setLength(0);
            depth--;
        }

        /** A child without fields is a field of the root. */
        private void endOfRootsChild(String name) {
            if (record.isEmpty()) {
                fields.put(name, text.toString());
            } else {
                records.add(record);
            }
        }
    }
}
