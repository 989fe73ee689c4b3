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
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The texts that people write in this repository: main code, resources, documents. Parts that are
 * taken over from the component's code are blank here, because they are read there.
 */
final class ProjectTexts {

    private static final Pattern READ =
            Pattern.compile(".*\\.(java|adoc|md|yaml|yml|js|json|html|css|properties|sql|xml|sh)");

    private static final Pattern SKIPPED =
            Pattern.compile(".*/(target|src/generated|src/test|\\.git)/.*");

    /** Decisions stay as they were taken. */
    private static final List<String> NOT_OURS = List.of("docs/contributing/decisions.adoc");

    private static final String CATALOG =
            "camel-alicom-mns/component/src/generated/resources/META-INF/io/github/camelalicom/mns/"
                    + "alicom-mns.json";

    private static final Pattern DESCRIPTION =
            Pattern.compile("\"description\": \"((?:[^\"\\\\]|\\\\.)*)\"");

    /** Quoted code, messages included: on one line, or across one line end. */
    private static final Pattern QUOTED =
            Pattern.compile("(?<!`)`(?!`)[^`\\n]*(?:\\n[^`\\n]+)?`(?!`)");

    private static final Pattern CAMEL_CASE = Pattern.compile("(?<=[a-z])(?=[A-Z])|(?<=[A-Za-z])_");

    private final Path root;
    private final List<String> descriptions;

    ProjectTexts(Path root) throws IOException {
        this.root = root;
        descriptions =
                DESCRIPTION
                        .matcher(Files.readString(root.resolve(CATALOG)))
                        .results()
                        .map(text -> text.group(1).replace("\\\"", "\""))
                        .toList();
    }

    /** All files, by their paths from the root. */
    List<String> paths() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString().replace('\\', '/'))
                    .filter(path -> READ.matcher(path).matches())
                    .filter(path -> !SKIPPED.matcher("/" + path).matches())
                    .filter(path -> !NOT_OURS.contains(path))
                    .sorted()
                    .toList();
        }
    }

    /** Names in code are cut into words; positions of lines stay. */
    String text(String path) {
        String text = read(path);
        if (path.matches(".*\\.(java|js)")) {
            return CAMEL_CASE.matcher(text).replaceAll(" ");
        }
        for (String description : descriptions) {
            text = text.replace(description, "");
        }
        return QUOTED.matcher(text).replaceAll(ProjectTexts::lineEnds);
    }

    private static String lineEnds(MatchResult quote) {
        return "`" + quote.group().replaceAll("[^\\n]", "");
    }

    private String read(String path) {
        try {
            return Files.readString(root.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
