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
package io.github.camelalicom.mns.example;

import java.nio.file.Path;

import org.apache.camel.main.Main;

/**
 * Reads SMS receipts until it is stopped, or for as many seconds as {@code example.seconds} says.
 *
 * <p>With {@code alicom.queue-name} set it talks to Alibaba Cloud. Without, it starts the emulator,
 * puts some receipts in, and ends after a while.
 */
public final class ReceiptsApplication {

    private ReceiptsApplication() {}

    public static void main(String... arguments) throws Exception {
        Main main = new Main();
        main.configure().addRoutesBuilder(new ReceiptRoutes());
        if (hasAccount()) {
            main.run(arguments);
        } else {
            runEmulated(main, arguments);
        }
        String folder = main.getCamelContext().resolvePropertyPlaceholders("{{example.folder}}");
        System.out.println(Summary.of(Path.of(folder)));
    }

    private static boolean hasAccount() {
        return System.getProperty("alicom.queue-name") != null
                || System.getenv("ALICOM_QUEUE_NAME") != null;
    }

    private static void runEmulated(Main main, String... arguments) throws Exception {
        try (EmulatedAccount account = new EmulatedAccount()) {
            account.properties().forEach(main::addInitialProperty);
            account.sendReceipts();
            main.run(arguments);
        }
    }
}
