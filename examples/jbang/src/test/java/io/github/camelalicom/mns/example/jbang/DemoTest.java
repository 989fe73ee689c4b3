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
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What README's command runs, in a JVM of its own. */
class DemoTest {

    @TempDir Path folder;

    @BeforeAll
    static void shareDownloads() throws IOException {
        ExampleTestSupport.shareDownloads();
    }

    /** Its summary is of this run, although the file grows with each. */
    @Test
    void runsWithoutAnAccountAndEndsByItself() throws Exception {
        Path receipts = Files.createDirectories(folder.resolve("demo/receipts"));
        Files.writeString(receipts.resolve("receipts.txt"), "of an earlier run\n");
        ProcessBuilder demo =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Demo.class.getName(),
                        System.getProperty("example.source"),
                        System.getProperty("example.repository"),
                        folder.resolve("demo").toString(),
                        "10");
        try (var run = RunningProcess.start(demo, folder.resolve("output.txt"))) {
            assertThat(run.finish())
                    .contains("receipts     3  ", "replies      2  ", "rejected     1  ")
                    .contains("set aside: ALICOM-601 The receipt is not valid JSON")
                    .doesNotContain("ERROR");
        }
    }
}
