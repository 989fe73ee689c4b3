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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.xml.stream.XMLStreamException;

/**
 * Reads the entries of an answer to a receive: all at once, as a rule; and where that fails, each
 * by itself, so that one that is malformed does not cost the others. A document type is refused in
 * either way.
 */
final class MnsEntries {

    private static final int MOST_ENTRIES = 64;
    private static final int LONGEST_HEAD = 4 * 1024;

    private static final Pattern START = Pattern.compile("<((?:[\\w.-]{1,32}:)?)Message(?=[\\s>])");

    /**
     * An entry of an answer to a receive.
     *
     * @param fields those that are readable
     * @param defect null if all are, else what is wrong, in a sentence without content
     */
    record Entry(Map<String, String> fields, String defect) {

        /** The entry with the fields of well-formed XML. */
        private static Entry of(Map<String, String> fields) {
            boolean complete = fields.containsKey("MessageBody");
            return new Entry(fields, complete ? null : "The entry has no MessageBody");
        }
    }

    private MnsEntries() {}

    /**
     * Reads the answer.
     *
     * @throws XMLStreamException if it is not a list of messages, or none of its entries can be
     *     read
     */
    static List<Entry> parse(byte[] bytes) throws XMLStreamException {
        MnsXml whole;
        try {
            whole = MnsXml.parse(bytes);
        } catch (XMLStreamException e) {
            List<Entry> entries = bytes.length > MnsXml.MAX_BYTES ? List.of() : oneByOne(bytes);
            if (entries.stream().noneMatch(entry -> entry.fields().containsKey("ReceiptHandle"))) {
                throw e;
            }
            return entries;
        }
        if ("Message".equals(whole.root()) && whole.fields().containsKey("ReceiptHandle")) {
            // as a receive without a number of messages is answered
            return List.of(Entry.of(whole.fields()));
        } else if (!"Messages".equals(whole.root())) {
            throw new XMLStreamException("no list of messages");
        }
        return whole.records().stream().map(Entry::of).toList();
    }

    private static List<Entry> oneByOne(byte[] bytes) {
        // a character for each byte, whatever the bytes are
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        Matcher start = START.matcher(text);
        if (!start.find() || start.start() > LONGEST_HEAD) {
            return List.of();
        }
        String head = text.substring(0, start.start());
        String prefix = start.group(1);
        String tail = "</" + prefix + "Messages>";
        if (!isHead(head, tail)) {
            return List.of();
        }
        return entries(text, start, new Frame(head, prefix, tail));
    }

    /** Whether it would be a list of messages without its entries. */
    private static boolean isHead(String head, String tail) {
        try {
            return "Messages".equals(MnsXml.parse(bytes(head + tail)).root());
        } catch (XMLStreamException e) {
            return false;
        }
    }

    /** An entry that is cut off with the answer is left, since its redelivery is whole. */
    private static List<Entry> entries(String text, Matcher start, Frame frame) {
        List<Entry> entries = new ArrayList<>();
        boolean whole = text.stripTrailing().endsWith(frame.tail());
        int from = start.start();
        while (from >= 0 && entries.size() < MOST_ENTRIES) {
            int next = start.find() ? start.start() : -1;
            String entry = text.substring(from, next < 0 ? text.length() : next);
            if (whole || next >= 0 || frame.isClosed(entry)) {
                entries.add(frame.entry(entry));
            }
            from = next;
        }
        return entries;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** What stands around an entry, so that it can be read by itself. */
    private record Frame(String head, String prefix, String tail) {

        boolean isClosed(String text) {
            return text.contains(end());
        }

        private String end() {
            return "</" + prefix + "Message>";
        }

        Entry entry(String text) {
            String end = end();
            int length = text.indexOf(end);
            if (length >= 0) {
                Map<String, String> fields = read(text.substring(0, length) + end);
                if (!fields.isEmpty()) {
                    return Entry.of(fields);
                }
            }
            return fieldByField(text);
        }

        private Entry fieldByField(String text) {
            Map<String, String> fields = new HashMap<>();
            String defect = "The entry is not well-formed XML";
            for (String name : PlainXml.FIELDS) {
                String content = content(text, name);
                if (content == null) {
                    continue;
                }
                String value = value(name, content);
                if (value != null) {
                    fields.put(name, value);
                } else if ("MessageBody".equals(name)) {
                    fields.put(name, asItStands(content));
                    defect = "MessageBody has characters that XML or UTF-8 forbids";
                }
            }
            return new Entry(fields, defect);
        }

        private String content(String text, String name) {
            String open = "<" + prefix + name + ">";
            int start = text.indexOf(open);
            int end = start < 0 ? -1 : text.indexOf("</" + prefix + name + ">", start);
            return end < 0 ? null : text.substring(start + open.length(), end);
        }

        private String value(String name, String content) {
            String tag = prefix + name;
            String element = "<" + tag + ">" + content + "</" + tag + ">";
            String message = prefix + "Message";
            return read("<" + message + ">" + element + "</" + message + ">").get(name);
        }

        private static String asItStands(String content) {
            return new String(bytes(content), StandardCharsets.UTF_8);
        }

        /** The fields of a single entry; none when it is malformed. */
        private Map<String, String> read(String entry) {
            try {
                List<Map<String, String>> records =
                        MnsXml.parse(bytes(head + entry + tail)).records();
                return records.size() == 1 ? records.get(0) : Map.of();
            } catch (XMLStreamException e) {
                return Map.of();
            }
        }
    }
}
