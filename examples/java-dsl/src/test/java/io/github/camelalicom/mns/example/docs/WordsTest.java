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
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Texts are in plain technical English, and in Chinese as Alibaba Cloud's documents write it. */
class WordsTest {

    private static final String COMPONENT =
            "camel-alicom-mns/component/src/main/java/io/github/camelalicom/mns/";

    /** Where such an expression is the right one. */
    private record Permitted(String path, String words, String reason) {}

    private static final List<Permitted> PERMITTED = List.of();

    /** An expression in a text, on one line of it or across its end. */
    private record Hit(String path, long line, ForbiddenWords forbidden, String words) {

        @Override
        public String toString() {
            return "%s:%d: \"%s\" (%s); write: %s"
                    .formatted(path, line, words, forbidden.expression(), forbidden.instead());
        }

        private boolean isPermittedBy(Permitted permitted) {
            return permitted.path().equals(path) && permitted.words().equals(words);
        }
    }

    private static List<Hit> hits;

    @BeforeAll
    static void readTheProject() throws IOException {
        hits = read();
    }

    @Test
    void textsAreInPlainWords() {
        assertThat(hits).filteredOn(hit -> !isPermitted(hit)).isEmpty();
    }

    @Test
    void everyExceptionIsNeededAndHasAReason() {
        assertThat(PERMITTED)
                .doesNotHaveDuplicates()
                .allSatisfy(permitted -> assertThat(permitted.reason()).isNotBlank())
                .allMatch(permitted -> hits.stream().anyMatch(hit -> hit.isPermittedBy(permitted)));
    }

    private static List<Hit> read() throws IOException {
        ProjectTexts texts = new ProjectTexts(DocumentationTest.ROOT);
        List<Hit> found = new ArrayList<>();
        for (String path : texts.paths()) {
            String text = texts.text(path);
            forbiddenIn(path)
                    .forEach(
                            forbidden ->
                                    forbidden
                                            .pattern()
                                            .matcher(text)
                                            .results()
                                            .map(match -> hit(path, text, forbidden, match))
                                            .forEach(found::add));
        }
        return found;
    }

    private static Stream<ForbiddenWords> forbiddenIn(String path) {
        Stream<ForbiddenWords> everywhere =
                Stream.of(ForbiddenWords.ENGLISH, ForbiddenWords.CHINESE).flatMap(List::stream);
        return path.matches(COMPONENT + "(consumer|monitor)/.*")
                ? Stream.concat(everywhere, Stream.of(ForbiddenWords.TROUBLE))
                : everywhere;
    }

    private static Hit hit(String path, String text, ForbiddenWords forbidden, MatchResult match) {
        long lineEnds = text.chars().limit(match.start()).filter(c -> c == '\n').count();
        String words = match.group().replaceAll("[\\s\"+*/#]+", " ");
        return new Hit(path, 1 + lineEnds, forbidden, words);
    }

    private static boolean isPermitted(Hit hit) {
        return PERMITTED.stream().anyMatch(hit::isPermittedBy);
    }
}
