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
package io.github.camelalicom.mns.example.boot;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.scheduling.annotation.EnableScheduling;

/**
 * Keeps SMS receipts in a table until it is stopped, or until as many messages came as {@code
 * example.messages} says.
 *
 * <p>With {@code alicom.queue-name} set it talks to Alibaba Cloud. Without, it starts the emulator,
 * puts some receipts in, and ends when they are stored.
 */
@EnableScheduling
@SpringBootApplication
public class ReceiptsApplication {

    public static void main(String... arguments) {
        SpringApplication application = new SpringApplication(ReceiptsApplication.class);
        application.addInitializers(EmulatedAccount::standInWhereThereIsNone);
        application.run(arguments);
    }
}
