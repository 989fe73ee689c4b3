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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The documents say what the code says. With {@code -Ddocs.update=true} they are rewritten where
 * they do not.
 */
class DocumentationTest {

    static final Path ROOT = root();

    /** Where Camel's own components have their pages. */
    private static final String COMPONENT_PAGES = "camel-alicom-mns/component/src/main/docs";

    private static final boolean UPDATE = Boolean.getBoolean("docs.update");

    private static final String REMEDY =
            "mvn -pl examples/java-dsl -am test -Dtest=DocumentationTest,MessagesTest"
                    + " -Ddocs.update=true -Dsurefire.failIfNoSpecifiedTests=false rewrites it";

    private static final Pattern LINK =
            Pattern.compile("]\\(([^)\\s]+)\\)|(?:link|xref|include|image):{1,2}([^\\[\\s]+)\\[");

    /** A test class, optionally with a method: {@code SecrecyTest}, {@code BackoffTest.backoff}. */
    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+Test)(?:\\.(\\w+))?`");

    /** What Maven is told to build. */
    private static final Pattern MODULE = Pattern.compile(" -pl ([\\w/.-]+)");

    /** A row of a table of options: name and default, each in a line. */
    private static final Pattern OPTION =
            Pattern.compile(
                    "^\\| (?:\\[\\[option-\\w+]])?`(\\w+)`\\n\\|(?: `(.*)`)?$", Pattern.MULTILINE);

    private static Map<String, List<String>> testSources;

    @BeforeAll
    static void readTheTests() throws IOException {
        testSources = ClaimsTest.testSources();
    }

    @Test
    void theTablesOfOptionsAndHeadersAreCurrent() throws IOException {
        Path page = ROOT.resolve("docs/options.adoc");
        check(page, new OptionTables().current(Files.readString(page)));
    }

    @Test
    void theEffectOfEveryOptionIsStated() throws IOException {
        Map<String, String> told =
                OptionTables.byHand(Files.readString(ROOT.resolve("docs/options.adoc")));
        assertThat(new OptionTables().defaults().keySet())
                .allSatisfy(option -> assertThat(told).as(option).containsKey(option));
    }

    @Test
    void theTablesOfTheComponentsPageAreCurrent() throws IOException {
        Path page = ROOT.resolve(COMPONENT_PAGES).resolve("alicom-mns-component.adoc");
        ComponentTables tables = new ComponentTables(new OptionTables().catalog());
        check(page, tables.current(Files.readString(page)));
    }

    @Test
    void theChineseTableHasEveryOptionWithItsDefaultAndNoOther() throws IOException {
        Map<String, String> told = new LinkedHashMap<>();
        for (MatchResult row : rowsOf("docs/zh/options.adoc")) {
            String earlier = told.put(row.group(1), row.group(2));
            assertThat(earlier).as("%s stands twice", row.group(1)).isNull();
        }
        assertThat(told).containsExactlyInAnyOrderEntriesOf(new OptionTables().defaults());
    }

    @Test
    void theTablesOfReceiptsAndErrorCodesAreCurrent() throws IOException {
        Path page = ROOT.resolve("docs/receipts.adoc");
        check(page, new ReceiptTables(ROOT).current(Files.readString(page)));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everySnippetIsTheOneThatIsTested(Path document) throws IOException {
        check(document, new Snippets(ROOT).current(document));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyLinkLeadsSomewhere(Path document) throws IOException {
        assertThat(links(document))
                .allSatisfy(link -> assertThat(document.resolveSibling(link)).exists());
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyModuleOfACommandExists(Path document) throws IOException {
        MODULE.matcher(Files.readString(document))
                .results()
                .forEach(module -> assertThat(ROOT.resolve(module.group(1))).isDirectory());
    }

    @ParameterizedTest
    @MethodSource("documents")
    void linksToPagesAreOnesThatFollowThemToHtml(Path document) throws IOException {
        assertThat(Files.readString(document)).doesNotContainPattern("link:[^\\[\\s]+\\.adoc");
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyTestThatIsNamedExists(Path document) throws IOException {
        for (MatchResult name : TEST.matcher(Files.readString(document)).results().toList()) {
            assertThat(testSources.getOrDefault(name.group(1), List.of()))
                    .as(name.group())
                    .anyMatch(
                            source ->
                                    name.group(2) == null
                                            || source.contains("void " + name.group(2) + "("));
        }
    }

    @Test
    void theDependencyIsThisOne() throws IOException {
        String[] coordinates = new OptionTables().coordinates().split(":");
        for (String file : List.of("dependency.xml", "emulator-dependency.xml")) {
            String dependency =
                    Files.readString(
                            ROOT.resolve("examples/java-dsl/src/test/resources/docs")
                                    .resolve(file));
            assertThat(dependency)
                    .contains("<groupId>" + coordinates[0] + "</groupId>")
                    .contains("<artifactId>" + coordinates[1])
                    .contains("<version>" + coordinates[2] + "</version>");
        }
    }

    @Test
    void readmeNamesTheTestCommandOfCi() throws IOException {
        String script = Files.readString(ROOT.resolve(".ci/run"));
        String command = script.strip().substring(script.strip().lastIndexOf('\n') + 1);
        assertThat(Files.readString(ROOT.resolve("README.md"))).contains("\n" + command + "\n");
        assertThat(Files.readString(ROOT.resolve("docs/zh/README.md")))
                .contains("\n" + command + "\n");
    }

    private static List<MatchResult> rowsOf(String document) throws IOException {
        return OPTION.matcher(Files.readString(ROOT.resolve(document))).results().toList();
    }

    /** What is included only where Antora builds Camel's site. */
    private static boolean isOfCamelsOwnSite(String link) {
        return link.contains("partial$");
    }

    static void check(Path document, String expected) throws IOException {
        if (UPDATE) {
            Files.writeString(document, expected);
        }
        assertThat(Files.readString(document)).as("%s; %s", document, REMEDY).isEqualTo(expected);
    }

    private static List<String> links(Path document) throws IOException {
        return LINK.matcher(Files.readString(document))
                .results()
                .map(link -> link.group(1) == null ? link.group(2) : link.group(1))
                .filter(link -> !link.matches("[a-z]+:.*|#.*") && !isOfCamelsOwnSite(link))
                .map(link -> link.replaceFirst("#.*", ""))
                .toList();
    }

    static List<Path> documents() throws IOException {
        Path readme = ROOT.resolve("README.md");
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"));
                Stream<Path> component = Files.walk(ROOT.resolve(COMPONENT_PAGES));
                Stream<Path> examples = Files.walk(ROOT.resolve("examples"), 2);
                Stream<Path> github = Files.walk(ROOT.resolve(".github"))) {
            return Stream.of(Stream.of(readme), docs, component, examples, github)
                    .flatMap(Function.identity())
                    .filter(path -> path.toString().matches(".*\\.(md|adoc)"))
                    .sorted()
                    .toList();
        }
    }

    /** The folder of the project, wherever the test is run from. */
    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve(".licence-header"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
