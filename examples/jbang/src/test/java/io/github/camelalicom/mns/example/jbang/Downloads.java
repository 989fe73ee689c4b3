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
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;

/**
 * What the user's Maven repository has already, so that it need not be downloaded again. Files are
 * linked, not copied: the example's repository is on the same disk, and Maven replaces a file
 * instead of writing into it.
 */
final class Downloads {

    /** What Maven writes into, or notes of one repository that are wrong for another. */
    private static final Set<String> NOTES =
            Set.of("_remote.repositories", "resolver-status.properties", "_maven.repositories");

    private final Path from;
    private final Path to;

    private Downloads(Path from, Path to) {
        this.from = from;
        this.to = to;
    }

    /**
     * @param from a local repository of Maven, which is not changed
     * @param to another one, whose own files stay
     */
    static void share(Path from, Path to) throws IOException {
        if (Files.isDirectory(from)) {
            new Downloads(from, to).linkAll();
        }
    }

    private void linkAll() throws IOException {
        Files.walkFileTree(
                from,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(
                            Path folder, BasicFileAttributes attributes) throws IOException {
                        if (isOfThisProjectOrChanges(folder)) {
                            return FileVisitResult.SKIP_SUBTREE;
                        }
                        Files.createDirectories(in(folder));
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        if (attributes.isRegularFile() && !isNote(file)) {
                            link(file);
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
    }

    private boolean isOfThisProjectOrChanges(Path folder) {
        return folder.endsWith(Path.of("io", "github", "camelalicom"))
                || folder.getFileName().toString().endsWith("-SNAPSHOT");
    }

    private static boolean isNote(Path file) {
        String name = file.getFileName().toString();
        return NOTES.contains(name)
                || name.startsWith("maven-metadata")
                || name.endsWith(".lastUpdated");
    }

    private void link(Path file) throws IOException {
        try {
            Files.createLink(in(file), file);
        } catch (FileAlreadyExistsException e) {
            // another JVM of the tests, or a download, was first
        }
    }

    private Path in(Path path) {
        return to.resolve(from.relativize(path));
    }
}
