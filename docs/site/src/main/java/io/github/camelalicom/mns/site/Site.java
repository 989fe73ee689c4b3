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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Builds the site from the documents of the repository, without a request to the network. */
public final class Site {

    private final Path root;
    private final Path output;
    private final Layout layout;
    private final Frame frame;
    private final Deque<String> linked = new ArrayDeque<>();

    Site(Path root, Path output, String version) throws IOException {
        this.root = root;
        this.output = output;
        layout = Layout.of(root);
        frame = new Frame(layout, navigations(layout), version);
    }

    /**
     * @param arguments the folder of the repository, the folder of the site, the version
     */
    public static void main(String[] arguments) throws IOException {
        Path output = Path.of(arguments[1]);
        new Site(Path.of(arguments[0]), output, arguments[2]).build();
    }

    /**
     * @throws IllegalStateException for a document that Asciidoctor warns of, and for a link that
     *     leads nowhere
     */
    void build() throws IOException {
        clear();
        List<Page> pages = convert();
        for (Page page : pages) {
            new Content(page, layout, linked::add).adapt();
            write(page.target(), frame.around(page));
        }
        writeLinkedFiles();
        Assets.copyTo(output);
        SearchIndex.write(pages, output);
        refuse("links that lead nowhere", new LinkCheck(output).broken());
    }

    private static Map<Language, Navigation> navigations(Layout layout) {
        return Stream.of(Language.values())
                .collect(Collectors.toMap(Function.identity(), l -> Navigation.of(l, layout)));
    }

    private List<Page> convert() {
        List<Page> pages = new ArrayList<>();
        try (Converter converter = new Converter(root)) {
            for (String source : layout.pages()) {
                pages.add(converter.convert(source, layout.target(source)));
            }
            refuse("warnings of Asciidoctor", converter.warnings());
        }
        return pages;
    }

    /** Pictures are copied; any other file becomes a page that shows its text. */
    private void writeLinkedFiles() throws IOException {
        Set<String> written = new HashSet<>();
        while (!linked.isEmpty()) {
            String file = linked.remove();
            if (written.add(file)) {
                writeLinkedFile(file);
            }
        }
    }

    private void writeLinkedFile(String file) throws IOException {
        String target = layout.target(file);
        if (Layout.isPicture(file)) {
            Path copy = output.resolve(target);
            Files.createDirectories(copy.getParent());
            Files.copy(root.resolve(file), copy);
        } else {
            write(
                    target,
                    frame.around(Page.ofText(file, target, Files.readString(root.resolve(file)))));
        }
    }

    private void write(String target, String html) throws IOException {
        Path file = output.resolve(target);
        Files.createDirectories(file.getParent());
        Files.writeString(file, html);
    }

    private static void refuse(String title, List<String> problems) {
        if (!problems.isEmpty()) {
            throw new IllegalStateException(title + ":\n" + String.join("\n", problems));
        }
    }

    private void clear() throws IOException {
        if (Files.exists(output)) {
            try (Stream<Path> files = Files.walk(output)) {
                files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
            }
        }
        Files.createDirectories(output);
    }
}
