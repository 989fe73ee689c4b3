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
package io.github.camelalicom.mns.example.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Each page is short, has its twin and its place, and is for users and not for developers. */
class PagesTest {

    private static final Path DOCS = DocumentationTest.ROOT.resolve("docs");

    /** The most words of the user pages of a language, and of each of them, with its tolerance. */
    private static final long TOTAL = 20_000;

    private static final double TOLERANCE = 1.1;

    // spotless:off
    private static final Map<String, Integer> LIMITS =
            limits(
                    "index", 200,
                    "setup", 600,
                    "spring-boot", 800,
                    "quick-start", 700,
                    "delivery", 900,
                    "receipts", 900,
                    "recipes", 1_500,
                    "emulator", 1_600,
                    "runbook", 800,
                    "monitoring", 1_200,
                    "kubernetes", 700,
                    "security", 800,
                    "faq", 600,
                    "migration", 800,
                    "versions", 500,
                    "doctor", 500,
                    "quarkus", 500,
                    "kamelets", 500);
    // spotless:on

    private static final int README = 450;

    /** Pages to look something up in: as long as they must be, but a part of the whole. */
    private static final Set<String> REFERENCE = Set.of("messages", "changelog");

    /** Generated, and not counted. */
    private static final String OPTIONS = "options";

    private static final Set<String> ENGLISH_ONLY = Set.of("quarkus", "kamelets", "changelog");

    private static final Pattern XREF =
            Pattern.compile("^\\* xref:([^\\[]+)\\[", Pattern.MULTILINE);

    private static final Pattern ANCHORED =
            Pattern.compile("]\\(([^)\\s#:]+\\.adoc)#([^)\\s]+)\\)");

    /** A language of the documents. */
    private enum Language {
        ENGLISH(""),
        CHINESE("zh");

        private final Path folder;

        Language(String folder) {
            this.folder = DOCS.resolve(folder);
        }

        private Path page(String name) {
            return folder.resolve(name + ".adoc");
        }

        private boolean has(String name) {
            return this == ENGLISH || !ENGLISH_ONLY.contains(name);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLanguageHasEveryPageAndNoOther(Language language) throws IOException {
        Set<String> names = new TreeSet<>(LIMITS.keySet());
        names.addAll(REFERENCE);
        names.add(OPTIONS);
        names.removeIf(name -> !language.has(name));
        names.add("nav");
        assertThat(namesIn(language.folder)).containsExactlyInAnyOrderElementsOf(names);
    }

    @ParameterizedTest
    @EnumSource
    void theNavigationHasEveryPageOnce(Language language) throws IOException {
        List<Path> linked = linked(language.page("nav"));
        assertThat(linked).doesNotHaveDuplicates();
        assertThat(namesIn(language.folder))
                .filteredOn(name -> !"nav".equals(name))
                .allMatch(
                        name -> linked.contains(language.page(name)),
                        "is in " + language.page("nav"));
    }

    @Test
    void theNavigationHasEveryPageForContributors() throws IOException {
        Path folder = DOCS.resolve("contributing");
        assertThat(linked(Language.ENGLISH.page("nav")))
                .containsAll(
                        namesIn(folder).stream().map(n -> folder.resolve(n + ".adoc")).toList());
    }

    @ParameterizedTest
    @EnumSource
    void noPageIsLongerThanItsReadersHaveTime(Language language) {
        Map<String, Long> counts = counts(language);
        print(language, counts);
        assertThat(counts.entrySet())
                .as("pages with more words than their limit and its tolerance")
                .filteredOn(page -> page.getValue() > limit(page.getKey()))
                .isEmpty();
        assertThat(sum(counts)).isLessThanOrEqualTo(TOTAL);
    }

    @Test
    void theReadmesAreShort() {
        for (String readme : List.of("../README.md", "zh/README.md")) {
            assertThat(prose(DOCS.resolve(readme)).words())
                    .as(readme)
                    .isLessThanOrEqualTo(Math.round(README * TOLERANCE));
        }
    }

    @ParameterizedTest
    @MethodSource("userPages")
    void aPageIsForUsers(Path page) {
        Stream<String> written =
                ForbiddenWords.USER_PAGES.stream()
                        .filter(words -> !(words.isDate() && isDated(page)))
                        .flatMap(words -> found(words, prose(page).unquoted()));
        Stream<String> quoted = found(ForbiddenWords.TEST_NAME, prose(page).text());
        assertThat(Stream.concat(written, quoted)).as(page.toString()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("readmes")
    void anchorsThatAReadmeLinksToExist(Path readme) throws IOException {
        for (MatchResult link : ANCHORED.matcher(Files.readString(readme)).results().toList()) {
            String page = Files.readString(readme.resolveSibling(link.group(1)));
            assertThat(page).as(link.group()).containsPattern("\\[(?:#|\\[)" + link.group(2) + "]");
        }
    }

    static Stream<Path> userPages() throws IOException {
        try (Stream<Path> pages = Files.walk(DOCS)) {
            return pages
                    .filter(page -> page.toString().matches(".*/docs/(zh/)?[\\w-]+\\.(adoc|md)"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    static Stream<Path> readmes() throws IOException {
        return DocumentationTest.documents().stream()
                .filter(file -> file.toString().endsWith(".md"));
    }

    private static Stream<String> found(ForbiddenWords words, String text) {
        return words.pattern()
                .matcher(text)
                .results()
                .map(found -> "\"%s\"; write: %s".formatted(found.group(), words.instead()));
    }

    private static boolean isDated(Path page) {
        return page.endsWith("changelog.adoc");
    }

    private static Map<String, Long> counts(Language language) {
        Map<String, Long> counts = new LinkedHashMap<>();
        Stream.concat(LIMITS.keySet().stream(), REFERENCE.stream())
                .filter(language::has)
                .forEach(name -> counts.put(name, prose(language.page(name)).words()));
        return counts;
    }

    private static long limit(String name) {
        return REFERENCE.contains(name) ? TOTAL : Math.round(LIMITS.get(name) * TOLERANCE);
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** With {@code -Ddocs.counts}. */
    private static void print(Language language, Map<String, Long> counts) {
        if (System.getProperty("docs.counts") != null) {
            System.out.printf("%n%s, words (limit)%n", language);
            counts.forEach(
                    (name, n) ->
                            System.out.printf(
                                    "%6d %6s  %s%n", n, LIMITS.getOrDefault(name, 0), name));
            System.out.printf("%6d %6d  together%n", sum(counts), TOTAL);
        }
    }

    private static List<Path> linked(Path navigation) throws IOException {
        return XREF.matcher(Files.readString(navigation))
                .results()
                .map(link -> navigation.resolveSibling(link.group(1)).normalize())
                .toList();
    }

    private static Set<String> namesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".adoc"))
                    .map(name -> name.replace(".adoc", ""))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Prose prose(Path page) {
        try {
            return new Prose(Files.readString(page));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Integer> limits(Object... namesAndWords) {
        Map<String, Integer> limits = new LinkedHashMap<>();
        for (int i = 0; i < namesAndWords.length; i += 2) {
            limits.put((String) namesAndWords[i], (Integer) namesAndWords[i + 1]);
        }
        return limits;
    }
}
