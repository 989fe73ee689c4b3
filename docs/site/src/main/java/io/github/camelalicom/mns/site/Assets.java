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
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The files of the site that are the same for every page. */
final class Assets {

    private static final List<String> FILES =
            List.of("site.css", "code.css", "theme.js", "site.js", "search.js");

    private Assets() {}

    static void copyTo(Path output) throws IOException {
        Path folder = Files.createDirectories(output.resolve("assets"));
        for (String file : FILES) {
            Files.writeString(folder.resolve(file), text(file));
        }
    }

    static String text(String file) {
        try (InputStream stream = Assets.class.getResourceAsStream(file)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
