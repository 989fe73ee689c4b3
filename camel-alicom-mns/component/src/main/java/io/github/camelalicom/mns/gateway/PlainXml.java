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

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the XML of an answer to a receive in the form in which MNS writes it: a root, records,
 * fields, and text without any markup. Every other document is left to the JDK's parser, also what
 * is malformed, so that nothing is accepted here that the parser would refuse, or read otherwise.
 */
final class PlainXml {

    /** The fields of a message. */
    static final List<String> FIELDS =
            List.of(
                    "MessageId",
                    "ReceiptHandle",
                    "MessageBody",
                    "MessageBodyMD5",
                    "EnqueueTime",
                    "NextVisibleTime",
                    "FirstDequeueTime",
                    "DequeueCount",
                    "Priority");

    private static final List<String> DECLARATIONS =
            List.of(
                    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
                    "<?xml version=\"1.0\" encoding=\"utf-8\"?>",
                    "<?xml version=\"1.0\"?>",
                    "<?xml version=\"1.0\" ?>");

    /** With and without a slash at the end. */
    private static final String NAMESPACE = " xmlns=\"http://mns.aliyuncs.com/doc/v1";

    private final String text;
    private int at;

    private PlainXml(String text) {
        this.text = text;
    }

    /**
     * @param records the fields of each
     */
    record Document(String root, List<Map<String, String>> records) {}

    /** Null when the text has another form. */
    static Document read(String text) {
        return new PlainXml(text).document();
    }

    private Document document() {
        DECLARATIONS.stream().anyMatch(this::skip);
        skipBlanks();
        String root = open();
        List<Map<String, String>> records = root == null ? null : records(root);
        skipBlanks();
        boolean whole = records != null && at == text.length();
        return whole ? new Document(root, records) : null;
    }

    private List<Map<String, String>> records(String root) {
        List<Map<String, String>> records = new ArrayList<>();
        skipBlanks();
        while (!close(root)) {
            String name = open();
            Map<String, String> fields = name == null ? Map.of() : fields(name);
            if (fields.isEmpty()) {
                return null;
            }
            records.add(fields);
            skipBlanks();
        }
        return records;
    }

    /** Empty when the record has none, or one that is not plain. */
    private Map<String, String> fields(String record) {
        Map<String, String> fields = new HashMap<>();
        skipBlanks();
        while (!close(record)) {
            String name = open();
            String content = name == null ? null : content();
            if (content == null || !close(name)) {
                return Map.of();
            }
            fields.put(name, content);
            skipBlanks();
        }
        return fields;
    }

    /** The name in the start tag here, which is then passed; null when there is no plain one. */
    private String open() {
        int start = at + 1;
        if (!skip("<") || !isLetter(at)) {
            return null;
        }
        while (isLetter(at) || isDigit(at)) {
            at++;
        }
        String name = name(start);
        return skipNamespace() && skip(">") ? name : null;
    }

    /** A known field shares its name with those of the other messages. */
    private String name(int start) {
        for (String known : FIELDS) {
            if (known.length() == at - start && text.startsWith(known, start)) {
                return known;
            }
        }
        return text.substring(start, at);
    }

    private boolean skipNamespace() {
        return !skip(NAMESPACE) || skip("/\"") || skip("\"");
    }

    private boolean close(String name) {
        int end = at + "</".length() + name.length();
        boolean closed =
                text.startsWith("</", at)
                        && text.startsWith(name, at + "</".length())
                        && text.startsWith(">", end);
        at = closed ? end + 1 : at;
        return closed;
    }

    /**
     * The text up to the next tag; null if it has markup, or characters that the parser must check.
     */
    private String content() {
        int start = at;
        while (at < text.length() && isPlain(text.charAt(at))) {
            at++;
        }
        return text.startsWith("<", at) ? text.substring(start, at) : null;
    }

    /**
     * Leaves out what XML forbids or replaces: controls, surrogates, entities, the end of CDATA.
     */
    private static boolean isPlain(char c) {
        return c >= ' ' && c < Character.MIN_SURROGATE && c != '<' && c != '&' && c != '>'
                || c == '\n';
    }

    private boolean isLetter(int index) {
        return isIn('a', 'z', index) || isIn('A', 'Z', index);
    }

    private boolean isDigit(int index) {
        return isIn('0', '9', index);
    }

    private boolean isIn(char first, char last, int index) {
        return index < text.length() && text.charAt(index) >= first && text.charAt(index) <= last;
    }

    private void skipBlanks() {
        while (at < text.length() && " \n\r\t".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private boolean skip(String expected) {
        boolean present = text.startsWith(expected, at);
        at += present ? expected.length() : 0;
        return present;
    }
}
