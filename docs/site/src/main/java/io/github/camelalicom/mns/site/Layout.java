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
import java.util.List;
import java.util.stream.Stream;

/** Where each file of the repository is in the site. Paths are from the root, with slashes. */
final class Layout {

    static final String DOCS = "docs/";

    /** The page in the form of Camel's own, where Camel's generator expects it. */
    private static final String COMPONENT = "camel-alicom-mns/component/src/main/docs/";

    private final Path root;
    private final List<String> pages;

    private Layout(Path root, List<String> pages) {
        this.root = root;
        this.pages = pages;
    }

    static Layout of(Path root) throws IOException {
        try (Stream<Path> docs = Files.walk(root.resolve(DOCS));
                Stream<Path> component = Files.walk(root.resolve(COMPONENT))) {
            return new Layout(
                    root,
                    Stream.concat(docs, component)
                            .map(file -> root.relativize(file).toString().replace('\\', '/'))
                            .filter(Layout::isPage)
                            .sorted()
                            .toList());
        }
    }

    /** Not a part of a page, the navigation, or what this module has built. */
    private static boolean isPage(String path) {
        return path.endsWith(".adoc") && !path.matches(DOCS + "site/.*|.*/(_.*|nav\\.adoc)");
    }

    static boolean isPicture(String path) {
        return path.matches(".*\\.(png|svg|jpg)");
    }

    List<String> pages() {
        return pages;
    }

    Path file(String path) {
        return root.resolve(path);
    }

    /** The path in the site of a page, a picture or another file. */
    String target(String path) {
        if (pages.contains(path)) {
            return withoutFolder(path).replaceAll("\\.adoc$", ".html");
        }
        return isPicture(path) ? withoutFolder(path) : "source/" + path + ".html";
    }

    private static String withoutFolder(String path) {
        return path.startsWith(COMPONENT)
                ? path.substring(COMPONENT.length())
                : path.replaceFirst("^" + DOCS, "");
    }

    /** The file that a link in a page means; the link is as Asciidoctor writes it into HTML. */
    String linked(String page, String link) {
        String path = Path.of(page).resolveSibling(link).normalize().toString().replace('\\', '/');
        String source = path.replaceAll("\\.html$", ".adoc");
        if (pages.contains(source)) {
            return source;
        }
        return Files.isDirectory(file(path)) ? path + "/README.md" : path;
    }

    /** The way from a page of the site to another file of it. */
    static String relative(String page, String target) {
        Path folder = Path.of("/" + page).getParent();
        return folder.relativize(Path.of("/" + target)).toString().replace('\\', '/');
    }
}
