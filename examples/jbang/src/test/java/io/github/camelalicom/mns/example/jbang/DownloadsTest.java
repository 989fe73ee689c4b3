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
package io.github.camelalicom.mns.example.jbang;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class DownloadsTest {

    @TempDir Path folder;

    private Path from;
    private Path to;

    @BeforeEach
    void createRepositories() throws IOException {
        from = Files.createDirectory(folder.resolve("from"));
        to = Files.createDirectory(folder.resolve("to"));
    }

    @Test
    void releasesAreSharedWithoutTheNotesOfTheirRepository() throws Exception {
        write(from, "a/b/1.0/b-1.0.jar", "jar");
        write(from, "a/b/1.0/b-1.0.jar.lastUpdated", "");
        write(from, "a/b/1.0/_remote.repositories", "b-1.0.jar>central=");
        write(from, "a/b/maven-metadata-central.xml", "<metadata/>");

        Downloads.share(from, to);

        assertThat(filesIn(to)).containsExactly("a/b/1.0/b-1.0.jar");
    }

    /** The build has laid its own jars there, and an installed snapshot may be an old one. */
    @Test
    void theProjectsOwnJarsAreThoseOfTheBuild() throws Exception {
        write(from, "io/github/camelalicom/c/1/c-1.jar", "installed");
        write(from, "a/b/1.0-SNAPSHOT/b-1.0-SNAPSHOT.jar", "installed");
        Path own = write(to, "io/github/camelalicom/c/1/c-1.jar", "built");

        Downloads.share(from, to);

        assertThat(filesIn(to)).containsExactly("io/github/camelalicom/c/1/c-1.jar");
        assertThat(own).hasContent("built");
    }

    @Test
    void whatIsThereAlreadyStays() throws Exception {
        write(from, "a/b/1.0/b-1.0.jar", "user's");
        Path own = write(to, "a/b/1.0/b-1.0.jar", "own");

        Downloads.share(from, to);

        assertThat(own).hasContent("own");
    }

    @Test
    void withoutAUsersRepositoryNothingIsShared() throws Exception {
        Downloads.share(folder.resolve("missing"), to);

        assertThat(filesIn(to)).isEmpty();
    }

    private static Path write(Path repository, String file, String content) throws IOException {
        Path path = repository.resolve(file);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, content);
    }

    private static List<String> filesIn(Path repository) throws IOException {
        try (Stream<Path> files = Files.walk(repository)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> repository.relativize(file).toString())
                    .toList();
        }
    }
}
