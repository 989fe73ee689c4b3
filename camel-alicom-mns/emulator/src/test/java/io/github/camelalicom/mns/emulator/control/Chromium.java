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
package io.github.camelalicom.mns.emulator.control;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A real Chromium without a window, as a process of its own with an empty profile. */
final class Chromium implements AutoCloseable {

    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
    static final String MISSING = "no browser on the PATH, one of " + NAMES;
    private static final Pattern LISTENING = Pattern.compile("DevTools listening on (ws://\\S+)");

    private final Process process;
    private final Path profile;
    private final DevTools devTools;

    private Chromium(Process process, Path profile, DevTools devTools) {
        this.process = process;
        this.profile = profile;
        this.devTools = devTools;
    }

    /** Starts one; empty where there is none, but on a build server that is a failure. */
    static Optional<Chromium> startIfThere() throws IOException {
        Optional<Path> program = find();
        if (program.isPresent()) {
            return Optional.of(start(program.get()));
        }
        if ("true".equals(System.getenv("CI"))) {
            throw new AssertionError(MISSING + ", and CI=true");
        }
        return Optional.empty();
    }

    private static Chromium start(Path program) throws IOException {
        Path profile = Files.createTempDirectory("emulator-page");
        Process process =
                new ProcessBuilder(command(program, profile))
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        return new Chromium(process, profile, DevTools.connect(address(process)));
    }

    /** A new tab with nothing remembered from the others. */
    Tab open(String address) {
        return Tab.open(devTools, address);
    }

    @Override
    public void close() throws Exception {
        devTools.close();
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        try (Stream<Path> files = Files.walk(profile)) {
            files.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        }
    }

    private static Optional<Path> find() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Arrays.stream(path.split(File.pathSeparator))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Without a sandbox, which a container does not allow; it sees pages of this test alone. */
    private static List<String> command(Path program, Path profile) {
        return List.of(
                program.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-first-run",
                "--lang=en",
                "--hide-scrollbars",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank");
    }

    /** What it says on its error output; the rest of it is read so that the pipe never fills. */
    private static String address(Process process) throws IOException {
        BufferedReader errors =
                new BufferedReader(
                        new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
        StringBuilder said = new StringBuilder();
        for (String line = errors.readLine(); line != null; line = errors.readLine()) {
            Matcher listening = LISTENING.matcher(line);
            if (listening.find()) {
                drain(errors);
                return listening.group(1);
            }
            said.append(line).append('\n');
        }
        throw new IOException("the browser ended at once: " + said);
    }

    private static void drain(BufferedReader errors) {
        Thread drain =
                new Thread(
                        () -> {
                            try {
                                errors.lines().forEach(line -> {});
                            } catch (UncheckedIOException e) {
                                // The browser has ended.
                                return;
                            }
                        },
                        "chromium-stderr");
        drain.setDaemon(true);
        drain.start();
    }
}
