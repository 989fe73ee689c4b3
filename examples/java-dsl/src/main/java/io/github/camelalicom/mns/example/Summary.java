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
package io.github.camelalicom.mns.example;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Says how much is in the files, and where they are. */
final class Summary {

    private Summary() {}

    static String of(Path folder) throws IOException {
        return """

                delivered  %4d  %s
                failed     %4d  %s
                rejected   %4d  %s"""
                .formatted(
                        lines(folder.resolve("delivered.txt")),
                        folder.resolve("delivered.txt"),
                        lines(folder.resolve("failed.txt")),
                        folder.resolve("failed.txt"),
                        files(folder.resolve("rejected")),
                        folder.resolve("rejected"));
    }

    private static long lines(Path file) throws IOException {
        if (!Files.exists(file)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        }
    }

    private static long files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        }
    }
}
