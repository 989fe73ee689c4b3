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

import java.nio.file.Files;
import java.util.function.Consumer;

import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;

/** The text of a page, adapted to its place in the site and to narrow screens. */
final class Content {

    private final Page page;
    private final Layout layout;
    private final Consumer<String> linked;

    /**
     * @param linked takes the files that are not pages
     */
    Content(Page page, Layout layout, Consumer<String> linked) {
        this.page = page;
        this.layout = layout;
        this.linked = linked;
    }

    void adapt() {
        page.body().select("a[href]").forEach(a -> adaptLink(a, "href"));
        page.body().select("img[src]").forEach(image -> adaptLink(image, "src"));
        page.body().select("table.tableblock").forEach(this::adaptTable);
        page.body().select(".exampleblock.tabs > .content").forEach(Content::adaptTabs);
        page.body().select("td a[id]:not([href])").forEach(Content::linkToItself);
        page.body().select("a.anchor").forEach(this::nameAnchor);
        // what scrolls is reached by the keyboard
        page.body().select("pre.rouge").forEach(code -> code.attr("tabindex", "0"));
    }

    private void adaptLink(Element element, String attribute) {
        String link = element.attr(attribute);
        if (!link.matches("[a-z]+:.*|#.*|")) {
            int fragment = (link + "#").indexOf('#');
            String file = layout.linked(page.source(), link.substring(0, fragment));
            // any other stays as it is, and is found by the check of links
            if (Files.isRegularFile(layout.file(file))) {
                element.attr(attribute, target(file) + link.substring(fragment));
            }
        }
    }

    private String target(String file) {
        if (!layout.pages().contains(file)) {
            linked.accept(file);
        }
        return Layout.relative(page.target(), layout.target(file));
    }

    /** A wide table scrolls in its box; below the width of a tablet its cells are stacked. */
    private void adaptTable(Element table) {
        Elements heads = table.select("> thead > tr:last-child > th");
        if (heads.isEmpty()) {
            table.wrap("<div class=\"scroll\" tabindex=\"0\"></div>");
        } else {
            table.addClass("stacked");
            // a changed display takes the roles of a table from its elements
            table.attr("role", "table");
            table.select("> * > tr").forEach(row -> adaptRow(row, heads));
        }
    }

    private static void adaptRow(Element row, Elements heads) {
        row.attr("role", "row");
        for (int i = 0; i < row.childrenSize(); i++) {
            Element cell = row.child(i);
            cell.attr("role", cell.normalName().equals("th") ? "columnheader" : "cell");
            if (row.childrenSize() == heads.size()) {
                cell.attr("data-label", heads.get(i).text());
            }
        }
    }

    /** A comment behind a term ends its list: what stands below a term is made its description. */
    private static void adaptTabs(Element content) {
        Element list = new Element("dl");
        for (Element child : content.children()) {
            if (child.hasClass("dlist")) {
                child.select("> dl > *").forEach(list::appendChild);
            } else {
                description(list).appendChild(child);
            }
        }
        content.empty().appendElement("div").addClass("dlist").appendChild(list);
    }

    private static Element description(Element list) {
        Element last = list.lastElementChild();
        return last != null && last.normalName().equals("dd") ? last : list.appendElement("dd");
    }

    /** The anchor of an option, as that of a section. */
    private static void linkToItself(Element anchor) {
        anchor.addClass("anchor").attr("href", "#" + anchor.id());
    }

    private void nameAnchor(Element anchor) {
        anchor.attr("aria-label", page.language().word("anchor"));
    }
}
