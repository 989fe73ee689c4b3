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
package io.github.camelalicom.mns.emulator;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Independent clients in another language against the emulator. Each script in {@code conformance/}
 * checks the answers that its client gets; this class checks the effects. It needs node, npm and
 * the npm registry, and therefore runs in the profile {@code conformance} only.
 */
@Tag("conformance")
class ConformanceTest {

    private static final Path FOLDER = Path.of("target", "conformance");

    private static final String[] STEPS = {
        "send",
        "receive",
        "change visibility",
        "delete",
        "batch",
        "nothing left",
        "no such queue",
        "wrong secret"
    };

    @RegisterExtension final AlicomEmulatorExtension alicom = AlicomEmulatorExtension.create();

    @BeforeAll
    static void install() throws Exception {
        Path scripts = scripts();
        Files.createDirectories(FOLDER);
        try (Stream<Path> files = Files.list(scripts)) {
            for (Path file : files.toList()) {
                Path copy = FOLDER.resolve(file.getFileName());
                Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        run(
                new ProcessBuilder(
                        "npm",
                        "install",
                        "--no-package-lock",
                        "--no-audit",
                        "--no-fund",
                        "--ignore-scripts"),
                "npm");
    }

    @Test
    void givesTheRpcClientOfAlibabaCloudATokenAndItsRefusals() throws Exception {
        assertThat(steps("pop-core.js"))
                .containsExactly("token", "wrong secret", "unknown action", "missing parameter");
        assertThat(alicom.requests().count(RequestKind.TOKEN)).isEqualTo(4);
    }

    @Test
    void servesTheMnsClientOfAlibabaCloud() throws Exception {
        assertThat(steps("alicloud-mns.js")).startsWith("token").endsWith(STEPS);
        assertThatAllThreeWentThrough();
    }

    @Test
    void servesAnIndependentMnsClient() throws Exception {
        alicom.emulator().queues().ensure(queueName(), "SmsReport");
        assertThat(steps("ali-mns.js")).containsExactly(STEPS);
        assertThatAllThreeWentThrough();
    }

    private void assertThatAllThreeWentThrough() {
        QueueView queue = alicom.queue("SmsReport");
        assertThat(queue.sent()).isEqualTo(3);
        assertThat(queue.received()).isEqualTo(3);
        assertThat(queue.deleted()).isEqualTo(3);
        assertThat(queue.requests(RequestKind.CHANGE_VISIBILITY)).isEqualTo(1);
        assertThat(queue.requests(RequestKind.BATCH_DELETE)).isEqualTo(2);
    }

    /** The steps that a script has completed. */
    private List<String> steps(String script) throws Exception {
        ProcessBuilder node = new ProcessBuilder("node", script);
        node.environment().put("EMULATOR_ENDPOINT", alicom.endpoint());
        node.environment().put("EMULATOR_QUEUE", queueName());
        node.environment().put("EMULATOR_ACCESS_KEY", alicom.emulator().accessKey());
        node.environment().put("EMULATOR_SECRET_KEY", alicom.emulator().secretKey());
        return run(node, script)
                .lines()
                .filter(line -> line.startsWith("done: "))
                .map(line -> line.substring("done: ".length()))
                .toList();
    }

    private String queueName() {
        return alicom.queueName("SmsReport");
    }

    private static String run(ProcessBuilder command, String name) throws Exception {
        Path output = FOLDER.resolve(name + ".log");
        Process process =
                command.directory(FOLDER.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        boolean ended = process.waitFor(5, TimeUnit.MINUTES);
        process.destroyForcibly();
        String said = Files.readString(output);
        assertThat(ended).as(said).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }

    private static Path scripts() throws IOException, URISyntaxException {
        return Path.of(
                Objects.requireNonNull(ConformanceTest.class.getResource("/conformance")).toURI());
    }
}
