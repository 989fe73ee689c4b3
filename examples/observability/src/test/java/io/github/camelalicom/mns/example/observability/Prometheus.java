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
package io.github.camelalicom.mns.example.observability;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.apache.camel.util.json.DeserializationException;
import org.apache.camel.util.json.JsonArray;
import org.apache.camel.util.json.JsonObject;
import org.apache.camel.util.json.Jsoner;

import static org.awaitility.Awaitility.await;

/** A real Prometheus, as a process of its own that reads one application every second. */
final class Prometheus implements AutoCloseable {

    /** A series of an answer: what tells it from others, and its value now. */
    record Sample(Map<String, String> labels, double value) {}

    private static final String PROMETHEUS = "prometheus";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final Process process;
    private final String address;

    private Prometheus(Process process, String address) {
        this.process = process;
        this.address = address;
    }

    /**
     * Starts one; empty where there is none, but on a build server that is a failure.
     *
     * @param folder for its configuration and its data
     * @param port where the application answers
     * @param rules files of rules, evaluated every second
     */
    static Optional<Prometheus> startIfThere(Path folder, int port, Path... rules)
            throws IOException {
        Optional<Path> program = find(PROMETHEUS);
        return program.isPresent()
                ? Optional.of(start(program.get(), configuration(folder, port, rules), folder))
                : Optional.empty();
    }

    /** A program of Prometheus; empty where it is not installed, except on a build server. */
    static Optional<Path> find(String program) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        Optional<Path> found =
                Arrays.stream(path.split(File.pathSeparator))
                        .map(part -> Path.of(part, program))
                        .filter(Files::isExecutable)
                        .findFirst();
        if (found.isEmpty() && "true".equals(System.getenv("CI"))) {
            throw new AssertionError("no " + program + " on the PATH, and CI=true");
        }
        return found;
    }

    private static Path configuration(Path folder, int port, Path... rules) throws IOException {
        String files =
                Arrays.stream(rules)
                        .map(file -> "'" + file.toAbsolutePath() + "'")
                        .collect(Collectors.joining(", ", "[", "]"));
        return Files.writeString(
                folder.resolve("prometheus.yml"),
                """
                global:
                  scrape_interval: 1s
                  evaluation_interval: 1s
                rule_files: %s
                scrape_configs:
                  - job_name: observed
                    metrics_path: /observe/metrics
                    static_configs:
                      - targets: ["127.0.0.1:%d"]
                """
                        .formatted(files, port));
    }

    private static Prometheus start(Path program, Path configuration, Path folder)
            throws IOException {
        String listen = "127.0.0.1:" + freePort();
        Process process =
                new ProcessBuilder(
                                program.toString(),
                                "--config.file=" + configuration,
                                "--storage.tsdb.path=" + folder.resolve("data"),
                                "--web.listen-address=" + listen,
                                "--log.level=warn")
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("prometheus.log").toFile())
                        .start();
        Prometheus prometheus = new Prometheus(process, "http://" + listen);
        await().atMost(Duration.ofSeconds(60))
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> prometheus.get("/-/ready").statusCode() == 200);
        return prometheus;
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** What the expression gives now. */
    List<Sample> query(String expression) throws IOException, InterruptedException {
        String path = "/api/v1/query?query=";
        JsonObject data =
                (JsonObject) data(path + URLEncoder.encode(expression, StandardCharsets.UTF_8));
        return ((JsonArray) data.get("result")).stream().map(Prometheus::sample).toList();
    }

    /** The values of a label in all series of a metric. */
    List<String> labelValues(String metric, String label) throws IOException, InterruptedException {
        String path = "/api/v1/label/" + label + "/values?match[]=" + metric;
        JsonArray values = (JsonArray) data(path.replace("[", "%5B").replace("]", "%5D"));
        return values.stream().map(String.class::cast).toList();
    }

    private static Sample sample(Object series) {
        JsonObject one = (JsonObject) series;
        Map<String, Object> metric = one.getMap("metric");
        JsonArray value = (JsonArray) one.get("value");
        return new Sample(
                metric.entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        Map.Entry::getKey, label -> (String) label.getValue())),
                Double.parseDouble(((String) value.get(1)).replace("Inf", "Infinity")));
    }

    private Object data(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = get(path);
        if (answer.statusCode() != 200) {
            throw new AssertionError(path + ": " + answer.body());
        }
        try {
            return ((JsonObject) Jsoner.deserialize(answer.body())).get("data");
        } catch (DeserializationException e) {
            throw new IOException(e);
        }
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + path)).build();
        return CLIENT.send(request, BodyHandlers.ofString());
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
