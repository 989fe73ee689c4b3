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
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** In an application that has neither Micrometer nor Camel's tracing, console or JMX. */
class WithoutOptionalsTest extends AlicomMnsTestSupport {

    private static final String OPTIONAL =
            "(micrometer|opentelemetry|prometheus|camel-(telemetry|console|management-\\d))";

    /** Run in a class loader of its own: one route, until it is interrupted. */
    public static final class Application implements Runnable {

        private final String uri;

        public Application(String uri) {
            this.uri = uri;
        }

        @Override
        public void run() {
            try (DefaultCamelContext camel = new DefaultCamelContext()) {
                camel.addRoutes(
                        new RouteBuilder() {
                            @Override
                            public void configure() {
                                from(uri).to("mock:done");
                            }
                        });
                camel.start();
                // in a class loader of its own, where the patience of the other tests is unknown
                await().atMost(Duration.ofMinutes(1))
                        .until(() -> Thread.currentThread().isInterrupted() || isDone(camel));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        private static boolean isDone(DefaultCamelContext camel) {
            return camel.getEndpoint(
                                    "mock:done", org.apache.camel.component.mock.MockEndpoint.class)
                            .getReceivedCounter()
                    == 2;
        }
    }

    @Test
    void receiptsFlow() throws Exception {
        deliver(2);
        // never closed: a daemon thread of the SDK stays alive in it, and loads a class of its own
        // now and then; Awaitility would tell its failure to whichever test waits just then
        URLClassLoader application =
                new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader());
        assertThatThrownBy(() -> application.loadClass("io.micrometer.core.instrument.Timer"))
                .isInstanceOf(ClassNotFoundException.class);
        assertThatThrownBy(() -> application.loadClass("org.apache.camel.telemetry.Tracer"))
                .isInstanceOf(ClassNotFoundException.class);
        Class<?> type = application.loadClass(Application.class.getName());
        Runnable run =
                (Runnable) type.getConstructor(String.class).newInstance(alicom.uri("SmsReport"));
        Thread thread = new Thread(run, "application");
        thread.setContextClassLoader(application);
        thread.start();
        awaitDeleted("SmsReport", 2);
        awaitEnd(thread);
        assertThat(alicom.queue("SmsReport").deleted()).isEqualTo(2);
    }

    private static URL[] classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(jar -> !jar.getFileName().toString().matches(".*" + OPTIONAL + ".*"))
                .map(WithoutOptionalsTest::url)
                .toArray(URL[]::new);
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }
}
