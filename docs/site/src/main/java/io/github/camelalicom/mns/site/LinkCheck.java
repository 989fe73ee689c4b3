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
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Follows the links between the files of a built site, to their anchors. */
final class LinkCheck {

    private final Path site;
    private final Map<Path, Document> pages = new LinkedHashMap<>();
    private final Map<Path, Set<String>> anchors = new LinkedHashMap<>();

    LinkCheck(Path site) throws IOException {
        this.site = site;
        try (Stream<Path> files = Files.walk(site)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".html")).sorted().toList()) {
                read(file);
            }
        }
    }

    private void read(Path file) throws IOException {
        Document page = Jsoup.parse(file, "UTF-8");
        pages.put(file, page);
        anchors.put(file, new HashSet<>(page.select("[id]").eachAttr("id")));
    }

    /** Links to files and anchors that do not exist, and addresses that a page would load. */
    List<String> broken() {
        return pages.keySet().stream().flatMap(this::brokenIn).sorted().toList();
    }

    private Stream<String> brokenIn(Path page) {
        return pages.get(page).select("[href], [src]").stream()
                .filter(element -> !leadsSomewhere(page, element))
                .map(element -> site.relativize(page) + ": " + address(element));
    }

    private boolean leadsSomewhere(Path page, Element element) {
        URI address = URI.create(address(element).replace(" ", "%20"));
        if (address.isAbsolute()) {
            return element.normalName().equals("a") || address.getScheme().equals("data");
        }
        Path file =
                address.getPath().isEmpty()
                        ? page
                        : page.resolveSibling(address.getPath()).normalize();
        return Files.isRegularFile(file)
                && (address.getFragment() == null || hasAnchor(file, address.getFragment()));
    }

    private boolean hasAnchor(Path file, String fragment) {
        return anchors.getOrDefault(file, Set.of()).contains(fragment);
    }

    private static String address(Element element) {
        return element.attr(element.hasAttr("href") ? "href" : "src");
    }
}
