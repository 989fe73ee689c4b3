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
package io.github.camelalicom.mns;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The Camel metadata in src/generated is committed, and so is the component's page in
 * src/main/docs, whose head Camel's generator writes. The build keeps a copy of what it found there
 * before it generates; if the two differ, what was committed was out of date.
 */
class GeneratedMetadataTest {

    private static final Path FOUND = Path.of("target", "committed-metadata");
    private static final Path GENERATED = Path.of("src", "generated");
    private static final Path COMMITTED_PAGE = Path.of("target", "committed-docs");
    private static final Path PAGE = Path.of("src", "main", "docs");

    @Test
    void whatIsCommittedIsWhatTheBuildGenerates() {
        assertThat(files(FOUND))
                .as("run the build again and commit src/generated")
                .isEqualTo(files(GENERATED));
    }

    @Test
    void theTitleAndTheAttributesOfThePageAreThoseOfTheCatalog() {
        assertThat(files(COMMITTED_PAGE))
                .as("run the build again and commit src/main/docs")
                .containsKey("alicom-mns-component.adoc")
                .isEqualTo(files(PAGE));
    }

    @Test
    void theCatalogKnowsTheComponent() {
        assertThat(files(GENERATED))
                .containsKeys(
                        "resources/META-INF/io/github/camelalicom/mns/alicom-mns.json",
                        "resources/META-INF/services/org/apache/camel/component/alicom-mns",
                        "resources/META-INF/services/org/apache/camel/TypeConverterLoader");
    }

    private static Map<String, String> files(Path root) {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(root)) {
            paths.filter(Files::isRegularFile)
                    .forEach(path -> files.put(name(root, path), content(path)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    private static String name(Path root, Path path) {
        return root.relativize(path).toString().replace('\\', '/');
    }

    private static String content(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
