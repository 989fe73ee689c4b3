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

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** A real proxy, Debian's tinyproxy, as a process of its own that asks for a password. */
public final class Tinyproxy implements AutoCloseable {

    public static final String USERNAME = "walker";
    public static final String PASSWORD = "let-me.in9";

    private final Process process;
    private final int port;
    private final Path log;

    private Tinyproxy(Process process, int port, Path log) {
        this.process = process;
        this.port = port;
        this.log = log;
    }

    /**
     * Starts one. Where there is none the test is skipped, but on a build server it fails.
     *
     * @param more lines of its configuration
     */
    public static Tinyproxy start(Path folder, String... more) throws IOException {
        Optional<Path> program = find();
        assertThat(program.isPresent() || !"true".equals(System.getenv("CI")))
                .as("a tinyproxy on the PATH, since CI=true")
                .isTrue();
        assumeTrue(program.isPresent(), "no tinyproxy on the PATH");
        return start(program.get(), folder, more);
    }

    private static Optional<Path> find() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Arrays.stream((path + ":/usr/sbin").split(File.pathSeparator))
                .map(part -> Path.of(part, "tinyproxy"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Tinyproxy start(Path program, Path folder, String... more) throws IOException {
        int port = freePort();
        Path log = Files.createTempFile(folder, "tinyproxy", ".log");
        Path configuration = Files.createTempFile(folder, "tinyproxy", ".conf");
        Files.writeString(
                configuration,
                """
                Port %d
                Listen 127.0.0.1
                Allow 127.0.0.1
                Timeout 60
                MaxClients 100
                LogLevel Connect
                %s
                """
                        .formatted(port, String.join("\n", more)));
        Process process =
                new ProcessBuilder(program.toString(), "-d", "-c", configuration.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        await().ignoreExceptions().until(() -> accepts(port));
        return new Tinyproxy(process, port, log);
    }

    private static boolean accepts(int port) throws IOException {
        new Socket(InetAddress.getLoopbackAddress(), port).close();
        return true;
    }

    /** A line of the configuration: requests without this user are refused. */
    public static String askingForPassword() {
        return "BasicAuth " + USERNAME + " " + PASSWORD;
    }

    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    public int port() {
        return port;
    }

    /** The request lines so far, such as {@code CONNECT localhost:443 HTTP/1.1}. */
    public List<String> requests() throws IOException {
        return Files.readString(log, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.contains("Request (file descriptor"))
                .map(line -> line.replaceFirst(".*?\\): ", ""))
                .toList();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
