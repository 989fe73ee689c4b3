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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import io.github.camelalicom.mns.emulator.AlicomEmulatorExtension;

import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static org.assertj.core.api.Assertions.assertThat;

/** A JVM of its own, whose main returns once the context is stopped: nothing may keep it alive. */
class JvmExitTest {

    @RegisterExtension
    static final AlicomEmulatorExtension alicom = AlicomEmulatorExtension.create();

    @TempDir Path folder;

    @Test
    void theJvmEndsByItselfAfterTheContextIsStopped() throws Exception {
        alicom.deliver(smsReport());
        File output = folder.resolve("output").toFile();

        Process jvm =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-cp",
                                System.getProperty("java.class.path"),
                                ChildMain.class.getName(),
                                alicom.uri("SmsReport", "waitTime=30s"))
                        .redirectErrorStream(true)
                        .redirectOutput(output)
                        .start();
        try {
            assertThat(jvm.waitFor(60, TimeUnit.SECONDS))
                    .as("ended by itself; it said: %s", Files.readString(output.toPath()))
                    .isTrue();
            assertThat(jvm.exitValue()).isZero();
            assertThat(alicom.queue("SmsReport").deleted()).isEqualTo(1);
        } finally {
            jvm.destroyForcibly();
        }
    }

    /** What runs in the other JVM: one receipt, then stop, then the end of main. */
    public static final class ChildMain {

        private ChildMain() {}

        public static void main(String[] args) throws Exception {
            CountDownLatch came = new CountDownLatch(1);
            DefaultCamelContext camel = new DefaultCamelContext();
            camel.addRoutes(
                    new RouteBuilder() {
                        @Override
                        public void configure() {
                            from(args[0]).process(exchange -> came.countDown());
                        }
                    });
            camel.start();
            came.await(60, TimeUnit.SECONDS);
            camel.stop();
        }
    }
}
