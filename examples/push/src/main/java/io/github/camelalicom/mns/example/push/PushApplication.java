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

import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;

/**
 * Prints receipts from the queue and from pushes until it is stopped, or for as many seconds as
 * {@code example.seconds} says.
 *
 * <p>With {@code alicom.queue-name} set it works with Alibaba Cloud. Without, it starts the
 * emulator, and pushes some receipts to itself.
 */
public final class PushApplication {

    private PushApplication() {}

    public static void main(String... arguments) throws Exception {
        Main main = new Main();
        main.configure().addRoutesBuilder(new PushRoutes());
        main.configure().addRoutesBuilder(new ProcessRoute());
        if (System.getProperty("alicom.queue-name") != null
                || System.getenv("ALICOM_QUEUE_NAME") != null) {
            main.run(arguments);
        } else {
            runEmulated(main, arguments);
        }
    }

    private static void runEmulated(Main main, String... arguments) throws Exception {
        try (EmulatedSources sources = new EmulatedSources()) {
            sources.properties().forEach(main::addInitialProperty);
            main.addMainListener(sources);
            main.run(arguments);
        }
    }

    /** What an application does with a receipt: here it is printed, with masked numbers. */
    private static final class ProcessRoute extends RouteBuilder {

        @Override
        public void configure() {
            from("direct:process").log(LoggingLevel.INFO, "receipts", "${body.toString()}");
        }
    }
}
