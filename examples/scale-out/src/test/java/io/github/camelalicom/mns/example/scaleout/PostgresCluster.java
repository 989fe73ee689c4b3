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
package io.github.camelalicom.mns.example.scaleout;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * A real PostgreSQL: a cluster of its own in a temporary folder, on a free port of the loopback
 * address. It refuses to run as root, which a build server may be; then it runs as a user without
 * rights.
 */
final class PostgresCluster implements SharedDatabase {

    private static final Path INSTALLED = Path.of("/usr/lib/postgresql");
    private static final String USER = "receipts";

    private final Path binaries;
    private final Path folder;
    private final Optional<String> account = account();
    private final int port = freePort();
    private final ReceiptsTable table;

    private PostgresCluster(Path binaries, Path folder) throws IOException {
        this.binaries = binaries;
        this.folder = folder;
        table =
                new ReceiptsTable(
                        "jdbc:postgresql://127.0.0.1:" + port + "/postgres",
                        USER,
                        UUID.randomUUID().toString());
    }

    /** Starts one. Where PostgreSQL is not installed the test is skipped; with CI=true it fails. */
    static PostgresCluster create() throws Exception {
        Optional<Path> binaries = find();
        assertThat(binaries.isPresent() || !"true".equals(System.getenv("CI")))
                .as("PostgreSQL in " + INSTALLED + ", since CI=true")
                .isTrue();
        assumeTrue(binaries.isPresent(), "PostgreSQL is not installed in " + INSTALLED);
        PostgresCluster cluster =
                new PostgresCluster(binaries.get(), Files.createTempDirectory("postgres"));
        cluster.initialize();
        cluster.start();
        cluster.table.create();
        return cluster;
    }

    /** Of several versions the newest. */
    private static Optional<Path> find() throws IOException {
        if (!Files.isDirectory(INSTALLED)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(INSTALLED)) {
            return versions.filter(version -> Files.isExecutable(version.resolve("bin/initdb")))
                    .max(Comparator.comparingInt(PostgresCluster::number))
                    .map(version -> version.resolve("bin"));
        }
    }

    private static int number(Path version) {
        return Integer.parseInt(version.getFileName().toString().replaceAll("\\D.*", ""));
    }

    private static Optional<String> account() {
        return "root".equals(System.getProperty("user.name"))
                ? Optional.of("nobody")
                : Optional.empty();
    }

    private void initialize() throws Exception {
        Path password = Files.writeString(folder.resolve("password"), table.password());
        Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
        own(folder, password);
        run(
                "initdb",
                "--pgdata=" + data(),
                "--username=" + USER,
                "--pwfile=" + password,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C");
    }

    private void own(Path... paths) throws IOException {
        if (account.isPresent()) {
            for (Path path : paths) {
                Files.setOwner(
                        path,
                        path.getFileSystem()
                                .getUserPrincipalLookupService()
                                .lookupPrincipalByName(account.get()));
            }
        }
    }

    void start() throws Exception {
        run(
                "pg_ctl",
                "start",
                "--wait",
                "--pgdata=" + data(),
                "--log=" + folder.resolve("log"),
                "--options=-p "
                        + port
                        + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=''");
    }

    /** As when its machine fails: connections break, and it recovers when it starts. */
    void crash() throws Exception {
        stop("immediate");
    }

    private void stop(String mode) throws Exception {
        run("pg_ctl", "stop", "--wait", "--mode=" + mode, "--pgdata=" + data());
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("db.url", table.url(), "db.user", USER, "db.password", table.password());
    }

    @Override
    public ReceiptsTable table() {
        return table;
    }

    @Override
    public void close() throws Exception {
        if (Files.exists(data().resolve("postmaster.pid"))) {
            stop("fast");
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private Path data() {
        return folder.resolve("data");
    }

    /** Its output goes to a file: the server inherits it, and would keep a pipe open. */
    private void run(String program, String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        account.ifPresent(name -> command.addAll(List.of("runuser", "-u", name, "--")));
        command.add(binaries.resolve(program).toString());
        command.addAll(List.of(arguments));
        Path output = folder.resolveSibling(folder.getFileName() + ".out");
        int exit =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start()
                        .waitFor();
        assertThat(exit).as(program + ": " + Files.readString(output)).isZero();
        Files.delete(output);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
