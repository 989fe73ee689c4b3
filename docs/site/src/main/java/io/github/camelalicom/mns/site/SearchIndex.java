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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.jsoup.nodes.Element;

import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * What the search of the site reads: an entry for each section, and for each row of a table that
 * has an anchor. It is a script, because a page that is opened from a disk may not fetch a file.
 */
final class SearchIndex {

    /** Of pages for contributors, so that the index stays small. */
    private static final int SHORT = 300;

    private static final String SECTIONS = ".sect1, .sect2, .sect3, .sect4";
    private static final String ROWS = "tr:has(td a[id])";

    private final List<List<String>> entries = new ArrayList<>();
    private final Language language;

    private SearchIndex(Language language) {
        this.language = language;
    }

    /** An index per language; the Chinese one also has the pages that exist in English only. */
    static void write(List<Page> pages, Path output) throws IOException {
        List<String> targets = pages.stream().map(Page::target).toList();
        for (Language language : Language.values()) {
            SearchIndex index = new SearchIndex(language);
            pages.stream().filter(page -> index.isWanted(page, targets)).forEach(index::add);
            index.write(output);
        }
    }

    private boolean isWanted(Page page, List<String> targets) {
        return page.language() == language
                || language == Language.CHINESE
                        && !targets.contains(Language.ENGLISH.twin(page.target()));
    }

    private void add(Page page) {
        Element whole = page.body();
        add(page, "", page.title(), whole.select("> #preamble, > :not([class^=sect])").text());
        whole.select(SECTIONS).forEach(section -> addSection(page, section));
        whole.select(ROWS).forEach(row -> addRow(page, row));
    }

    private void addSection(Page page, Element section) {
        Element heading = section.child(0);
        Element text = section.clone();
        text.child(0).remove();
        text.select(SECTIONS).forEach(Element::remove);
        text.select(ROWS).forEach(Element::remove);
        add(page, "#" + heading.id(), heading.text(), text.text());
    }

    private void addRow(Page page, Element row) {
        String id = row.selectFirst("a[id]").id();
        add(page, "#" + id, row.child(0).text(), row.text());
    }

    private void add(Page page, String fragment, String title, String text) {
        boolean cut = page.isForContributors() && text.length() > SHORT;
        entries.add(
                List.of(
                        page.target() + fragment,
                        title,
                        page.title(),
                        cut ? text.substring(0, SHORT) : text));
    }

    private void write(Path output) throws IOException {
        Files.writeString(
                output.resolve("assets/search-" + language.code() + ".js"),
                "searchIndex(" + new ObjectMapper().writeValueAsString(entries) + ");\n");
    }
}
