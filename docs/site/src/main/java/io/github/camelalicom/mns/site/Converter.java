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

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.asciidoctor.Asciidoctor;
import org.asciidoctor.Attributes;
import org.asciidoctor.Options;
import org.asciidoctor.SafeMode;
import org.asciidoctor.ast.Document;
import org.asciidoctor.log.LogRecord;
import org.asciidoctor.log.Severity;

/** Makes HTML of AsciiDoc. */
final class Converter implements AutoCloseable {

    private final Path root;
    private final Asciidoctor asciidoctor = Asciidoctor.Factory.create();
    private final List<String> warnings = new ArrayList<>();
    private String source;

    Converter(Path root) {
        this.root = root;
        asciidoctor.registerLogHandler(this::keepWarning);
    }

    private void keepWarning(LogRecord log) {
        if (log.getSeverity().compareTo(Severity.WARN) >= 0) {
            warnings.add(source + ": " + log.getMessage() + " at " + log.getCursor());
        }
    }

    /** What Asciidoctor has warned of so far, with its places. */
    List<String> warnings() {
        return warnings;
    }

    Page convert(String page, String target) {
        source = page;
        Document document = asciidoctor.loadFile(root.resolve(page).toFile(), options(target));
        return Page.ofHtml(page, target, document.getDoctitle(), document.convert());
    }

    private static Options options(String target) {
        return Options.builder()
                .standalone(false)
                .safe(SafeMode.UNSAFE)
                .attributes(attributes(Language.of(target)))
                .build();
    }

    private static Attributes attributes(Language language) {
        var attributes =
                Attributes.builder()
                        .attribute("env-site", "")
                        .attribute("experimental", "")
                        .attribute("notitle", "")
                        .attribute("sectanchors", "")
                        .attribute("source-highlighter", "rouge")
                        .attribute("rouge-css", "class")
                        .attribute("figure-caption", false)
                        .attribute("table-caption", false)
                        .attribute("example-caption", false);
        language.words().stringPropertyNames().stream()
                .filter(key -> key.endsWith("-caption"))
                .forEach(key -> attributes.attribute(key, language.word(key)));
        return attributes.build();
    }

    @Override
    public void close() {
        asciidoctor.close();
    }
}
