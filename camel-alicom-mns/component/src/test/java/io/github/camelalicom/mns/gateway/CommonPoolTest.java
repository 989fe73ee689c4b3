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
package io.github.camelalicom.mns.gateway;

import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** An application can forbid the common pool to have threads. */
class CommonPoolTest {

    @Test
    void aClientThatIsReleasedAfterItsLastUserIsClosedWithoutIt() throws Exception {
        Process jvm =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-Djava.util.concurrent.ForkJoinPool.common.parallelism=0",
                                "-cp",
                                System.getProperty("java.class.path"),
                                ChildMain.class.getName())
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try {
            assertThat(jvm.waitFor(120, TimeUnit.SECONDS)).isTrue();
            assertThat(jvm.exitValue()).isZero();
        } finally {
            jvm.destroyForcibly();
        }
    }

    /** Ends only if the threads of the client have ended. */
    public static final class ChildMain {

        private ChildMain() {}

        public static void main(String[] args) {
            ServiceAddress address =
                    ServiceAddress.of(URI.create("http://127.0.0.1:1"), ProxySettings.UNSET);
            SharedClient shared = SharedClients.acquire(address);
            SdkClient client = shared.acquire();
            SharedClients.release(shared);
            client.release();
        }
    }
}
