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

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jsoup.nodes.Element;
import org.jsoup.nodes.Entities;

/** What stands around the text of each page: the head, the navigation, the neighbours. */
final class Frame {

    private static final Pattern PLACE = Pattern.compile("\\$\\{([\\w.-]+)}");

    private final Layout layout;
    private final Map<Language, Navigation> navigations;
    private final String version;
    private final String template = Assets.text("page.html");

    Frame(Layout layout, Map<Language, Navigation> navigations, String version) {
        this.layout = layout;
        this.navigations = navigations;
        this.version = version;
    }

    String around(Page page) {
        Map<String, String> values = values(page);
        Matcher place = PLACE.matcher(template);
        return place.replaceAll(
                found -> Matcher.quoteReplacement(value(values, page, found.group(1))));
    }

    private static String value(Map<String, String> values, Page page, String name) {
        String value = values.get(name);
        return value == null ? Entities.escape(page.language().word(name)) : value;
    }

    private Map<String, String> values(Page page) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("lang", page.language().code());
        values.put("root", "../".repeat(page.target().split("/").length - 1));
        values.put("home", relative(page, page.language().folder() + "index.html"));
        values.put("title", Entities.escape(page.title()));
        values.put("version", version);
        values.put("navigation", navigation(page));
        values.put("contents", contents(page));
        values.put("body", page.body().html());
        values.put("previous", neighbour(page, -1, "previous"));
        values.put("next", neighbour(page, 1, "next"));
        values.put("twin", twin(page));
        return values;
    }

    private String navigation(Page page) {
        return navigations.get(page.language()).entries().stream()
                .collect(
                        Collectors.groupingBy(
                                Navigation.Entry::group,
                                LinkedHashMap::new,
                                Collectors.mapping(
                                        entry -> entry(page, entry), Collectors.joining())))
                .entrySet()
                .stream()
                .map(group -> group(group.getKey(), group.getValue()))
                .collect(Collectors.joining());
    }

    private static String group(String title, String entries) {
        return "<p>" + Entities.escape(title) + "</p>\n<ul>\n" + entries + "</ul>\n";
    }

    private static String entry(Page page, Navigation.Entry entry) {
        String current = entry.page().equals(page.target()) ? " aria-current=\"page\"" : "";
        return "<li>" + link(page, entry.page(), entry.title(), current) + "</li>\n";
    }

    private static String link(Page page, String target, String title, String attributes) {
        return "<a href=\"%s\"%s>%s</a>"
                .formatted(relative(page, target), attributes, Entities.escape(title));
    }

    private static String contents(Page page) {
        return page.body().select(".sect1 > h2[id]").stream()
                .map(Frame::content)
                .collect(Collectors.joining());
    }

    private static String content(Element heading) {
        return "<li><a href=\"#%s\">%s</a></li>\n"
                .formatted(Entities.escape(heading.id()), Entities.escape(heading.text()));
    }

    private String neighbour(Page page, int distance, String relation) {
        Navigation.Entry entry = navigations.get(page.language()).beside(page.target(), distance);
        if (entry == null) {
            return "";
        }
        String label = Entities.escape(page.language().word(relation));
        return "<a class=\"%s\" rel=\"%s\" href=\"%s\"><span>%s</span> %s</a>"
                .formatted(
                        relation,
                        relation.equals("previous") ? "prev" : "next",
                        relative(page, entry.page()),
                        label,
                        Entities.escape(entry.title()));
    }

    /** A page without a twin leads to the home of the other language. */
    private String twin(Page page) {
        Language other = page.language().other();
        String twin = page.language().twin(page.target());
        boolean exists = layout.pages().stream().map(layout::target).anyMatch(twin::equals);
        String target = exists ? twin : other.folder() + "index.html";
        return "<a id=\"site-language\" href=\"%s\" hreflang=\"%s\" lang=\"%s\">%s</a>"
                .formatted(
                        relative(page, target), other.code(), other.code(), other.word("language"));
    }

    private static String relative(Page page, String target) {
        return Layout.relative(page.target(), target);
    }
}
