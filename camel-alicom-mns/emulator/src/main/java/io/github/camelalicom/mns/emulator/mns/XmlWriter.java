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

import io.github.camelalicom.mns.emulator.provenance.Provenance;
import io.github.camelalicom.mns.emulator.provenance.Provenance.Basis;

/** Writes the flat documents of MNS. */
final class XmlWriter {

    @Provenance(value = Basis.DOCUMENTED, source = "help 35136; clients accept either form")
    static final String NAMESPACE = "http://mns.aliyuncs.com/doc/v1/";

    @Provenance(value = Basis.SDK, source = "MNSConstants.ERROR_XML_NAMESPACE of the Java SDK")
    static final String ERROR_NAMESPACE = "http://mns.aliyuncs.com/doc/v1";

    private final StringBuilder xml =
            new StringBuilder(1024).append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");

    /** Opens the root. Only the root has the namespace; one client fails otherwise. */
    XmlWriter open(String root, String namespace) {
        xml.append('<').append(root).append(" xmlns=\"").append(namespace).append("\">");
        return this;
    }

    XmlWriter open(String element) {
        xml.append('<').append(element).append('>');
        return this;
    }

    XmlWriter close(String element) {
        xml.append("</").append(element).append('>');
        return this;
    }

    XmlWriter text(String element, String text) {
        open(element);
        if (isPlain(text)) {
            xml.append(text);
        } else {
            text.codePoints().forEach(this::escape);
        }
        return close(element);
    }

    XmlWriter text(String element, long number) {
        open(element);
        xml.append(number);
        return close(element);
    }

    /** Base64, numbers and similar values: almost all values. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character < ' ' || character > '~' || "&<>".indexOf(character) >= 0) {
                return false;
            }
        }
        return true;
    }

    private void escape(int character) {
        switch (character) {
            case '&' -> xml.append("&amp;");
            case '<' -> xml.append("&lt;");
            case '>' -> xml.append("&gt;");
            case '\r' -> xml.append("&#13;");
            default -> xml.appendCodePoint(isXml(character) ? character : '\uFFFD');
        }
    }

    /** XML 1.0 cannot contain the other characters, not even escaped. */
    private static boolean isXml(int character) {
        return character == '\t'
                || character == '\n'
                || character >= 0x20 && character < 0xD800
                || character >= 0xE000 && character < 0xFFFE
                || character > 0xFFFF;
    }

    @Override
    public String toString() {
        return xml.toString();
    }
}
