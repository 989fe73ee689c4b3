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
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import io.github.camelalicom.mns.emulator.AlicomEmulatorExtension;

import static org.awaitility.Awaitility.await;

/** The example's own files, the real CLI and the emulator. */
abstract class ExampleTestSupport {

    static final String FIRST = "receipts.camel.yaml";
    static final String SECOND = "receipts-and-replies.camel.yaml";
    static final String PIPE = "replies-pipe.yaml";
    static final String PROPERTIES = "application.properties";

    @RegisterExtension
    static final AlicomEmulatorExtension alicom = AlicomEmulatorExtension.create();

    private static boolean shared;

    @TempDir Path folder;

    CamelCli cli;

    @BeforeAll
    static synchronized void shareDownloads() throws IOException {
        if (shared) {
            return;
        }
        shared = true;
        Downloads.share(Path.of(System.getProperty("example.downloads")), repository());
    }

    @BeforeEach
    void copyTheExample() throws IOException {
        cli = new CamelCli(repository(), folder).with(source(), FIRST, SECOND, PIPE, PROPERTIES);
    }

    static Path source() {
        return Path.of(System.getProperty("example.source"));
    }

    static Path repository() {
        return Path.of(System.getProperty("example.repository"));
    }

    static String dependency(String artifact) {
        return "mvn:io.github.camelalicom:"
                + artifact
                + ":"
                + System.getProperty("example.version");
    }

    /** Runs the CLI with an account, which is the emulator's. */
    RunningProcess camel(String... arguments) throws IOException {
        ProcessBuilder command = cli.command(arguments);
        command.environment().putAll(CamelCli.account(alicom.emulator()));
        return RunningProcess.start(command, folder.resolve("output.txt"));
    }

    /** Runs it without one. */
    RunningProcess camelWithoutAccount(String... arguments) throws IOException {
        return RunningProcess.start(cli.command(arguments), folder.resolve("output.txt"));
    }

    /** A JVM must start on a busy machine, and perhaps download first. */
    static ConditionFactory eventually() {
        return await().atMost(Duration.ofMinutes(3)).pollInterval(Duration.ofMillis(100));
    }

    List<String> linesOf(String file) throws IOException {
        Path path = folder.resolve(file);
        return Files.exists(path) ? Files.readAllLines(path) : List.of();
    }

    List<String> contentsOf(String directory) throws IOException {
        Path path = folder.resolve(directory);
        if (!Files.isDirectory(path)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(file -> !file.getFileName().toString().startsWith("."))
                    .map(ExampleTestSupport::read)
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
