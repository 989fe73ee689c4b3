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
package io.github.camelalicom.mns.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The pages in their order, in groups, as {@code nav.adoc} lists them. */
final class Navigation {

    private static final Pattern LINE =
            Pattern.compile("^\\.(?<group>\\S.*)|^\\* xref:(?<page>[^\\[]+)\\[(?<title>[^]]+)]");

    /** An entry; its page is a path in the site. */
    record Entry(String group, String title, String page) {}

    private final List<Entry> entries;

    private Navigation(List<Entry> entries) {
        this.entries = entries;
    }

    static Navigation of(Language language, Layout layout) {
        String file = Layout.DOCS + language.folder() + "nav.adoc";
        try {
            return new Navigation(read(file, Files.readAllLines(layout.file(file)), layout));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Entry> read(String file, List<String> lines, Layout layout) {
        List<Entry> entries = new ArrayList<>();
        String group = "";
        for (String line : lines) {
            Matcher matcher = LINE.matcher(line);
            if (matcher.find()) {
                group = matcher.group("group") == null ? group : matcher.group("group");
                if (matcher.group("page") != null) {
                    entries.add(entry(group, matcher, file, layout));
                }
            }
        }
        return entries;
    }

    private static Entry entry(String group, Matcher line, String file, Layout layout) {
        String page = layout.target(layout.linked(file, line.group("page")));
        return new Entry(group, line.group("title"), page);
    }

    List<Entry> entries() {
        return entries;
    }

    /**
     * The entry {@code distance} after that of a page; null before the first and after the last.
     */
    Entry beside(String page, int distance) {
        int position = entries.stream().map(Entry::page).toList().indexOf(page);
        int other = position + distance;
        return position < 0 || other < 0 || other >= entries.size() ? null : entries.get(other);
    }
}
