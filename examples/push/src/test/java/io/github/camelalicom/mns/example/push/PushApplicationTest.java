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
package io.github.camelalicom.mns.example.push;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The application in a JVM of its own, as the README runs it. */
class PushApplicationTest {

    @TempDir Path folder;

    @Test
    void printsEachReceiptOnceFromWhicheverSourceItComesAndEndsByItself() throws Exception {
        // given
        Path output = folder.resolve("output.txt");
        ProcessBuilder builder =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-cp",
                                System.getProperty("java.class.path"),
                                PushApplication.class.getName())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("ALICOM_"));
        // when
        Process application = builder.start();
        try {
            assertThat(application.waitFor(120, TimeUnit.SECONDS)).isTrue();
        } finally {
            application.destroyForcibly();
        }
        // then
        String printed = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(application.exitValue()).as(printed).isZero();
        assertThat(printed)
                .contains("push of 2 answered {\"code\":0")
                .containsOnlyOnce("bizId=from-the-queue")
                .containsOnlyOnce("bizId=from-the-push")
                .containsOnlyOnce("bizId=from-both")
                .contains("SignSmsReport[")
                .doesNotContainPattern("(?<![0-9])13[0-9]{9}(?![0-9])")
                .doesNotContain("ERROR");
    }
}
