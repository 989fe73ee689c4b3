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
package io.github.camelalicom.mns.benchmark;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.github.camelalicom.mns.benchmark.contender.Contenders;
import io.github.camelalicom.mns.benchmark.contender.Worker;

/** A contender in a JVM of its own, with the class path of this one. */
final class WorkerProcess implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 10;

    /** To be replaced by those that record a profile, say. */
    private static final List<String> JVM_OPTIONS =
            List.of(System.getProperty("benchmark.jvm", "-Xmx1g").split(" "));

    private final Contenders contender;
    private final Process process;
    private final BufferedReader in;
    private final BufferedWriter out;

    WorkerProcess(Contenders contender, String endpoint, Service service, String classPath)
            throws IOException {
        this.contender = contender;
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM_OPTIONS);
        command.addAll(List.of("-cp", classPath, Worker.class.getName()));
        command.addAll(
                List.of(contender.name(), endpoint, service.accessKey(), service.secretKey()));
        process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        in =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        out =
                new BufferedWriter(
                        new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
    }

    void work(String queue) {
        work(List.of(queue));
    }

    void work(List<String> queues) {
        ask("work " + String.join(" ", queues));
    }

    void rest() {
        ask("rest");
    }

    Figures figures() {
        return Figures.parse(ask("figures"));
    }

    Footprint footprint() {
        return Footprint.parse(ask("footprint"));
    }

    private String ask(String line) {
        try {
            out.write(line);
            out.newLine();
            out.flush();
            String answer = in.readLine();
            while (answer != null && !answer.startsWith(Worker.ANSWER)) {
                answer = in.readLine();
            }
            if (answer == null) {
                throw hasEnded(line, null);
            }
            return answer.substring(Worker.ANSWER.length());
        } catch (IOException e) {
            throw hasEnded(line, e);
        }
    }

    private IllegalStateException hasEnded(String line, IOException cause) {
        return new IllegalStateException(
                "the worker of " + contender + " has ended, asked to: " + line, cause);
    }

    @Override
    public void close() throws InterruptedException {
        try {
            out.close();
        } catch (IOException e) {
            // it has ended already
        }
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
