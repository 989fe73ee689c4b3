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
package io.github.camelalicom.mns.example.voice;

import javax.sql.DataSource;

import org.apache.camel.main.Main;

/**
 * Keeps in a database how each call went, until it is stopped, or for as many seconds as {@code
 * example.seconds} says.
 *
 * <p>With {@code alicom.queue-name} set it works with Alibaba Cloud. Without, it starts the
 * emulator, places some calls, loses a fifth of their receipts, and ends after a while.
 */
public final class VoiceApplication {

    private static final String IN_MEMORY = "jdbc:h2:mem:calls;DB_CLOSE_DELAY=-1";

    private VoiceApplication() {}

    public static void main(String... arguments) throws Exception {
        DataSource database = Database.open(System.getProperty("example.database", IN_MEMORY));
        Main main = new Main();
        main.bind("dataSource", database);
        if (hasAccount()) {
            main.run(arguments);
        } else {
            runEmulated(main, arguments);
        }
        System.out.println(Database.summary(database));
    }

    private static boolean hasAccount() {
        return System.getProperty("alicom.queue-name") != null
                || System.getenv("ALICOM_QUEUE_NAME") != null;
    }

    private static void runEmulated(Main main, String... arguments) throws Exception {
        try (EmulatedAccount account = new EmulatedAccount()) {
            account.properties().forEach(main::addInitialProperty);
            account.pace().forEach(main::addOverrideProperty);
            main.configure().addRoutesBuilder(new PlacingRoute(account));
            main.run(arguments);
        }
    }
}
